import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, Refusal, Sweeper } from '../platform';

/** Failures that cost nothing; after that each doubles the wait. */
const FREE = { account: 5, address: 30 } as const;
const LONGEST_MS = 15 * 60_000;
/** Failures are forgotten after this long without another. */
const FORGOTTEN_MS = 24 * 3_600_000;
const SWEEP_MS = 10 * 60_000;

/** How long after its last failure an account or address has to wait. Pure. */
export function waitMs(failures: number, free: number): number {
  return failures < free ? 0 : Math.min(LONGEST_MS, 1_000 * 2 ** Math.min(failures - free, 20));
}

interface Row {
  failures: number;
  lastAt: Date;
}

/**
 * Slows guessing down, by account and by source address, counted in the ledger and so across replicas. Nobody is ever
 * locked out for good: who waits gets another try.
 */
@Injectable()
export class LockOut {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) sweeper: Sweeper,
  ) {
    sweeper.every('lock-out.forget', SWEEP_MS, () => this.forget());
  }

  /**
   * Begins a try: it counts as failed until `succeeded` says otherwise, so that tries at the same time count as well.
   * Refusal `too-many-attempts` (429), which counts as no try.
   */
  async begin(email: string, address: string): Promise<Refusal | undefined> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const subjects = [
        { subject: subjectOf('account', email), free: FREE.account },
        { subject: subjectOf('address', address), free: FREE.address },
      ].sort((a, b) => (a.subject < b.subject ? -1 : 1));
      let wait = 0;
      for (const { subject, free } of subjects) {
        // Takes the row's lock at once; INSERT IGNORE would share it first, and two would deadlock.
        await tx.change(
          `INSERT INTO login_failures (subject, failures, last_at) VALUES (?, 0, ?)
           ON DUPLICATE KEY UPDATE subject = VALUES(subject)`,
          [subject, now],
        );
        const [row] = await tx.rows<Row>(
          'SELECT failures, last_at lastAt FROM login_failures WHERE subject = ?',
          [subject],
        );
        if (row) wait = Math.max(wait, row.lastAt.getTime() + waitMs(row.failures, free) - now.getTime());
      }
      if (wait > 0) return tooMany(wait);
      await tx.change('UPDATE login_failures SET failures = failures + 1, last_at = ? WHERE subject IN (?)', [
        now,
        subjects.map(({ subject }) => subject),
      ]);
      return undefined;
    });
  }

  /** The account starts afresh; its address only takes this one try back. */
  async succeeded(email: string, address: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.change('DELETE FROM login_failures WHERE subject = ?', [subjectOf('account', email)]);
      await tx.change(
        'UPDATE login_failures SET failures = failures - 1 WHERE subject = ? AND failures > 0',
        [subjectOf('address', address)],
      );
    });
  }

  private async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - FORGOTTEN_MS);
    await this.database.transaction((tx) =>
      tx.change('DELETE FROM login_failures WHERE last_at < ? LIMIT 5000', [before]),
    );
  }
}

const subjectOf = (kind: 'account' | 'address', name: string): string =>
  createHash('sha256').update(`${kind} ${name}`).digest('hex');

function tooMany(waitMs: number): Refusal {
  const seconds = Math.ceil(waitMs / 1_000);
  return new Refusal('too-many-attempts', 429, `Too many failed log-ins; again in ${seconds} s.`, [], {
    retryAfterSeconds: seconds,
  });
}
