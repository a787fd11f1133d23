// Ten thousand agents' sessions on one replica, against a bare grpc-js server that holds the same streams over mTLS and
// answers the same heartbeats: what a session costs, how long an answer takes, and how soon all are back after it was killed.
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from '../../scripts/services/ports.mjs';
import { bundle } from './bundle.mjs';
import { startFleet } from './fleet.mjs';

const AGENTS = Number(process.env.SCANFLEET_BENCH_AGENTS ?? 10_000);
/** Each speaks twice or thrice in it. */
const WINDOW_MS = 45_000;
const CONNECTED_WITHIN_MS = 420_000;
const ROWS_AT_ONCE = 1_000;

export default async function fleet(measure) {
  const { folder, processes, say } = measure;
  const installation = await startFleet(measure, { agents: 0 });
  const keys = path.dirname(installation.authority);
  const program = await bundle('simulated-fleet.ts', folder);
  const bareProgram = await bundle('bare-sessions.ts', folder);
  const identities = path.join(folder, 'identities.json');
  say(`certificates of ${AGENTS} agents`);
  const made = spawnSync(process.execPath, [program, 'make', keys, String(AGENTS), identities], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(made.stderr);
  await enrol(installation, identities);

  const [port] = await freePorts(1);
  const startBare = () => processes.start('bare', process.execPath, [bareProgram, keys, String(port)]);
  const bare = await course(measure, {
    name: 'bare',
    url: `https://127.0.0.1:${port}`,
    first: startBare(),
    again: startBare,
    ...{ program, identities, authority: installation.authority },
  });
  const replica = await course(measure, {
    name: 'control plane',
    url: installation.fleetUrl,
    first: installation.controlPlane,
    again: async () => {
      await installation.startControlPlane();
      return installation.controlPlane;
    },
    ...{ program, identities, authority: installation.authority },
  });
  const lost = await installation.api.agents();
  say(`${lost.length} agents listed on the first page`);
  const ratio = (of) => replica[of] / bare[of];
  return [
    { what: `${AGENTS} sessions connected after`, value: replica.connectedS, unit: 's' },
    { what: 'memory of the replica', value: replica.rssMb, unit: 'MB' },
    { what: 'memory of a session', value: ((replica.rssMb - replica.idleMb) * 1000) / AGENTS, unit: 'kB' },
    target('memory against the bare server', ratio('rssMb'), '×', 1.4),
    { what: 'processor of the replica', value: replica.cpu * 100, unit: '% of a core' },
    target('processor against the bare server', ratio('cpu'), '×', 2),
    { what: 'answer to a heartbeat, p50', value: replica.p50, unit: 'ms' },
    target('answer to a heartbeat, p99', replica.p99, 'ms', 1_000),
    { what: 'all back after a kill', value: replica.backS, unit: 's' },
    target('all back, against the bare server', ratio('backS'), '×', 1.5),
  ];
}

const target = (what, value, unit, most) => ({
  what,
  value,
  unit,
  target: `<= ${most} ${unit}`,
  ok: value <= most,
});

/** As enrolment leaves them. */
async function enrol({ administer, ledger, first }, file) {
  const agents = JSON.parse(fs.readFileSync(file, 'utf8'));
  for (let from = 0; from < agents.length; from += ROWS_AT_ONCE) {
    const rows = agents
      .slice(from, from + ROWS_AT_ONCE)
      .map(
        ({ agentId }, at) =>
          `('${agentId}', '${first.poolId}', 'simulated-${from + at}', 'Active', '[]', NOW(3))`,
      );
    await administer(
      `INSERT INTO ${ledger.database}.agents (id, pool_id, name, state, engines, created_at) VALUES ${rows.join(', ')}`,
    );
  }
}

/** Connects all, looks at a window, kills the server, and waits until all are back. */
async function course(
  { folder, processes, say },
  { name, url, first, again, program, identities, authority },
) {
  const idleMb = rssMb(first.pid);
  const state = path.join(folder, `spools-${name.replace(' ', '-')}`);
  fs.mkdirSync(state);
  const simulator = processes.start(
    `simulator-${name.replace(' ', '-')}`,
    process.execPath,
    [...['--max-old-space-size=8192', program, 'run', url, authority, identities, state]],
    { stdout: 'pipe' },
  );
  const lines = createInterface({ input: simulator.stdout })[Symbol.asyncIterator]();
  const told = async () => {
    process.kill(simulator.pid, 'SIGUSR2');
    return JSON.parse((await lines.next()).value);
  };
  // It has to have its handler first.
  await pause(2_000);
  const connected = await allUp(told);
  say(`${name}: all connected after ${connected.toFixed(0)} s`);
  await told();
  const before = cpuSeconds(first.pid);
  const start = performance.now();
  await pause(WINDOW_MS);
  const seen = await told();
  const cpu = (cpuSeconds(first.pid) - before) / ((performance.now() - start) / 1000);
  const rss = rssMb(first.pid);
  say(
    `${name}: ${seen.heartbeats} heartbeats, p99 ${seen.p99.toFixed(1)} ms, ${(cpu * 100).toFixed(1)} % of a core, ${rss.toFixed(0)} MB`,
  );
  first.asked = true;
  process.kill(first.pid, 'SIGKILL');
  await first.ended;
  while ((await told()).up > 0) await pause(100);
  const second = await again();
  const back = await allUp(told);
  say(`${name}: all back after ${back.toFixed(0)} s`);
  await simulator.end(1_000);
  if (name === 'bare') await second.end(1_000);
  return { idleMb, connectedS: connected, rssMb: rss, cpu, p50: seen.p50, p99: seen.p99, backS: back };
}

async function allUp(told) {
  const start = performance.now();
  for (;;) {
    const { up } = await told();
    const ms = performance.now() - start;
    if (up >= AGENTS) return ms / 1000;
    if (ms > CONNECTED_WITHIN_MS)
      throw new Error(`${up} of ${AGENTS} sessions after ${(ms / 1000).toFixed(0)} s`);
    await pause(250);
  }
}

const rssMb = (pid) =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;

/** User and system time, in seconds: fields 14 and 15 of proc(5), in ticks of a hundredth. */
function cpuSeconds(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
