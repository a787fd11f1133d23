import fc from 'fast-check';
import { startLedger, type Ledger } from '../harness/ledger';
import { Invariants } from './invariants';
import { openRooms, type Rooms } from './rooms';
import { AGENTS, World } from './world';

/** Three slices: 16, 16 and 4. */
const TARGETS = 36;

interface Real {
  world: World;
  invariants: Invariants;
}
type Step = fc.AsyncCommand<object, Real>;

/** One thing that may happen at any time; the ledger decides what comes of it. */
class Happening implements Step {
  constructor(
    private readonly name: string,
    private readonly act: (world: World) => Promise<void>,
  ) {}

  check = (): boolean => true;

  async run(_: object, { world, invariants }: Real): Promise<void> {
    await this.act(world);
    await invariants.check();
  }

  toString = (): string => this.name;
}

const who = fc.nat(AGENTS - 1);
const happening = (name: string, act: (world: World, n: number) => Promise<void>, n = who) =>
  n.map((value) => new Happening(`${name} ${value}`, (world) => act(world, value)));
const command = (name: Parameters<World['command']>[0]) =>
  fc.constant(new Happening(name, (world) => world.command(name)));

/** Said several times what should happen more often. */
const often = <T>(times: number, what: T): T[] => Array<T>(times).fill(what);

const work = [
  ...often(
    5,
    happening('claim', (world, n) => world.claim(n)),
  ),
  happening('chunk', (world, n) => world.chunk(n)),
  ...often(
    4,
    happening('several chunks', async (world, n) => {
      for (let left = 6; left > 0; left--) await world.chunk(n);
    }),
  ),
  happening('duplicate', (world, n) => world.duplicate(n % AGENTS, n), fc.nat(9)),
  happening('reorder', (world, n) => world.chunk(n, 1)),
  happening('renew', (world, n) => world.renew(n)),
  happening('release', (world, n) => world.release(n)),
  happening('finish', (world, n) => world.finish(n)),
  happening('stop ack', (world, n) => world.stopAck(n)),
  happening('give back', (world, n) => world.giveBack(n, false)),
  happening('tool failed', (world, n) => world.giveBack(n, true)),
  happening('crash, spool kept', (world, n) => world.restart(n, true)),
  happening('crash, spool lost', (world, n) => world.restart(n, false)),
  happening('lease lost', (world, n) => world.loseLease(n), fc.nat(5)),
];
const people = [command('pause'), ...often(2, command('resume'))];
const ends = [command('cancel'), command('force')];

describe('whatever agents, people and clocks do, in whatever order', () => {
  let ledger: Ledger;
  let rooms: Rooms;

  beforeAll(async () => {
    ledger = await startLedger();
    rooms = await openRooms(ledger);
  });
  afterAll(async () => {
    await rooms.close();
    await ledger.stop();
  });

  async function lives(commands: Iterable<Step>, maxDurationMs: number | null): Promise<World> {
    const world = await World.begin(rooms, TARGETS);
    if (maxDurationMs !== null) {
      await rooms.database.transaction((tx) =>
        tx.change('UPDATE scans SET max_duration_ms = ? WHERE id = ?', [maxDurationMs, world.scanId]),
      );
    }
    const invariants = new Invariants(world, TARGETS);
    await fc.asyncModelRun(() => ({ model: {}, real: { world, invariants } }), commands);
    await world.complete();
    await invariants.check();
    return world;
  }

  async function everyTargetDisposed({ scanId }: World): Promise<void> {
    const [row] = await rooms.database.rows<{ n: string }>(
      'SELECT COUNT(*) n FROM dispositions WHERE scan_id = ?',
      [scanId],
    );
    expect(Number(row!.n)).toBe(TARGETS);
  }

  it('loses nothing, repeats nothing and ends, over pause, resume, crash and release', async () => {
    const steps = fc.commands([...work, ...people], { maxCommands: 60, size: 'max' });
    await fc.assert(
      fc.asyncProperty(steps, async (commands) => {
        const world = await lives(commands, null);
        await everyTargetDisposed(world);
        expect(['Finished', 'Error']).toContain(await world.state());
      }),
      { numRuns: 12, endOnFailure: false },
    );
  }, 120_000);

  it('ends as it was told, over cancel, forced Error and the maximum duration', async () => {
    const passing = happening('time passes', (world, n) => world.pass((n + 1) * 20_000));
    const steps = fc.commands([...work, ...work, ...people, ...ends, passing], {
      maxCommands: 60,
      size: 'max',
    });
    await fc.assert(
      fc.asyncProperty(steps, async (commands) => {
        const world = await lives(commands, 60_000);
        await everyTargetDisposed(world);
        if (world.accepted.includes('cancel')) expect(await world.state()).toBe('Canceled');
        else if (world.accepted.includes('force')) expect(await world.state()).toBe('Error');
      }),
      { numRuns: 12, endOnFailure: false },
    );
  }, 120_000);
});
