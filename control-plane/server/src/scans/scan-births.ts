import { Inject, Injectable } from '@nestjs/common';
import { Database, Log } from '../platform';
import type { ScanCause } from './scan.machine';
import { ScanMoves } from './scan-moves';

const SCANS_AT_ONCE = 200;

/** How far the host is that a pool's scans wait for; `none`: no host is on its way. */
export type HostStage = 'Creating' | 'Initializing' | 'none';

const MOVES: readonly { from: 'Queued' | 'Creating' | 'Initializing'; to: HostStage; cause: ScanCause }[] = [
  { from: 'Queued', to: 'Creating', cause: 'no ready agent, one is made' },
  { from: 'Creating', to: 'Initializing', cause: 'scanner host is up' },
  { from: 'Creating', to: 'none', cause: 'scanner host failed' },
  { from: 'Initializing', to: 'none', cause: 'scanner host failed' },
  { from: 'Initializing', to: 'Creating', cause: 'scanner host is made anew' },
];

/** Shows in a pool's waiting scans that a scanner host is made for them. What they wait for is decided elsewhere. */
@Injectable()
export class ScanBirths {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ScanMoves) private readonly scans: ScanMoves,
    @Inject(Log) private readonly log: Log,
  ) {}

  /**
   * Brings the pool's scans that wait for a first claim to this stage, with `reason` for people. A scan that was never
   * Creating goes there before it is Initializing.
   */
  async show(poolId: string, stage: HostStage, reason: string): Promise<void> {
    for (const { from, cause, to } of MOVES.filter((move) => leads(move, stage))) {
      for (const id of await this.waiting(poolId, from))
        await this.move(id, from, to === 'none' ? 'Queued' : to, cause, reason);
    }
    if (stage !== 'none') await this.tell(poolId, stage, reason);
  }

  /** The pool's agents are there, and the scan's turn has not come: it waits as others do. */
  async leaveToDispatcher(poolId: string, since: Date): Promise<void> {
    for (const id of await this.waiting(poolId, 'Initializing', since))
      await this.move(id, 'Initializing', 'Queued', 'scanner host is ready', '');
  }

  private async waiting(poolId: string, state: string, since?: Date): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `SELECT s.id FROM scans s
        WHERE s.state = ? AND s.pool_id = ? AND s.hold_code = '' AND s.cut = '' ${since ? 'AND s.state_since <= ?' : ''}
          AND EXISTS (SELECT 1 FROM slices c WHERE c.scan_id = s.id AND c.state = 'Queued' AND c.pinned_agent_id IS NULL)
        ORDER BY s.id LIMIT ?`,
      [state, poolId, ...(since ? [since] : []), SCANS_AT_ONCE],
    );
    return rows.map(({ id }) => id);
  }

  private async move(
    id: string,
    from: string,
    to: 'Queued' | 'Creating' | 'Initializing',
    cause: ScanCause,
    reason: string,
  ): Promise<void> {
    try {
      await this.database.transaction(async (tx) => {
        const scan = await this.scans.lock(tx, id);
        if (scan?.state === from && scan.cut === '')
          await this.scans.move(tx, scan, to, cause, 'provisioner', { reason });
      });
    } catch (error) {
      this.log.error({ err: error, scanId: id }, 'a scan does not show its scanner host, again later');
    }
  }

  private async tell(poolId: string, stage: string, reason: string): Promise<void> {
    await this.database.transaction((tx) =>
      tx.change(
        `UPDATE scans SET reason = LEFT(?, 500) WHERE state = ? AND pool_id = ? AND reason <> LEFT(?, 500) LIMIT ?`,
        [reason, stage, poolId, reason, SCANS_AT_ONCE],
      ),
    );
  }
}

function leads({ from, to }: (typeof MOVES)[number], stage: HostStage): boolean {
  if (stage === 'Initializing') return to === 'Creating' ? from === 'Queued' : to === 'Initializing';
  return to === stage;
}
