import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock, Database, Log, Refusal, type Result } from '../platform';
import type { StreamEvent } from '../platform/http';
import type { ScanHistoryView } from './scan-view';
import { isFinalScan, type ScanState } from './scan.machine';

/** Where a watcher's events go. */
export interface Watcher {
  send(event: StreamEvent): void;
  /** Nothing follows: the scan is at its end, or the replica is. */
  end(): void;
}

interface Watch {
  readonly tenantId: string;
  readonly scanId: string;
  readonly watcher: Watcher;
  /** The last move that was told; ids of one scan's moves are committed in order, under its row lock. */
  lastMove: bigint;
  progressEvents: number;
  lastProgress: string;
}

interface Snapshot {
  readonly scanId: string;
  readonly state: ScanState;
  readonly processed: number;
  readonly progress: number;
  readonly targetsTotal: number;
  readonly targetsDone: number;
  readonly findingsSoFar: number;
  readonly slicesRunning: string | number;
}

type Move = ScanHistoryView & { readonly scanId: string };

const POLL_MS = 250;
const MOST_WATCHES = 2_000;

/**
 * Tells watchers how scans go on. One poll of the ledger serves every watched scan of this replica, whichever
 * replica moves them; nobody watching, nothing is asked.
 */
@Injectable()
export class ScanEvents implements BeforeApplicationShutdown {
  private readonly watches = new Set<Watch>();
  private polling = false;
  private closing = false;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  /**
   * Begins to tell `watcher` every move after the one that `lastEventId` names, and progress. The returned
   * function ends it. Refusal `too-many-streams` (503).
   */
  watch(tenantId: string, scanId: string, lastEventId: string | undefined, watcher: Watcher): () => void {
    const lastMove = lastMoveOf(lastEventId);
    const watch: Watch = { tenantId, scanId, watcher, lastMove, progressEvents: 0, lastProgress: '' };
    this.watches.add(watch);
    this.poll();
    return () => void this.watches.delete(watch);
  }

  /** Whether this replica can bear another watcher. */
  admit(): Result<void> {
    if (this.watches.size < MOST_WATCHES && !this.closing) return;
    return new Refusal('too-many-streams', 503, 'Too many event streams are open. Read the scan instead.');
  }

  /** How many watchers there are in this replica. */
  get watching(): number {
    return this.watches.size;
  }

  beforeApplicationShutdown(): void {
    this.closing = true;
    for (const { watcher } of [...this.watches]) watcher.end();
    this.watches.clear();
  }

  private poll(): void {
    if (this.polling || this.closing || this.watches.size === 0) return;
    this.polling = true;
    void this.round()
      .catch((error: unknown) => this.log.error({ err: error }, 'scan events could not be read'))
      .then(() => {
        this.clock.after(POLL_MS, () => {
          this.polling = false;
          this.poll();
        });
      });
  }

  private async round(): Promise<void> {
    const watches = [...this.watches];
    const pairs = [...new Map(watches.map(({ tenantId, scanId }) => [scanId, [tenantId, scanId]])).values()];
    // The state first: a scan that is read as final has all its moves in what is read next.
    const snapshots = await this.snapshots(pairs);
    const from = watches.reduce(
      (least, { lastMove }) => (lastMove < least ? lastMove : least),
      watches[0]?.lastMove ?? 0n,
    );
    const moves = await this.moves(pairs, from);
    for (const watch of watches) {
      if (!this.watches.has(watch)) continue;
      const snapshot = snapshots.get(watch.scanId);
      for (const move of moves.get(watch.scanId) ?? []) tellMove(watch, move);
      if (snapshot) tellProgress(watch, snapshot);
      if (snapshot && !isOver(snapshot)) continue;
      const data = snapshot ? { state: snapshot.state, processed: Boolean(snapshot.processed) } : {};
      watch.watcher.send({ id: nextId(watch), event: 'end', data });
      this.watches.delete(watch);
      watch.watcher.end();
    }
  }

  private async snapshots(pairs: readonly string[][]): Promise<Map<string, Snapshot>> {
    const rows = await this.database.rows<Snapshot>(
      `SELECT s.id scanId, s.state, s.processed, s.progress, s.targets_total targetsTotal, s.targets_done targetsDone,
              s.findings_so_far findingsSoFar,
              (SELECT COUNT(*) FROM slices c WHERE c.scan_id = s.id AND c.state IN ('Running', 'Stopping')) slicesRunning
         FROM scans s WHERE s.id IN (?) AND (s.tenant_id, s.id) IN (?) AND s.state <> 'Deleted'`,
      [idsOf(pairs), pairs as never],
    );
    return new Map(rows.map((row) => [row.scanId, row]));
  }

  private async moves(pairs: readonly string[][], after: bigint): Promise<Map<string, Move[]>> {
    const rows = await this.database.rows<Move>(
      `SELECT id, scan_id scanId, from_state \`from\`, to_state \`to\`, cause, actor, reason, trace_id traceId, at FROM scan_history
        WHERE scan_id IN (?) AND (tenant_id, scan_id) IN (?) AND id > ? ORDER BY id`,
      [idsOf(pairs), pairs as never, after],
    );
    const byScan = new Map<string, Move[]>();
    for (const row of rows) byScan.set(row.scanId, [...(byScan.get(row.scanId) ?? []), row]);
    return byScan;
  }
}

/** Said beside the pairs, because no index is used for pairs. */
const idsOf = (pairs: readonly string[][]): string[] => pairs.map(([, id]) => id ?? '');

const isOver = ({ state, processed }: Snapshot): boolean =>
  isFinalScan(state) && (Boolean(processed) || state === 'Error');

function tellMove(watch: Watch, { scanId, ...move }: Move): void {
  const id = BigInt(move.id);
  if (id <= watch.lastMove) return;
  watch.lastMove = id;
  watch.progressEvents = 0;
  watch.watcher.send({ id: move.id, event: 'state', data: { scanId, state: move.to, ...move } });
}

function tellProgress(watch: Watch, now: Snapshot): void {
  const data = {
    scanId: now.scanId,
    state: now.state,
    processed: Boolean(now.processed),
    progress: {
      percent: Math.floor(now.progress / 10),
      targetsTotal: now.targetsTotal,
      targetsDone: now.targetsDone,
      findingsSoFar: now.findingsSoFar,
      slicesRunning: Number(now.slicesRunning),
    },
  };
  const text = JSON.stringify(data);
  if (text === watch.lastProgress) return;
  watch.lastProgress = text;
  watch.watcher.send({ id: nextId(watch), event: 'progress', data });
}

const nextId = (watch: Watch): string => `${watch.lastMove}.${++watch.progressEvents}`;

/** The move named by `<move>` or `<move>.<n>`; none for anything else. */
function lastMoveOf(eventId: string | undefined): bigint {
  const move = /^(\d{1,19})(?:\.\d{1,10})?$/.exec(eventId ?? '')?.[1];
  return move === undefined ? 0n : BigInt(move);
}
