import { readObserved, type ObservedHost, type ObservedPort, type ObservedScript } from './observed';
import { resultLine } from './result-line';

const read = (kind: string, body: object) => readObserved(kind, JSON.stringify(body));
const host = read('host', { status: 'up' }) as ObservedHost;
const port = (number: number, state = 'open', service: object | null = null): ObservedPort =>
  read('port', { port: number, protocol: 'tcp', state, service }) as ObservedPort;
const script = (...states: string[]): ObservedScript =>
  read('script', { id: 'x', vulnerabilities: states.map((state) => ({ state })) }) as ObservedScript;

describe('a target in one line', () => {
  it.each<[string, Parameters<typeof resultLine>]>([
    ['down: no-response', ['down', 'no-response', [], [], []]],
    ['timed out', ['timed out', '', [host], [port(22)], []]],
    ['up; no open port', ['scanned', '', [host], [port(22, 'closed'), port(23, 'filtered')], []]],
    [
      'up; 1 open port: 22/tcp ssh OpenSSH 9.2p1',
      ['scanned', '', [host], [port(22, 'open', { name: 'ssh', product: 'OpenSSH', version: '9.2p1' })], []],
    ],
    [
      'up; 7 open ports: 1/tcp, 2/tcp, 3/tcp, 4/tcp, 5/tcp and 2 more',
      ['scanned', '', [host], [1, 2, 3, 4, 5, 6, 7].map((number) => port(number)), []],
    ],
    [
      'scanned; no open port; 1 vulnerability',
      ['scanned', '', [], [], [script('VULNERABLE', 'NOT VULNERABLE')]],
    ],
    [
      'up; no open port; 2 vulnerabilities',
      ['scanned', '', [host], [], [script('LIKELY VULNERABLE'), script('VULNERABLE (Exploitable)')]],
    ],
  ])('%s', (line, given) => expect(resultLine(...given)).toBe(line));

  it('stays one line, and short, whatever a banner says', () => {
    const banner = { name: 'x\r\nSet-Cookie: a=b', product: '\u202e'.repeat(9), version: '9'.repeat(9_000) };
    const line = resultLine('scanned', '', [host], [port(80, 'open', banner)], []);
    expect(line).toMatch(/^up; 1 open port: 80\/tcp x Set-Cookie: a=b/);
    expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(line.length).toBeLessThanOrEqual(500);
  });
});
