import type { Misfortune } from './misfortune';

const replica = (name: string, signal: 'SIGKILL' | 'SIGTERM'): Misfortune => ({
  name,
  victim: 'replica',
  async strike({ system, chance, wait }, victim) {
    const struck = system.replicas[victim]!;
    await struck.end(signal);
    await wait(chance.between(0, 4_000));
    struck.spawn();
  },
});

export const replicaKilled = replica('replica killed', 'SIGKILL');
export const replicaStopped = replica('replica stopped', 'SIGTERM');

const nats = (name: string, wiped: boolean): Misfortune => ({
  name,
  victim: 'nats',
  async strike({ system, chance, wait }) {
    await system.nats.kill();
    if (wiped) system.nats.wipe();
    await wait(chance.between(500, 8_000));
    await system.nats.startAgain();
  },
});

export const natsKilled = nats('nats killed', false);
export const natsWiped = nats('nats wiped', true);

const database = (name: string, least: number, most: number): Misfortune => ({
  name,
  victim: 'database',
  async strike({ system, chance, wait }) {
    const { databasePid } = system.machine;
    process.kill(databasePid, 'SIGSTOP');
    await wait(chance.between(least, most));
    process.kill(databasePid, 'SIGCONT');
  },
});

/** Every connection stays, and nothing is answered. */
export const databaseFrozen = database('database frozen', 500, 6_000);
/** The same for longer than it takes to be lost. */
export const databaseAway = database('database away', 6_000, 9_000);

/** Just long enough that what is asked meanwhile is done at one moment. */
export const databaseHesitated = database('database hesitated', 30, 200);

/** For two minutes, and when it is back it knows nothing. */
export const natsAwayForMinutes: Misfortune = {
  name: 'nats away for two minutes',
  victim: 'nats',
  async strike({ system, wait }) {
    await wait(5_000);
    await system.nats.kill();
    system.nats.wipe();
    await wait(120_000);
    await system.nats.startAgain();
  },
};

export const databaseAwayForMinutes: Misfortune = {
  name: 'database away for a minute',
  victim: 'database',
  async strike({ system, wait }) {
    await wait(10_000);
    const { databasePid } = system.machine;
    process.kill(databasePid, 'SIGSTOP');
    await wait(60_000);
    process.kill(databasePid, 'SIGCONT');
  },
};

/** All at once, for longer than an agent takes to be lost. */
export const replicasAway: Misfortune = {
  name: 'all replicas away',
  victim: 'replica',
  async strike({ system, wait }) {
    await Promise.all(system.replicas.map((replica) => replica.end('SIGKILL')));
    await wait(7_000);
    for (const replica of system.replicas) replica.spawn();
    await wait(8_000);
  },
};
