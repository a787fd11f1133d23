import { startLedger, type Ledger } from '../harness/ledger';
import { lend, openRooms, scanState, slicesOf, startScan, wholeTarget, type Rooms } from './rooms';

describe('a scan that cannot be planned to its end', () => {
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

  const rounds = async (count: number): Promise<void> => {
    for (let round = 0; round < count; round++) await rooms.planning.round();
  };
  const reasonOf = async (scanId: string): Promise<string | undefined> =>
    (await rooms.database.rows<{ reason: string }>('SELECT reason FROM scans WHERE id = ?', [scanId]))[0]
      ?.reason;
  const causesOf = async (scanId: string): Promise<string[]> =>
    (
      await rooms.database.rows<{ cause: string }>(
        "SELECT cause FROM scan_history WHERE scan_id = ? AND cause = 'planning failed'",
        [scanId],
      )
    ).map(({ cause }) => cause);

  /** Its ranges are not what they were when its targets were counted. */
  async function unplannable(): Promise<string> {
    const scanId = await startScan(rooms, 2_000);
    await rooms.database.transaction((tx) =>
      tx.change("UPDATE scans SET target_ranges = '[]' WHERE id = ?", [scanId]),
    );
    return scanId;
  }

  it('ends in Error when nobody works on it yet', async () => {
    const scanId = await unplannable();
    await rounds(4);
    expect(await scanState(rooms, scanId)).toBe('Queued');
    await rounds(1);
    expect(await scanState(rooms, scanId)).toBe('Error');
    expect(await reasonOf(scanId)).toMatch(/^planning failed: the ranges of scan .* end at target /);
    expect(new Set((await slicesOf(rooms, scanId)).map(({ state }) => state))).toEqual(new Set(['Failed']));
    expect(await causesOf(scanId)).toHaveLength(2);
  });

  it('brings what is planned to its end when somebody does, and is partial then', async () => {
    const scanId = await unplannable();
    const slices = await slicesOf(rooms, scanId);
    const lendAndFinish = async (): Promise<void> => {
      const { fence, targets } = await lend(rooms, 0, scanId);
      const parts = targets.map((address) => wholeTarget(address));
      await rooms.chunks.commit(fence, { seq: 0, parts });
      await rooms.moves.finish(fence);
    };
    await lendAndFinish();
    await rounds(5);
    expect(await scanState(rooms, scanId)).toBe('Running');
    expect(await causesOf(scanId)).toHaveLength(1);
    for (let left = slices.length - 1; left > 0; left -= 1) await lendAndFinish();
    const [scan] = await rooms.database.rows('SELECT state, outcome FROM scans WHERE id = ?', [scanId]);
    expect(scan).toEqual({ state: 'Loading', outcome: 'partial' });
  });
});
