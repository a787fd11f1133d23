import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type Connection } from 'mysql2/promise';
import { Chance } from './chance';
import { check, type Breach } from './checker';
import { stuckScans } from './checker/rest';
import { Clients } from './clients';
import type { Machine } from './machine';
import { Nemesis, type Plan } from './nemesis';
import { reportOf, type Report } from './report';
import { writeScriptedNmap } from './scripted-nmap';
import { Services } from './services';
import { Person, type Plots } from './story';
import { System, type Scale } from './system';
import { readTables, type ScanRow } from './tables';
import { Targets } from './targets';
import { Truth, type Temper } from './truth';
import { leftRunning, Watch } from './watch';

/** One run: how large, how bad, how long. */
export interface Course {
  readonly seed: number;
  /** Milliseconds in which things go wrong. */
  readonly badMs: number;
  /** Milliseconds after that in which everything has to come to rest. */
  readonly quietMs: number;
  readonly people: number;
  readonly scale: Scale;
  readonly plots: Plots;
  readonly plan: Plan;
  readonly temper: Temper;
  /** The plan harms no agent and no network: nothing may be repeated at all. */
  readonly strict: boolean;
}

const SUPERVISE_MS = 500;
const REST_LOOK_MS = 500;

/** Runs the whole system under a nemesis and judges what came of it. */
export async function run(machine: Machine, course: Course, say: (text: string) => void): Promise<Report> {
  const begun = performance.now();
  const chance = new Chance(course.seed);
  const targets = new Targets(new Truth(course.seed, course.temper));
  const services = new Services(course.seed);
  await services.listen();
  const nmap = join(machine.folder, 'nmap');
  writeScriptedNmap(nmap, await targets.listen());
  const system = await System.start(machine, course.scale, nmap, chance);
  say(`started in ${Math.round((performance.now() - begun) / 1000)} s`);
  const watch = new Watch(system);
  watch.begin();
  const supervisor = setInterval(() => system.supervise(), SUPERVISE_MS);
  try {
    const { nemesis, clients } = await badTime(system, course, chance, say);
    say('quiet now');
    await atRest(machine, course.quietMs);
    const tables = await readTables(machine.databaseUrl);
    clearInterval(supervisor);
    const fenced = countFenced(system);
    await system.stop();
    await targets.stop();
    const breaches: Breach[] = [
      ...check({ tables, marks: targets.marks, orders: clients.orders, services, strict: course.strict }),
      ...watch.breaches(),
      ...leftRunning(machine.folder, nmap).map((what): Breach => ({ kind: 'left running', what })),
    ];
    const numbers = {
      seed: course.seed,
      seconds: Math.round((performance.now() - begun) / 1000),
      looks: targets.marks.length,
      visits: services.visits.length,
      struck: nemesis.struck,
      crashes: system.crashes,
      fenced,
      memoryMb: watch.memory,
    };
    return reportOf(numbers, tables, clients.orders, breaches);
  } finally {
    clearInterval(supervisor);
    watch.end();
    await system.stop();
    await targets.stop();
    await services.stop();
  }
}

async function badTime(
  system: System,
  course: Course,
  chance: Chance,
  say: (text: string) => void,
): Promise<{ nemesis: Nemesis; clients: Clients }> {
  const over = new AbortController();
  const giveUp = new AbortController();
  const clients = new Clients(system.rest, system.first.networkId, chance.of('people'), giveUp.signal);
  const nemesis = new Nemesis(system, course.plan, chance.of('nemesis'), say);
  const lives = Array.from({ length: course.people }, (_, index) =>
    new Person(`person ${index}`, clients, course.plots, over.signal).live(),
  );
  const raging = nemesis.rage();
  await Promise.race([pause(course.badMs), ...lives, raging]);
  nemesis.stop();
  over.abort();
  await raging;
  system.fleetDoor.calm();
  system.peopleDoor.calm();
  const patience = setTimeout(() => giveUp.abort(), course.quietMs);
  await Promise.all(lives);
  clearTimeout(patience);
  return { nemesis, clients };
}

/** Waits until every scan has come to rest, or until the time is over: the checker says what is stuck then. */
async function atRest(machine: Machine, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  const connection = await createConnection({ uri: machine.databaseUrl });
  try {
    while (performance.now() < end) {
      if (stuckScans({ scans: await scansNow(connection) }).length === 0) return;
      await pause(REST_LOOK_MS);
    }
  } finally {
    await connection.end();
  }
}

async function scansNow(connection: Connection): Promise<ScanRow[]> {
  const [rows] = await connection.query('SELECT id, state, reason, processed FROM scans');
  return rows as ScanRow[];
}

/** Every slice that an agent was told to let go, because it was no longer its own. */
function countFenced(system: System): number {
  return system.agents.reduce((sum, agent) => sum + (agent.log().match(/abandon/g)?.length ?? 0), 0);
}
