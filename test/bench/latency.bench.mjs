// From the request that starts a scan to the tool that runs.
//
// The tool's start is seen from outside: the kernel's list of the keepers' children is read every
// millisecond, and the instant that counts is when such a child has become nmap (its exec is done).
import { setTimeout as pause } from 'node:timers/promises';
import { cameInto, makeJob, startFleet } from './fleet.mjs';
import { childrenOf, keeperOf, nameOf } from './proc.mjs';
import { median, percentile } from './timing.mjs';

const STARTS = 100;
const WARM_UP = 5;
const LOOK_MS = 1;
const LONGEST_MS = 30_000;
/** nmap is there for about a third of a second: it cannot come and go between two looks. */
const LONG_ENOUGH = { ports: { kind: 'top', count: 30 }, maxRate: 100 };
/** The control plane works in rounds of a second: starts come at any moment of one. */
const LONGEST_PAUSE_MS = 1000;

export default async function latency(measure) {
  const { say } = measure;
  const installation = await startFleet(measure);
  const { api } = installation;
  const agents = ['agent-1', 'agent-2'].map((name) => installation.agent(name).pid);
  const keepers = await Promise.all(agents.map(keeperOf));
  const job = await makeJob(installation, {
    name: 'one loopback address',
    targets: ['127.0.0.1'],
    preset: 'quick',
    options: LONG_ENOUGH,
  });
  const found = [];
  for (let start = -WARM_UP; start < STARTS; start += 1) {
    const one = await timedStart(api, job.id, keepers);
    if (start >= 0) found.push(one);
    if (start % 25 === 24) say(`${start + 1} starts`);
    await pause(Math.random() * LONGEST_PAUSE_MS);
  }
  say(`the slowest: ${told(found.reduce((a, b) => (b.spawned > a.spawned ? b : a)))}`);
  const part = (name) => found.map((one) => one[name]);
  const p50 = median(part('spawned'));
  return [
    { what: 'start to nmap, p50', value: p50, unit: 'ms', target: '<= 100 ms', ok: p50 <= 100 },
    { what: 'start to nmap, p99', value: percentile(part('spawned'), 0.99), unit: 'ms' },
    { what: 'of these until the answer to the request, p50', value: median(part('answered')), unit: 'ms' },
    { what: 'of these until the slice was lent, p50', value: median(part('lent')), unit: 'ms' },
    { what: 'of these until the keeper forked, p50', value: median(part('forked')), unit: 'ms' },
  ];
}

const told = (one) =>
  Object.entries(one)
    .map(([name, ms]) => `${name} ${ms.toFixed(0)} ms`)
    .join(', ');

/** Milliseconds after the request. */
async function timedStart(api, jobId, keepers) {
  const spawning = spawned(keepers);
  const start = wallMs();
  const answering = api.start(jobId).then((scan) => ({ id: scan.id, at: wallMs() }));
  const [{ forkedAt, spawnedAt }, { id, at }] = await Promise.all([spawning, answering]);
  const lentAt = await ended(api, id).then(() => cameInto(api, id, 'Running'));
  return {
    answered: at - start,
    lent: lentAt - start,
    forked: forkedAt - start,
    spawned: spawnedAt - start,
  };
}

/** Settles when a process that is not there yet has become nmap under one of the keepers. */
async function spawned(keepers) {
  const before = new Set(keepers.flatMap(childrenOf));
  const end = wallMs() + LONGEST_MS;
  let forkedAt;
  while (wallMs() < end) {
    const fresh = keepers.flatMap(childrenOf).filter((pid) => !before.has(pid));
    if (fresh.length > 0) forkedAt ??= wallMs();
    if (fresh.some((pid) => nameOf(pid) === 'nmap')) return { forkedAt, spawnedAt: wallMs() };
    await pause(LOOK_MS);
  }
  throw new Error('no nmap was started');
}

/** Waits until nothing of the scan goes on any more. */
async function ended(api, id) {
  const end = wallMs() + LONGEST_MS;
  while (!(await api.scan(id)).processed) {
    if (wallMs() > end) throw new Error('the scan did not end');
    await pause(20);
  }
}

const wallMs = () => performance.timeOrigin + performance.now();
