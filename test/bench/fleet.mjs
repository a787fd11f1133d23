// A whole installation for a measure: database, bell, control plane and agents, and scans through them.
import { setTimeout as pause } from 'node:timers/promises';
import { Installation } from '../../scripts/start/installation.mjs';

/** How often a scan that is waited for is looked at. */
const LOOK_MS = 50;
const LONGEST_SCAN_MS = 30 * 60_000;
const DEAD_ENDS = new Set(['Error', 'Canceled']);

/**
 * Starts everything in the measure's folder and waits until `agents` agents of `slots` tool slots are ready. `settings`
 * are further environment variables of the control plane.
 */
export async function startFleet({ folder, processes, say }, { agents = 2, slots = 4, settings } = {}) {
  say(`an installation with ${agents} agents of ${slots} tool slots`);
  const installation = new Installation(folder, processes);
  await installation.start({ settings });
  for (let index = 1; index <= agents; index += 1) {
    const name = `agent-${index}`;
    await installation.startAgent(name, { args: ['--name', name, '--slots', String(slots)] });
  }
  await installation.agentsReady();
  return installation;
}

/** A job of the nmap engine over `targets`; in the first network, which allows loopback, unless another is named. */
export function makeJob({ api, first }, { name, targets, preset, options, networkId = first.networkId }) {
  return api.post('/jobs', { name, networkId, targets, profiles: [{ engine: 'nmap', preset, options }] });
}

/**
 * Starts the job and waits until its scan is finished and processed. Gives the scan and the milliseconds from
 * the request to the look that saw it Finished, and to the one that saw it processed. Throws when it ends
 * otherwise.
 */
export async function runScan(api, jobId, { lookMs = LOOK_MS } = {}) {
  const start = performance.now();
  const { id } = await api.start(jobId);
  let finishedMs;
  for (;;) {
    const scan = await api.scan(id);
    const ms = performance.now() - start;
    if (DEAD_ENDS.has(scan.state)) throw new Error(`the scan ended as ${scan.state}: ${scan.reason}`);
    if (scan.state === 'Finished') finishedMs ??= ms;
    if (scan.processed) return { scan, finishedMs, processedMs: ms };
    if (ms > LONGEST_SCAN_MS) throw new Error(`the scan is still ${scan.state}`);
    await pause(lookMs);
  }
}

/** The scan's targets, slice by slice. */
export async function slicesOf(api, scanId) {
  const slices = new Map();
  for (const { sliceId, address } of await api.all(`/scans/${scanId}/targets?limit=200`)) {
    slices.set(sliceId, [...(slices.get(sliceId) ?? []), address]);
  }
  return [...slices.values()];
}

/** When the scan came into `state` for the first time, in milliseconds of the wall clock. */
export async function cameInto(api, scanId, state) {
  const move = (await api.all(`/scans/${scanId}/history`)).find(({ to }) => to === state);
  return Date.parse(move?.at);
}
