import { readdirSync, readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { Documents } from '../../control-plane/server/src/imports/documents';
import { isRefusal, ManualClock } from '../../control-plane/server/src/platform';
import { condition } from '../harness/condition';

const host = (address: string) =>
  `<host><status state="up" reason="syn-ack"/><address addr="${address}" addrtype="ipv4"/></host>`;
const hosts = (count: number) =>
  Array.from({ length: count }, (_, at) => host(`10.0.${at >> 8}.${at & 255}`)).join('');

/** Those of this process; see proc_pid_stat(5). */
function readers(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const isReader = readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('imports/reader.js');
        return isReader && state !== 'Z' && Number(parent) === process.pid;
      } catch {
        return false;
      }
    });
}

describe('a document is read by a process of its own', () => {
  const clock = new ManualClock();
  const documents = new Documents(clock);
  const nobody = () => condition('no reader is left', () => readers().length === 0);

  /** What becomes of it while it is still being sent. */
  async function begun(): Promise<{ sent: PassThrough; refusal: Promise<unknown>; reader: number }> {
    const sent = new PassThrough();
    sent.write(`<nmaprun scanner="nmap" start="1700000000">${host('192.0.2.1')}`);
    const read = documents.read('tenant', sent, false, { address: undefined });
    const refusal = read.then((found) => isRefusal(found) && [found.status, found.details[0]?.code]);
    const [reader] = await condition('its reader', () => readers().length > 0 && readers());
    return { sent, refusal, reader: reader! };
  }

  it('that ends when whoever sends it is gone', async () => {
    const { sent, refusal } = await begun();
    sent.destroy();
    expect(await refusal).toEqual([422, 'malformed']);
    await nobody();
  });

  it('that is not begun for whoever is gone before the turn comes', async () => {
    const first = await begun();
    const sent = new PassThrough();
    const waiting = documents.read('tenant', sent, false, { address: undefined });
    sent.destroy();
    await new Promise((closed) => sent.once('close', closed));
    expect(readers()).toEqual([first.reader]);
    first.sent.end('</nmaprun>');
    expect(await first.refusal).toBe(false);
    const refusal = await waiting;
    expect(isRefusal(refusal) && refusal.details[0]?.code).toBe('malformed');
    await nobody();
  });

  it('that is ended when it takes too long', async () => {
    const { sent, refusal } = await begun();
    clock.advance(120_000);
    expect(await refusal).toEqual([422, 'excessive']);
    await nobody();
    // Nothing more is kept of what still comes.
    for (let at = 0; at < 100; at++) sent.write(Buffer.alloc(65_536));
    await condition('passed over', () => sent.writableLength === 0 && sent.readableLength === 0);
  });

  it.each<[what: string, document: string | Buffer, status: number, code: string]>([
    ['is none of ours', '<html><body>', 422, 'unknown-format'],
    ['goes too deep', `<TestResult>${'<a>'.repeat(100_000)}`, 422, 'malformed'],
    ['has a word without end', `<TestResult id="${'x'.repeat(20_000_000)}`, 422, 'malformed'],
    ['unpacks to nothing but blanks', gzipSync(`<nmaprun>${' '.repeat(20_000_000)}`), 422, 'malformed'],
    ['has hosts without end', `<nmaprun>${hosts(20_001)}`, 422, 'excessive'],
    ['is larger than it may be', Buffer.alloc(64 * 1024 * 1024 + 1, '<nmaprun> '), 413, 'document-too-large'],
  ])('that says so before all is sent, where it %s', async (_what, document, status, code) => {
    const sent = new PassThrough();
    sent.write(document);
    const isPacked = document[0] === 0x1f;
    const refusal = await documents.read('tenant', sent, isPacked, { address: undefined });
    if (!isRefusal(refusal)) throw new Error('it was read');
    expect([refusal.status, refusal.details[0]?.code ?? refusal.code]).toEqual([status, code]);
    expect(sent.writableEnded).toBe(false);
    await nobody();
  });

  it('that may be killed at any time', async () => {
    const { refusal, reader } = await begun();
    process.kill(reader, 'SIGKILL');
    expect(await refusal).toEqual([422, 'excessive']);
  });

  it('that has nothing of what its parent has', async () => {
    const { sent, refusal, reader } = await begun();
    expect(readFileSync(`/proc/${reader}/environ`, 'latin1')).not.toMatch(/SCANFLEET|PATH=/);
    sent.end('</nmaprun>');
    expect(await refusal).toBe(false);
    await nobody();
  });
});
