import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, Refusal, Sweeper } from '../platform';
import { Quotas } from './quotas';

/** What an answer's headers say. */
export interface Budget {
  readonly limit: number;
  /** What this replica knows to be left in the minute. */
  readonly remaining: number;
  /** Seconds until the minute ends. */
  readonly resetSeconds: number;
  readonly refusal: Refusal | undefined;
}

interface Share {
  readonly minute: number;
  limit: number;
  /** Taken by all replicas, when this one last looked. */
  taken: number;
  /** Of what this replica has taken, not used yet. */
  left: number;
  /** The look into the ledger that is under way. */
  refill: Promise<void> | undefined;
}

const MINUTE_MS = 60_000;
/** Replicas take this part of the limit at a time: one write for many requests, and little lost at a minute's end. */
const PART = 20;
const KEPT_MINUTES = 10;

/**
 * How many requests a tenant may make in a minute of the clock, over all replicas. Each replica takes leave for a part
 * from the ledger and spends it; so there are never more than the limit, and up to a part for each replica may stay
 * unused. A minute's end lets the next begin: across it, twice the limit can come in little time.
 */
@Injectable()
export class RequestBudget {
  private readonly shares = new Map<string, Share>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Quotas) private readonly quotas: Quotas,
    @Inject(Sweeper) sweeper: Sweeper,
  ) {
    sweeper.every('request-budget.forget', MINUTE_MS, () => this.forget());
  }

  /** Spends one request of the tenant's. Refusal `rate-limited` (429). */
  async spend(tenantId: string): Promise<Budget> {
    const now = this.clock.now().getTime();
    const minute = Math.floor(now / MINUTE_MS);
    const resetSeconds = Math.ceil(((minute + 1) * MINUTE_MS - now) / 1_000);
    let share = this.shares.get(tenantId);
    if (share?.minute !== minute) {
      share = { minute, limit: 0, taken: 0, left: 0, refill: undefined };
      this.shares.set(tenantId, share);
    }
    // Whoever comes while the ledger is asked waits for the same answer; it may not be enough for all of them.
    while (share.left === 0 && (share.limit === 0 || share.taken < share.limit)) {
      share.refill ??= this.refill(tenantId, share).finally(() => (share.refill = undefined));
      await share.refill;
      if (share.limit === 0) break;
    }
    const { limit, taken } = share;
    if (share.left <= 0) return { limit, remaining: 0, resetSeconds, refusal: limited(limit, resetSeconds) };
    share.left -= 1;
    return { limit, remaining: limit - taken + share.left, resetSeconds, refusal: undefined };
  }

  private async refill(tenantId: string, share: Share): Promise<void> {
    const limits = await this.quotas.limits(tenantId);
    const limit = limits instanceof Refusal ? 0 : limits.requestsAMinute;
    const wanted = Math.max(1, Math.ceil(limit / PART));
    await this.database.transaction(async (tx) => {
      await tx.change(
        `INSERT INTO request_use (tenant_id, minute, taken) VALUES (?, ?, 0)
         ON DUPLICATE KEY UPDATE taken = taken`,
        [tenantId, share.minute],
      );
      const [use] = await tx.rows<{ taken: number }>(
        'SELECT taken FROM request_use WHERE tenant_id = ? AND minute = ?',
        [tenantId, share.minute],
      );
      const before = use?.taken ?? 0;
      const given = Math.max(0, Math.min(wanted, limit - before));
      await tx.change('UPDATE request_use SET taken = taken + ? WHERE tenant_id = ? AND minute = ?', [
        given,
        tenantId,
        share.minute,
      ]);
      tx.afterCommit(() => {
        share.limit = limit;
        share.taken = before + given;
        share.left += given;
      });
    });
  }

  private async forget(): Promise<void> {
    const now = Math.floor(this.clock.now().getTime() / MINUTE_MS);
    for (const [tenantId, { minute }] of this.shares) if (minute < now) this.shares.delete(tenantId);
    await this.database.transaction((tx) =>
      tx.change('DELETE FROM request_use WHERE minute < ? LIMIT 5000', [now - KEPT_MINUTES]),
    );
  }
}

const limited = (limit: number, retryAfterSeconds: number): Refusal =>
  new Refusal('rate-limited', 429, `The tenant may make ${limit} requests a minute.`, [], {
    limit,
    retryAfterSeconds,
  });
