import { scanMoves, sliceMoves } from '../../control-plane/server/src/scans';
import type { World } from './world';

interface Move {
  id: string;
  what: string;
  from: string | null;
  to: string;
  cause: string;
  actor: string;
}

/** What must hold after whatever step, remembered from one look to the next. */
export class Invariants {
  private readonly dispositions = new Map<string, string>();
  private readonly epochs = new Map<string, number>();
  private progress = 0;

  constructor(
    private readonly world: World,
    private readonly targets: number,
  ) {}

  async check(): Promise<void> {
    await this.targetsAreShared();
    await this.dispositionsStand();
    await this.slicesFollowTheirScan();
    await this.onlyMovesOfTheTables();
    await this.progressNeverFalls();
    await this.nothingToRepair();
  }

  /** Promise 12: a target is in one slice, a slice has one owner; what a slice counts is what is there. */
  private async targetsAreShared(): Promise<void> {
    const slices = await this.world.slices();
    expect(slices.reduce((sum, slice) => sum + slice.targetCount, 0)).toBe(this.targets);
    for (const { id, state, owner, epoch } of slices) {
      expect([state, owner !== null]).toEqual([state, state === 'Running' || state === 'Stopping']);
      expect(epoch).toBeGreaterThanOrEqual(this.epochs.get(id) ?? 0);
      this.epochs.set(id, epoch);
    }
    if ((await this.world.state()) === 'Canceled') return;
    const counted = await this.rows<{ id: string; n: string }>(
      `SELECT t.slice_id id, COUNT(d.address) n FROM targets t
         LEFT JOIN dispositions d ON d.scan_id = t.scan_id AND d.profile = t.profile AND d.address = t.address
        WHERE t.scan_id = ? GROUP BY t.slice_id`,
    );
    const done = new Map(counted.map(({ id, n }) => [id, Number(n)]));
    for (const slice of slices) expect([slice.id, slice.targetsDone]).toEqual([slice.id, done.get(slice.id)]);
  }

  /** Promise 8 and 1: a disposition stands for ever, and its rows are all there. */
  private async dispositionsStand(): Promise<void> {
    const rows = await this.rows<{ address: string; named: string; wanted: number; present: string }>(
      `SELECT d.address, CONCAT_WS('/', d.slice_id, d.epoch, d.run, d.kind) named, d.row_count wanted,
              (SELECT COUNT(*) FROM observations o WHERE o.scan_id = d.scan_id AND o.slice_id = d.slice_id
                  AND o.epoch = d.epoch AND o.run = d.run AND o.address = d.address) present
         FROM dispositions d WHERE d.scan_id = ?`,
    );
    const before = new Set(this.dispositions.keys());
    for (const { address, named, wanted, present } of rows) {
      expect([address, named]).toEqual([address, this.dispositions.get(address) ?? named]);
      expect([address, Number(present)]).toEqual([address, wanted]);
      this.dispositions.set(address, named);
      before.delete(address);
    }
    expect([...before]).toEqual([]);
  }

  private async slicesFollowTheirScan(): Promise<void> {
    const state = await this.world.state();
    const allowed = ALLOWED[state];
    if (!allowed) return;
    for (const slice of await this.world.slices()) {
      expect({ state, slice: slice.state, allowed: allowed.includes(slice.state) }).toMatchObject({
        allowed: true,
      });
    }
    if (this.world.accepted.includes('cancel')) expect(['Canceling', 'Canceled']).toContain(state);
  }

  private async onlyMovesOfTheTables(): Promise<void> {
    const scans = await this.rows<Move>(
      `SELECT id, scan_id what, from_state \`from\`, to_state \`to\`, cause, actor FROM scan_history WHERE scan_id = ? ORDER BY id`,
    );
    const slices = await this.rows<Move>(
      `SELECT id, slice_id what, from_state \`from\`, to_state \`to\`, cause, actor FROM slice_history WHERE scan_id = ? ORDER BY id`,
    );
    inOrder(scans, scanMoves);
    inOrder(slices, sliceMoves);
  }

  private async progressNeverFalls(): Promise<void> {
    await this.world.rooms.progress.round();
    const [row] = await this.rows<{ progress: number }>('SELECT progress FROM scans WHERE id = ?');
    expect(row!.progress).toBeGreaterThanOrEqual(this.progress);
    this.progress = row!.progress;
  }

  /** The minute's sweeper finds nothing that contradicts. */
  private async nothingToRepair(): Promise<void> {
    const before = await this.repairs();
    await this.world.rooms.watch.round();
    expect(await this.repairs()).toBe(before);
  }

  private async repairs(): Promise<number> {
    const [row] = await this.rows<{ n: string }>(
      "SELECT COUNT(*) n FROM slice_history WHERE scan_id = ? AND actor = 'sweeper' AND cause <> 'past its deadline'",
    );
    return Number(row!.n);
  }

  private rows<T>(sql: string): Promise<T[]> {
    return this.world.rooms.database.rows<T>(sql, [this.world.scanId]);
  }
}

const FINAL = ['Done', 'Failed', 'Canceled'];
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  Pausing: [...FINAL, 'Stopping', 'Parked'],
  Paused: [...FINAL, 'Parked'],
  Canceling: [...FINAL, 'Stopping'],
  Canceled: FINAL,
  Loading: FINAL,
  Finished: FINAL,
  Error: FINAL,
};

interface TableRow {
  readonly from: string | null;
  readonly to: string;
  readonly cause: string;
}

/** Every row of the history is in the table and begins where the one before ended. */
function inOrder(history: readonly Move[], table: readonly TableRow[]): void {
  const states = new Map<string, string | null>();
  for (const { what, from, to, cause } of history) {
    expect({
      from,
      to,
      cause,
      known: table.some((m) => m.from === from && m.to === to && m.cause === cause),
    }).toMatchObject({
      known: true,
    });
    expect([what, from]).toEqual([what, states.get(what) ?? null]);
    states.set(what, to);
  }
}
