import fc from 'fast-check';
import { Enrolment, Pools, type Authority } from '../../control-plane/server/src/fleet';
import { newId } from '../../control-plane/server/src/platform';
import { startLedger, type Ledger } from '../harness/ledger';
import { Laboratory, type Action } from './laboratory';
import { openRooms, slicesOf, startScan, type Rooms } from './rooms';

/** What may happen, in whatever order. `crash` has the replica die at its n-th step with the outside world. */
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'round' } as const) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('crash' as const), at: fc.integer({ min: 1, max: 12 }) }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'boot' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'work' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'end' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'break' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'lose' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'late' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'refuse' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reconcile' } as const) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 500, max: 90_000 }) }),
  },
);

describe('scanner hosts, whatever happens', () => {
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

  const laboratory = (more: object = {}) => Laboratory.open(rooms, more);

  it('none is made twice, none is left behind, and none beyond the limit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), async (actions) => {
        const lab = await laboratory();
        await lab.work(5);
        for (const one of actions) {
          await lab.act(one);
          expect(lab.most).toBeLessThanOrEqual(3);
        }
        await lab.settle();
        expect(lab.doubles()).toEqual([]);
        // The work is there still, so hosts are; each of them is in the ledger.
        expect(await lab.strangers()).toEqual([]);
        await lab.end();
        await lab.settle();
        expect(lab.machines()).toEqual([]);
        expect(await lab.living()).toEqual([]);
      }),
      { numRuns: 12, seed: 20261128 },
    );
  }, 240_000);

  it('a scan shows its host until it is up, however long that takes, and waits as others do when its turn does not come', async () => {
    const lab = await laboratory({ idleMs: 600_000 });
    await lab.work(1);
    lab.neverBoots();
    await lab.rounds(3);
    expect(await lab.scan()).toMatchObject({ state: 'Initializing', reason: expect.stringContaining('up') });
    lab.pass(60_000);
    lab.boots();
    await lab.act({ kind: 'boot' });
    await lab.rounds(3);
    expect(await lab.scan()).toMatchObject({ state: 'Initializing' });
    await lab.act({ kind: 'pass', ms: 20_000 });
    await lab.rounds(1);
    expect(await lab.scan()).toMatchObject({ state: 'Queued', reason: '' });
    await lab.end();
    await lab.settle();
  });

  it('of a pool that fails to boot no more are made for a while, longer each time', async () => {
    const lab = await laboratory();
    await lab.work(1);
    lab.neverBoots();
    for (let n = 0; n < 3; n++) {
      await lab.rounds(3);
      lab.pass(601_000);
      await lab.rounds(3);
    }
    const quarantined = await lab.pool();
    expect(quarantined).toMatchObject({ failedBoots: 3 });
    expect(quarantined.quarantineReason).toMatch(/^3 boots failed in a row: not enrolled in time/);
    const asked = lab.asked;
    lab.pass(60_000);
    await lab.rounds(5);
    expect(lab.asked).toBe(asked);
    expect(await lab.scan()).toMatchObject({
      state: 'Queued',
      reason: expect.stringContaining('3 boots failed'),
    });
    lab.boots();
    lab.pass(300_000);
    await lab.settle();
    expect(await lab.pool()).toMatchObject({ failedBoots: 0, quarantinedUntil: null });
    await lab.end();
    await lab.settle();
  });

  it('an outage of ours takes nobody for lost, and changes no size', async () => {
    const lab = await laboratory();
    await lab.work(4);
    await lab.settle();
    const before = lab.machines().map(({ id }) => id);
    expect(before).not.toEqual([]);
    lab.replaceReplica();
    lab.pass(3_600_000);
    await lab.rounds(3);
    expect(lab.machines().map(({ id }) => id)).toEqual(before);
    await lab.end();
    await lab.settle();
  });

  it('work that hosts cannot do makes no more of them', async () => {
    const lab = await laboratory({ engines: ['os-patch'] });
    await lab.work(8);
    await lab.settle();
    lab.pass(600_000);
    await lab.settle();
    const { asked } = lab;
    lab.pass(600_000);
    await lab.settle();
    expect(lab.asked).toBe(asked);
    expect(lab.machines()).toEqual([]);
    expect((await slicesOf(rooms, lab.scanId)).every(({ state }) => state === 'Queued')).toBe(true);
    await lab.end();
  });

  it('in a pool of fixed size whoever was taken out is not replaced', async () => {
    const lab = await laboratory({ onDemand: false, min: 2 });
    await lab.settle();
    expect(lab.machines()).toHaveLength(2);
    const [host] = await lab.living();
    await rooms.operations.move(host!.agentId!, 'drained', 'sessions');
    await lab.settle();
    expect(lab.machines()).toHaveLength(1);
    await lab.save();
    await lab.settle();
    expect(lab.machines()).toHaveLength(2);
    await lab.save({ min: 0 });
    await lab.settle();
    expect(lab.machines()).toEqual([]);
  });

  it('of all tokens of a host one works, once, whichever that is, also when all are used at once', async () => {
    const { clock, database } = rooms;
    const { poolId } = await laboratory();
    const pools = new Pools(database, clock);
    const hostIds = Array.from({ length: 8 }, () => newId());
    const issued = await Promise.all(
      hostIds.flatMap((hostId) => [1, 2, 3].map(() => pools.issueHostToken(poolId, hostId, 60_000))),
    );
    const authority = {
      issue: (_: Uint8Array, agentId: string) =>
        Promise.resolve({ agentId, serial: '', expiresAt: clock.now() }),
    } as unknown as Authority;
    const enrolment = new Enrolment(database, clock, authority);
    const enrolled = await Promise.all(
      issued.map((one) => enrolment.enrol((one as { token: string }).token, new Uint8Array(), 'x')),
    );
    for (let at = 0; at < enrolled.length; at += 3) {
      const ofHost = enrolled.slice(at, at + 3);
      expect(ofHost.filter((one) => 'agentId' in one)).toHaveLength(1);
      for (const one of ofHost) if (!('agentId' in one)) expect(one.code).toBe('join-token-refused');
    }
    expect((await pools.agentsOfHosts(hostIds)).size).toBe(hostIds.length);
  });

  it('no more than so many are asked for in a minute', async () => {
    const lab = await laboratory({ max: 50, createsAMinute: 3 });
    await startScan(rooms, 300, { poolId: lab.poolId });
    await lab.rounds(4);
    expect(lab.asked).toBe(3);
    expect((await lab.living()).filter(({ state }) => state === 'requested')[0]).toMatchObject({
      reason: 'at most 3 hosts are made a minute',
    });
    lab.pass(61_000);
    await lab.rounds(2);
    expect(lab.asked).toBe(6);
  });
});
