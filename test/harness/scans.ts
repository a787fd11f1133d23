import { readdirSync, readFileSync } from 'node:fs';
import { condition } from './condition';
import type { ControlPlane } from './control-plane';

export interface Scan {
  id: string;
  state: string;
  reason: string;
  outcome: string | null;
  result: string | null;
  processed: boolean;
  notes: string[];
  traceId: string;
}

export interface SliceView {
  id: string;
  state: string;
  epoch: number;
  agentId: string | null;
}

export interface FindingView {
  id: string;
  title: string;
  address: string;
  port: number;
  protocol: string;
  service: string;
  severity: number;
  timesSeen: number;
}

let names = 0;

/** Makes a job and starts it; ports as inclusive ranges. */
export async function startScan(
  controlPlane: ControlPlane,
  targets: readonly string[],
  options: object,
  networkId = controlPlane.first.networkId,
): Promise<Scan> {
  const { rest } = controlPlane;
  const job = await rest.post<{ id: string }>('/jobs', {
    name: `job ${(names += 1)}`,
    networkId,
    targets,
    profiles: [{ engine: 'nmap', preset: 'quick', options }],
  });
  if (job.status !== 201) throw new Error(`job: ${job.status} ${JSON.stringify(job.body)}`);
  const scan = await rest.post<Scan>(`/jobs/${job.body.id}/start`);
  if (scan.status !== 202) throw new Error(`start: ${scan.status} ${JSON.stringify(scan.body)}`);
  return scan.body;
}

export async function scanOf(controlPlane: ControlPlane, id: string): Promise<Scan> {
  return (await controlPlane.rest.get<Scan>(`/scans/${id}`)).body;
}

/** Waits until the scan is final and its findings are drawn. */
export function processed(controlPlane: ControlPlane, id: string, timeoutMs = 60_000): Promise<Scan> {
  return condition(
    `scan ${id} processed`,
    async () => {
      const scan = await scanOf(controlPlane, id);
      if (scan.state === 'Error') throw new Error(`the scan ended in Error: ${scan.reason}`);
      return scan.processed && scan;
    },
    { timeoutMs, everyMs: 100 },
  );
}

export const slicesOf = (controlPlane: ControlPlane, id: string): Promise<SliceView[]> =>
  controlPlane.rest.all<SliceView>(`/scans/${id}/slices`);

export const findingsOf = (controlPlane: ControlPlane, id: string): Promise<FindingView[]> =>
  controlPlane.rest.all<FindingView>(`/findings?scanId=${id}`);

/** Processes whose name is `nmap` and whose environment carries `mark`: an agent's state folder. */
export function toolsOf(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const isNmap = readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'nmap';
        return isNmap && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark);
      } catch {
        return false;
      }
    });
}

export const ports = (...all: readonly (number | readonly [number, number])[]) => ({
  kind: 'ranges',
  ranges: all.map((one) =>
    typeof one === 'number' ? { first: one, last: one } : { first: one[0], last: one[1] },
  ),
});
