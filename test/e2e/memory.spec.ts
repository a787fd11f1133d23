import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { startBell, type Bell } from '../harness/bell';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { startLedger, type Ledger } from '../harness/ledger';

interface Problem {
  code: string;
  errors?: { code: string }[];
}

const MIB = 1024 * 1024;

const NMAP = '<nmaprun scanner="nmap" start="1700000000" version="7.93">';
const host = (inside: string) =>
  `${NMAP}<host><status state="up" reason="syn-ack"/><address addr="127.0.0.1" addrtype="ipv4"/>${inside}</host></nmaprun>`;
const XCCDF =
  '<TestResult xmlns="http://checklists.nist.gov/xccdf/1.2" end-time="2026-11-22T06:35:02+00:00">';
const RULE = '<rule-result idref="x"><result>pass</result></rule-result>';

describe('the memory of a replica', () => {
  let ledger: Ledger;
  let bell: Bell;
  let controlPlane: ControlPlane;
  let jobId: string;

  beforeAll(async () => {
    [ledger, bell] = await Promise.all([startLedger(), startBell()]);
    controlPlane = await startControlPlane({ ledger, bell });
    const made = await controlPlane.rest.post<{ id: string }>('/jobs', {
      ...{ name: 'elsewhere', networkId: controlPlane.first.networkId, targets: ['127.0.0.1'] },
      profiles: [{ engine: 'nmap' }],
    });
    jobId = made.body.id;
  }, 60_000);
  afterAll(async () => {
    await controlPlane.stop();
    await bell.stop();
    await ledger.stop();
  });

  /** Bytes; see proc_pid_status(5). */
  function memory(what: 'VmRSS' | 'VmHWM'): number {
    const status = readFileSync(`/proc/${controlPlane.process().pid}/status`, 'utf8');
    return Number(new RegExp(`^${what}:\\s*(\\d+) kB$`, 'm').exec(status)![1]) * 1024;
  }

  /** By how much it is exceeded, at its peak, while `work` goes on. */
  async function peak(work: () => Promise<unknown>): Promise<number> {
    // From here on the highest is counted anew; see proc_pid_clear_refs(5).
    writeFileSync(`/proc/${controlPlane.process().pid}/clear_refs`, '5');
    const before = memory('VmRSS');
    await work();
    return memory('VmHWM') - before;
  }

  it.each<[what: string, status: number, code: string, document: () => string | Buffer]>([
    [
      'countless names of a host',
      422,
      'excessive',
      () => host(`<hostnames>${'<hostname name="a"/>'.repeat(1_000_000)}</hostnames>`),
    ],
    [
      'countless scripts',
      422,
      'excessive',
      () => host(`<hostscript>${'<script id="x" output="y"/>'.repeat(1_000_000)}</hostscript>`),
    ],
    ['countless rules', 422, 'excessive', () => `${XCCDF}${RULE.repeat(400_000)}</TestResult>`],
    ['a text that does not end', 422, 'malformed', () => `<TestResult id="${'x'.repeat(60 * MIB)}`],
    [
      'blanks that were packed',
      422,
      'malformed',
      () => gzipSync(Buffer.concat([Buffer.from(NMAP), Buffer.alloc(100 * MIB, ' ')]), { level: 1 }),
    ],
    [
      'more than is taken',
      413,
      'document-too-large',
      () => `<Benchmark>${`<x>${'y'.repeat(8 * MIB)}</x>`.repeat(9)}`,
    ],
  ])(
    'is not what is sent to it: %s',
    async (_what, status, code, made) => {
      const document = Buffer.from(made());
      const type = document[0] === 0x1f ? 'application/gzip' : 'application/xml';
      const send = async () => {
        const path = `/jobs/${jobId}/imports?source=lab&address=127.0.0.1`;
        const headers = { 'content-type': type };
        const answer = await controlPlane.rest.post<Problem>(path, document, { headers });
        expect([answer.status, answer.body.errors?.[0]?.code ?? answer.body.code]).toEqual([status, code]);
      };
      expect(await peak(send)).toBeLessThan(96 * MIB);
    },
    60_000,
  );
});
