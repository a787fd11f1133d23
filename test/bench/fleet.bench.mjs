// Ten thousand agents' sessions on one replica, against a bare grpc-js server that holds the same streams over mTLS and
// answers the same heartbeats: what a session costs, how long an answer takes, a hundred thousand slices through them, and how
// soon all are with the other replica when theirs is killed while they hold work.
import fs from 'node:fs';
import path from 'node:path';
import { URL } from 'node:url';
import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from '../../scripts/services/ports.mjs';
import { startBalancer } from './balancer.mjs';
import { bundle } from './bundle.mjs';
import { dispatched, held } from './dispatch.mjs';
import { startFleet } from './fleet.mjs';
import { Simulators } from './simulator.mjs';

const AGENTS = Number(process.env.SCANFLEET_BENCH_AGENTS ?? 10_000);
const SLICES = Number(process.env.SCANFLEET_BENCH_SLICES ?? 100_000);
/** That agents hold when their replica is killed. */
const HELD = Math.min(1_000, AGENTS);
/** Of one pool and replica, so many hear the bell. */
const LISTENERS = Math.min(1_000, AGENTS);
/** Each speaks twice or thrice in it. */
const WINDOW_MS = 45_000;
const ROWS_AT_ONCE = 500;
/** Each of so many simulators and balancers has its part of the agents: two connections for each, and 20,000 files open at most. */
const PARTS = 2;
/** The bench's own requests, and its jobs, are not to be refused. */
const UNLIMITED = {
  SCANFLEET_QUOTA_REQUESTS_A_MINUTE: '1000000',
  SCANFLEET_QUOTA_CONCURRENT_SCANS: '1000',
};

export default async function fleet(measure) {
  const { folder, say } = measure;
  const installation = await startFleet(measure, { agents: 0, settings: UNLIMITED });
  const keys = path.dirname(installation.authority);
  const program = await bundle('simulated-fleet.ts', folder);
  const parts = Array.from({ length: PARTS }, (_, part) => ({
    identities: path.join(folder, `identities-${part}.json`),
    agents: Math.floor(AGENTS / PARTS) + (part < AGENTS % PARTS ? 1 : 0),
  }));
  const common = { program, parts, authority: installation.authority };
  say(`certificates of ${AGENTS} agents`);
  for (const { identities, agents } of parts) {
    const made = spawnSync(process.execPath, [program, 'make', keys, String(agents), identities]);
    if (made.status !== 0) throw new Error(made.stderr.toString('utf8'));
    await enrol(installation, identities);
  }
  const bare = await bareCourse(measure, keys, common);
  const replica = await course(measure, installation, common);
  const ratio = (of) => replica[of] / bare[of];
  return [
    { what: `${AGENTS} sessions connected after`, value: replica.connectedS, unit: 's' },
    { what: 'sessions connected, against the bare server', value: ratio('connectedS'), unit: '×' },
    { what: 'memory of the replica', value: replica.rssMb, unit: 'MB' },
    { what: 'memory of a session', value: ((replica.rssMb - replica.idleMb) * 1000) / AGENTS, unit: 'kB' },
    target('memory against the bare server', ratio('rssMb'), '×', 1.4),
    { what: 'processor of the replica', value: replica.cpu * 100, unit: '% of a core' },
    target('processor against the bare server', ratio('cpu'), '×', 2),
    { what: 'answer to a heartbeat, p50', value: replica.p50, unit: 'ms' },
    target('answer to a heartbeat, p99', replica.p99, 'ms', 1_000),
    ...replica.dispatch,
    { what: 'all with the other replica after a kill', value: replica.backS, unit: 's' },
    target('all with the other, against the bare server', ratio('backS'), '×', 1.5),
    target(`taken from agents, of ${HELD} slices that they held`, replica.revoked, 'slices', 0),
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
        ({ agentId }) => `('${agentId}', '${first.poolId}', 'simulated-${agentId}', 'Active', '[]', NOW(3))`,
      );
    await administer(
      `INSERT INTO ${ledger.database}.agents (id, pool_id, name, state, engines, created_at) VALUES ${rows.join(', ')}`,
    );
  }
}

/** All agents, each part behind a balancer of its own before the servers at these ports. */
async function simulated(measure, name, ports, common) {
  const urls = [];
  for (let part = 0; part < PARTS; part += 1)
    urls.push(await startBalancer(measure, `balancer-${name}-${part}`, ports));
  return new Simulators(measure, { name, urls, ...common });
}

/** The same sessions with two bare servers. */
async function bareCourse(measure, keys, common) {
  const { folder, processes, say } = measure;
  const server = await bundle('bare-sessions.ts', folder);
  const ports = await freePorts(2);
  const [first, second] = ports.map((port) =>
    processes.start(`bare-${port}`, process.execPath, [server, keys, String(port)]),
  );
  const fleet = await simulated(measure, 'bare', ports, common);
  const seen = await sessions(fleet, first, (text) => say(`bare: ${text}`));
  const backS = await backAfterKill(fleet, first);
  say(`bare: all back after ${backS.toFixed(0)} s`);
  await fleet.end();
  await second.end(1_000);
  return { ...seen, backS };
}

async function course(measure, installation, common) {
  const tell = (text) => measure.say(`control plane: ${text}`);
  const [http, door] = await freePorts(2);
  const { controlPlane } = installation;
  await installation.startReplica('replica-2', { http, fleet: door });
  const ports = [Number(new URL(installation.fleetUrl).port), door];
  const fleet = await simulated(measure, 'control-plane', ports, common);
  const seen = await sessions(fleet, controlPlane, tell);
  await fleet.all('hearing', LISTENERS);
  const dispatch = await dispatched({ installation, simulators: fleet, say: tell }, SLICES);
  await fleet.told('hold');
  const work = await held({ installation, simulators: fleet }, HELD);
  const backS = await backAfterKill(fleet, controlPlane);
  tell(`all back after ${backS.toFixed(0)} s`);
  await fleet.told('go');
  const revoked = await work.end();
  await fleet.end();
  return { ...seen, dispatch, backS, revoked };
}

/** Waits until all are connected, and looks at a window in which nothing else is done. */
async function sessions(fleet, server, tell) {
  const idleMb = rssMb(server.pid);
  const connectedS = await fleet.all('up');
  tell(`all connected after ${connectedS.toFixed(0)} s`);
  await fleet.told();
  const before = cpuSeconds(server.pid);
  const start = performance.now();
  await pause(WINDOW_MS);
  const { heartbeats, p50, p99 } = await fleet.told();
  const cpu = (cpuSeconds(server.pid) - before) / ((performance.now() - start) / 1000);
  const figures = { idleMb, connectedS, rssMb: rssMb(server.pid), cpu, p50, p99 };
  tell(
    `${heartbeats} heartbeats, p99 ${p99.toFixed(1)} ms, ${(cpu * 100).toFixed(1)} % of a core, ${figures.rssMb.toFixed(0)} MB`,
  );
  return figures;
}

/** Seconds from the kill until all have a session with the other. */
async function backAfterKill(fleet, server) {
  server.asked = true;
  const start = performance.now();
  process.kill(server.pid, 'SIGKILL');
  await server.ended;
  await fleet.someLost();
  await fleet.all('up');
  return (performance.now() - start) / 1000;
}

const rssMb = (pid) =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;

/** User and system time, in seconds: fields 14 and 15 of proc(5), in ticks of a hundredth. */
function cpuSeconds(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
