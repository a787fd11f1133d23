import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Heard } from '../heard.fixture';
import { SpawningLauncher } from '../spawning-launcher.fixture';
import type { Tool, ToolExit, ToolLauncher } from '../tool';
import { NmapEngine } from './engine';
import type { NmapOptions } from './options';
import { PLAIN } from './options.fixture';
import { ownPowers, powersIn } from './powers';

/** A tool that has already written what it had to say. */
class WrittenTool implements ToolLauncher {
  stops = 0;
  constructor(
    private readonly stdout: string,
    private readonly exit: Partial<ToolExit> = {},
    private readonly stderr = '',
  ) {}

  launch(): Tool {
    return {
      stdout: Readable.from([Buffer.from(this.stdout)]),
      stderr: Readable.from([Buffer.from(this.stderr)]),
      exit: Promise.resolve({ code: 0, signal: null, endedBy: null, error: '', ...this.exit }),
      stop: () => void this.stops++,
      endInput: () => undefined,
    };
  }
}

class Collected extends Heard {
  get dispositions(): string[] {
    return this.results.map((one) => `${one.address} ${one.disposition}${one.reason && `: ${one.reason}`}`);
  }
}

const CONNECT: NmapOptions = { ...PLAIN, scan: 'connect', timing: 5 };
const noRaw = (): { rawSockets: boolean } => ({ rawSockets: false });
const engine = new NmapEngine();

let launcher: SpawningLauncher;
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end('SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => new Promise((resolve) => server.close(resolve)));
beforeEach(() => (launcher = new SpawningLauncher()));
afterEach(async () => launcher.end());

function openPort(): Partial<NmapOptions> {
  return { ports: { kind: 'ranges', ranges: [{ first: port, last: port }] } };
}

describe('with the real nmap', () => {
  it('scans loopback: one result a target, with what listens there', async () => {
    const sink = new Collected();
    const options = { ...CONNECT, ...openPort(), serviceDetection: true };
    const run = engine.start({ targets: ['127.0.0.1', '127.0.0.9'], options }, launcher, sink);
    expect(await run.end).toEqual({ kind: 'complete' });
    expect(sink.dispositions.sort()).toEqual(['127.0.0.1 scanned', '127.0.0.9 scanned']);
    const [first] = sink.results.filter((one) => one.address === '127.0.0.1');
    expect(first?.observations).toEqual([
      expect.objectContaining({ kind: 'host', status: 'up' }),
      expect.objectContaining({
        kind: 'port',
        protocol: 'tcp',
        port,
        state: 'open',
        service: expect.objectContaining({
          name: 'ssh',
          product: 'OpenSSH',
          version: '9.2p1 Debian 2+deb12u10',
        }) as unknown,
      }),
    ]);
    expect(Buffer.from(first?.raw ?? []).toString()).toMatch(/^<host[\s>].*<\/host>$/s);
    expect(launcher.commands[0]?.stdin).toBe('127.0.0.1\n127.0.0.9\n');
    const ports = [{ protocol: 'tcp', ranges: [{ first: port, last: port }] }];
    expect(sink.looks).toEqual([
      { tool: 'nmap', toolVersion: expect.stringMatching(/^7/) as unknown, ports },
    ]);
    const fractions = sink.told.map((one) => one.fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('scans IPv6 loopback', async () => {
    const sink = new Collected();
    const run = engine.start({ targets: ['::1'], options: { ...CONNECT, ...openPort() } }, launcher, sink);
    expect(await run.end).toEqual({ kind: 'complete' });
    expect(sink.dispositions).toEqual(['::1 scanned']);
  });

  it('tells which ports it found closed', async () => {
    const sink = new Collected();
    const ports = { kind: 'ranges' as const, ranges: [{ first: 1, last: 200 }] };
    await engine.start({ targets: ['127.0.0.1'], options: { ...CONNECT, ports } }, launcher, sink).end;
    expect(sink.looks[0]?.ports).toEqual([{ protocol: 'tcp', ranges: [{ first: 1, last: 200 }] }]);
    const [about] = sink.results[0]?.observations ?? [];
    expect(about).toMatchObject({
      extraPorts: [
        { state: 'closed', count: 200, ranges: [{ protocol: 'tcp', ranges: [{ first: 1, last: 200 }] }] },
      ],
    });
  });

  it('makes a connect scan of a SYN scan without raw sockets', async () => {
    const sink = new Collected();
    const options = { ...PLAIN, ...openPort(), timing: 5 };
    const run = new NmapEngine(noRaw).start({ targets: ['127.0.0.1'], options }, launcher, sink);
    expect(await run.end).toEqual({ kind: 'complete' });
    expect(sink.results[0]?.observations).toContainEqual(
      expect.objectContaining({ port, state: 'open', reason: 'syn-ack' }),
    );
  });

  it('stops: what was not finished has no result', async () => {
    const sink = new Collected();
    const options: NmapOptions = { ...CONNECT, ports: { kind: 'all' }, maxRate: 1 };
    const run = engine.start({ targets: ['127.0.0.1'], options }, launcher, sink);
    await new Promise<void>((resolve) => launcher.tools[0]?.stdout.once('data', () => resolve()));
    run.stop();
    run.stop();
    expect(await run.end).toEqual({ kind: 'stopped' });
    expect(sink.results).toEqual([]);
  });

  it("fails with nmap's own words", async () => {
    const sink = new Collected();
    const strange = new NmapEngine(noRaw, join(__dirname, 'no-such-nmap'));
    const gone = strange.start({ targets: ['127.0.0.1'], options: CONNECT }, launcher, sink);
    expect(await gone.end).toEqual({
      kind: 'failed',
      reason: expect.stringMatching(/could not be started.*ENOENT/) as string,
    });
    const folder = mkdtempSync(join(tmpdir(), 'nmap-'));
    try {
      const file = join(folder, 'nmap');
      writeFileSync(file, '#!/bin/sh\nexec nmap "$@" --no-such-option\n');
      chmodSync(file, 0o755);
      const run = new NmapEngine(noRaw, file).start(
        { targets: ['127.0.0.1'], options: CONNECT },
        launcher,
        sink,
      );
      expect(await run.end).toEqual({
        kind: 'failed',
        reason: expect.stringMatching(/code 255: .*no-such-option/) as string,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(sink.results).toEqual([]);
  });

  it('is probed', async () => {
    expect(await new NmapEngine(() => ({ rawSockets: true })).probe()).toEqual({
      name: 'nmap',
      available: true,
      version: expect.stringMatching(/^7\.\d+/) as string,
      verdict: 'ready',
      limits: [],
    });
    expect(await new NmapEngine(noRaw).probe()).toMatchObject({
      available: true,
      verdict: 'ready, connect scan only: no raw sockets',
      limits: ['connect-scan'],
    });
    expect(await new NmapEngine(noRaw, join(__dirname, 'no-such-nmap')).probe()).toMatchObject({
      available: false,
      version: '',
      verdict: 'not installed',
    });
  });
});

describe('refused before anything is started', () => {
  it.each<[string, string[], Partial<NmapOptions>, RegExp]>([
    ['a target that is an option', ['--script=x'], {}, /not a canonical address/],
    ['a target that is a range', ['127.0.0.0/8'], {}, /not a canonical address/],
    ['both families', ['127.0.0.1', '::1'], {}, /IPv4 and IPv6/],
    ['a script off the list', ['127.0.0.1'], { scripts: ['vulners'] }, /script not allowed/],
  ])('%s', async (_what, targets, options, reason) => {
    const run = engine.start({ targets, options: { ...CONNECT, ...options } }, launcher, new Collected());
    run.stop();
    expect(await run.end).toEqual({ kind: 'failed', reason: expect.stringMatching(reason) as string });
    expect(launcher.commands).toEqual([]);
  });
});

describe('what nmap wrote', () => {
  const host = (address: string, state = 'up', attributes = '', inside = ''): string =>
    `<host ${attributes}><status state="${state}" reason="no-response"/><address addr="${address}" addrtype="ipv4"/>${inside}</host>`;
  const whole = (body: string): string =>
    `<nmaprun scanner="nmap">${body}<runstats><finished time="1" exit="success"/></runstats></nmaprun>`;
  const targets = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'];

  async function told(
    tool: WrittenTool,
    options: NmapOptions = CONNECT,
    sink = new Collected(),
  ): Promise<[unknown, string[]]> {
    const end = await engine.start({ targets, options }, tool, sink).end;
    return [end, sink.dispositions];
  }

  it('gives each target its disposition', async () => {
    const skipped = '<target specification="192.0.2.3" status="skipped" reason="invalid"/>';
    const body = skipped + host('192.0.2.1', 'down') + host('192.0.2.2', 'up', 'timedout="true"');
    expect(await told(new WrittenTool(whole(body)))).toEqual([
      { kind: 'complete' },
      [
        '192.0.2.1 down: no-response',
        '192.0.2.2 timed out: nmap gave it up at the host timeout',
        '192.0.2.3 unreachable: nmap would not scan it: invalid',
        '192.0.2.4 down: no answer',
      ],
    ]);
  });

  it('counts a target once, and nothing that is no target', async () => {
    const body =
      host('192.0.2.1') +
      host('192.0.2.1', 'down') +
      host('198.51.100.7') +
      targets
        .slice(1)
        .map((t) => host(t))
        .join('');
    expect(await told(new WrittenTool(whole(body)))).toEqual([
      { kind: 'complete' },
      targets.map((t) => `${t} scanned`),
    ]);
  });

  it('does not call a target down whose result may be the one that cannot be read', async () => {
    const broken = host('192.0.2.2', 'up', '', '<ports>');
    const nameless = '<host><status state="up"/></host>';
    expect(
      await told(new WrittenTool(whole(host('192.0.2.1') + broken + nameless + host('192.0.2.3')))),
    ).toEqual([
      { kind: 'complete' },
      [
        '192.0.2.1 scanned',
        "192.0.2.2 failed: nmap's result cannot be read: closing tag does not match <ports>",
        '192.0.2.3 scanned',
        "192.0.2.4 failed: nmap's result cannot be read",
      ],
    ]);
  });

  it('does not believe in down where nmap was told that everything is up', async () => {
    const [end, dispositions] = await told(new WrittenTool(whole(host('192.0.2.1'))), {
      ...CONNECT,
      hostDiscovery: false,
    });
    expect(end).toEqual({ kind: 'complete' });
    expect(dispositions.slice(1)).toEqual(
      targets.slice(1).map((t) => `${t} failed: nmap finished without a word about it`),
    );
  });

  it.each<[string, WrittenTool, unknown]>([
    [
      'an end without the closing tag',
      new WrittenTool(whole(host('192.0.2.1')).replace('</nmaprun>', '')),
      /not whole/,
    ],
    [
      'a code other than 0',
      new WrittenTool(whole(host('192.0.2.1')), { code: 1 }, 'QUITTING!\n'),
      /code 1: QUITTING!$/,
    ],
    ['a signal', new WrittenTool(whole(host('192.0.2.1')), { code: null, signal: 'SIGKILL' }), /SIGKILL/],
    [
      'the guard',
      new WrittenTool(whole(host('192.0.2.1')), { code: null, endedBy: 'deadline' }),
      /guard \(deadline\)/,
    ],
    [
      'an error that nmap names',
      new WrittenTool(whole(host('192.0.2.1')).replace('"success"', '"error"')),
      /exit="error"/,
    ],
  ])('%s is no success: finished hosts count, the others have no result', async (_what, tool, reason) => {
    expect(await told(tool)).toEqual([
      { kind: 'failed', reason: expect.stringMatching(reason as RegExp) as string },
      ['192.0.2.1 scanned'],
    ]);
  });

  it('is refused when it is not nmap XML, and the tool is ended', async () => {
    const tool = new WrittenTool('<html>');
    expect(await told(tool)).toEqual([
      { kind: 'failed', reason: expect.stringMatching(/refused: not nmap XML/) as string },
      [],
    ]);
    expect(tool.stops).toBe(1);
  });

  it('is lost when it cannot be delivered: the run fails and the tool is ended', async () => {
    const sink = new Collected();
    sink.target = () => Promise.reject(new Error('the spool is full'));
    const tool = new WrittenTool(whole(host('192.0.2.1')));
    expect(await told(tool, CONNECT, sink)).toEqual([
      { kind: 'failed', reason: 'the output was not delivered: the spool is full' },
      [],
    ]);
    expect(tool.stops).toBe(1);
  });

  it('is read no faster than it is taken', async () => {
    let release = (): void => undefined;
    const sink = new Collected();
    sink.target = async (result) => {
      sink.results.push(result);
      await new Promise<void>((resolve) => (release = resolve));
    };
    const { end } = engine.start(
      { targets, options: CONNECT },
      new WrittenTool(whole(targets.map((t) => host(t)).join(''))),
      sink,
    );
    for (let i = 1; i <= targets.length; i++) {
      while (sink.results.length < i) await new Promise(setImmediate);
      expect(sink.results).toHaveLength(i);
      release();
    }
    expect(await end).toEqual({ kind: 'complete' });
  });
});

describe('powers', () => {
  const status = (uid: number, eff: string, amb: string): string =>
    `Name:\tnode\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\nCapEff:\t${eff}\nCapAmb:\t${amb}\n`;
  it.each([
    [status(0, '000001ffffffffff', '0000000000000000'), true],
    [status(0, '000001ffffffdfff', '0000000000000000'), false],
    [status(1000, '0000000000002000', '0000000000002000'), true],
    [status(1000, '0000000000002000', '0000000000000000'), false],
    ['', false],
  ])('%#', (text, rawSockets) => {
    expect(powersIn(text)).toEqual({ rawSockets });
  });

  it('of this process are found', () => {
    expect(typeof ownPowers().rawSockets).toBe('boolean');
  });
});
