import { makeLogger, ManualClock, Sweeper, type Config } from '../platform';
import type { SliceLists, SliceMoves } from '../scans';
import { Reaper } from './reaper';
import type { Replicas } from './replicas';

const LOST_AFTER_MS = 1_000;

/** Two silent slices in a ledger whose writes can be made to fail. */
function silent(failure: () => unknown, writes: () => Promise<void> = async () => undefined) {
  const clock = new ManualClock();
  const log = makeLogger('silent');
  const revoked: string[] = [];
  const slices = ['a', 'b'].map((id) => ({ id, epoch: 1, signsOfLife: 0 }));
  const lists = { leased: async () => slices.filter(({ id }) => !revoked.includes(id)) };
  const moves = {
    loseLease: async (id: string) => {
      const error = id === 'a' ? failure() : undefined;
      if (error) throw error;
      revoked.push(id);
      return true;
    },
  };
  const config = { timings: { lostAfter: LOST_AFTER_MS } } as Config;
  const reaper = new Reaper(
    clock,
    config,
    new Sweeper(clock, log),
    lists as SliceLists,
    moves as unknown as SliceMoves,
    { beat: writes } as Replicas,
    log,
  );
  const rounds = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n++) {
      await reaper.round().catch(() => undefined);
      clock.advance(100);
    }
  };
  return { revoked, rounds };
}

describe('the reaper', () => {
  it('takes back what was silent for lost-after, and not before', async () => {
    const { revoked, rounds } = silent(() => undefined);
    await rounds(10);
    expect(revoked).toEqual([]);
    await rounds(1);
    expect(revoked).toEqual(['a', 'b']);
  });

  it('is not stopped by a scan that is locked', async () => {
    let locked = true;
    const { revoked, rounds } = silent(() =>
      locked ? Object.assign(new Error(), { errno: 1205 }) : undefined,
    );
    await rounds(11);
    expect(revoked).toEqual(['b']);
    locked = false;
    await rounds(1);
    expect(revoked).toEqual(['b', 'a']);
  });

  it('begins every wait anew when the database was away', async () => {
    let away = true;
    const { revoked, rounds } = silent(() => (away ? new Error('ECONNREFUSED') : undefined));
    await rounds(11);
    away = false;
    await rounds(10);
    expect(revoked).toEqual([]);
    await rounds(2);
    expect(revoked).toEqual(['a', 'b']);
  });

  it('begins every wait anew when the database could be read but not written', async () => {
    let written = true;
    const { revoked, rounds } = silent(
      () => undefined,
      async () => {
        if (!written) throw new Error('read-only');
      },
    );
    await rounds(9);
    written = false;
    await rounds(20);
    written = true;
    await rounds(10);
    expect(revoked).toEqual([]);
    await rounds(1);
    expect(revoked).toEqual(['a', 'b']);
  });
});
