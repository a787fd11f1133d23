import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

/** Of the runner's report (`--json`), what proofs look at. */
export interface Report {
  readonly scans: number;
  /** Accepted orders by command. */
  readonly orders: Readonly<Record<string, number>>;
  readonly cancelMostMs: number;
  readonly breaches: Readonly<Record<string, number>>;
  readonly examples: readonly string[];
}

const SCRIPT = resolve(__dirname, '../../scripts/promises.mjs');
const LONGEST_MS = 15 * 60_000;

/** Runs a course of the promise runner and shows its figures. A breach is in the report, not an error. */
export function runCourse(name: string, seed = 1): Promise<Report> {
  const args = [SCRIPT, '--course', name, '--seed', String(seed), '--json'];
  return new Promise((settle, fail) => {
    execFile(process.execPath, args, { timeout: LONGEST_MS, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      process.stderr.write(`${name}\n${stderr}`);
      const last = stdout.trimEnd().split('\n').at(-1) ?? '';
      try {
        settle(JSON.parse(last) as Report);
      } catch {
        fail(new Error(`${name}: ${error?.message ?? 'no report'}\n${stderr.slice(-2_000)}`));
      }
    });
  });
}

export const NO_BREACH = {
  ...{ lost: 0, doubled: 0, untrue: 0, stuck: 0, illegal: 0, overlap: 0, repeated: 0, 'after cancel': 0 },
  ...{ start: 0, repaired: 0, 'left running': 0, memory: 0, lifecycle: 0 },
};
