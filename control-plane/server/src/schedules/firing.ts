import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../auth';
import { JobStarts } from '../jobs';
import { Clock, Database, isRefusal, Log, Outbox, Sweeper, type Tx } from '../platform';
import { FINAL_SCAN_STATES, ScanCommands } from '../scans';
import { scheduleMissed } from './events';
import { catchesUp, jitterOf, limitsOf, type Definition } from './policy';
import { nextOccurrence, planOf, type Occurrence, type Plan } from './recurrence';
import { parsed } from './schedules';

interface Due {
  id: string;
  tenantId: string;
  jobId: string;
  definition: Definition;
  passed: number;
  dueAt: Date;
  fireAt: Date;
  waiting: number;
}

interface Fate {
  state: 'fired' | 'missed' | 'skipped' | 'waits';
  code: string;
  reason: string;
  scanId: string | null;
}

const EVERY_MS = 1_000;
/** Transactions at once in one replica. */
const LANES = 4;
/** How often an occurrence that waits for the scan before it looks again. */
const WAIT_MS = 5_000;

const fate = (state: Fate['state'], code = '', reason = '', scanId: string | null = null): Fate => ({
  ...{ state, code, reason, scanId },
});

/**
 * Fires what is due: one occurrence in one transaction, which claims the schedule (SKIP LOCKED), makes the scan,
 * records what became of the occurrence and moves the schedule on. So each occurrence is on record once, whatever
 * replicas there are and wherever one dies.
 */
@Injectable()
export class Firing {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(JobStarts) private readonly starts: JobStarts,
    @Inject(ScanCommands) private readonly commands: ScanCommands,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    this.sweeper.every('schedules', EVERY_MS, () => this.round());
  }

  /** Until nothing is due. */
  async round(): Promise<void> {
    await Promise.all(Array.from({ length: LANES }, () => this.lane()));
  }

  private async lane(): Promise<void> {
    for (let more = true; more;) {
      let claimed: Due | undefined;
      try {
        more = await this.database.transaction(async (tx) => {
          claimed = await this.claim(tx);
          if (claimed) await this.pass(tx, claimed, await this.decide(tx, claimed));
          return claimed !== undefined;
        });
      } catch (error) {
        if (!claimed) throw error;
        this.log.error({ err: error, schedule: claimed.id }, 'occurrence failed');
        await this.giveUp(claimed);
      }
    }
  }

  private async claim(tx: Tx): Promise<Due | undefined> {
    const [row] = await tx.rows<Due>(
      `SELECT id, tenant_id tenantId, job_id jobId, definition, passed, due_at dueAt, fire_at fireAt, waiting
         FROM schedules FORCE INDEX (schedule_due) WHERE fire_at <= ? ORDER BY fire_at, id LIMIT 1
         FOR UPDATE SKIP LOCKED`,
      [this.clock.now()],
    );
    return row && { ...row, definition: parsed<Definition>(row.definition) };
  }

  /** What fails without a refusal must not hold up the schedules behind it. */
  private giveUp(due: Due): Promise<void> {
    return this.database.transaction(async (tx) => {
      const [still] = await tx.rows(
        'SELECT 1 FROM schedules WHERE id = ? AND tenant_id = ? AND due_at = ? FOR UPDATE',
        [due.id, due.tenantId, due.dueAt],
      );
      if (still)
        await this.pass(tx, due, fate('missed', 'internal-error', 'The control plane failed to start it.'));
    });
  }

  private async decide(tx: Tx, due: Due): Promise<Fate> {
    const { definition, waiting, fireAt } = due;
    const now = this.clock.now().getTime();
    const newer = newerDue(due, now, definition.catchUpMost);
    if (!waiting && !catchesUp(definition, fireAt.getTime(), now, newer))
      return fate('missed', 'missed', 'The control plane was not there in time.');
    const running = await this.running(tx, due);
    if (running.length > 0 && definition.overlap === 'skip')
      return fate('skipped', 'overlap', 'The scan before it had not ended.');
    if (running.length > 0 && definition.overlap === 'queue')
      return newer > 0
        ? fate('skipped', 'overlap', 'The next occurrence waits in its place.')
        : fate('waits', '', 'The scan before it has not ended.');
    for (const { id } of running)
      await this.commands.run(due.tenantId, id, 'cancel', `schedule ${due.id}`, {
        reason: 'the next occurrence of its schedule is due',
        graceMs: 0,
      });
    const started = await this.starts.start(
      ...([due.tenantId, due.jobId, `schedule ${due.id}`] as const),
      limitsOf(definition),
    );
    return isRefusal(started)
      ? fate('skipped', started.code, started.reason)
      : fate('fired', '', '', started.id);
  }

  private running(tx: Tx, { tenantId, jobId }: Due): Promise<{ id: string }[]> {
    return tx.rows<{ id: string }>(
      `SELECT id FROM scans WHERE tenant_id = ? AND job_id = ? AND state NOT IN (?) ORDER BY id`,
      [tenantId, jobId, [...FINAL_SCAN_STATES, 'Deleted']],
    );
  }

  private async pass(tx: Tx, due: Due, { state, code, reason, scanId }: Fate): Promise<void> {
    if (state === 'waits') {
      const again = new Date(this.clock.now().getTime() + WAIT_MS);
      await tx.change('UPDATE schedules SET waiting = 1, fire_at = ? WHERE id = ? AND tenant_id = ?', [
        again,
        due.id,
        due.tenantId,
      ]);
      return;
    }
    await this.record(tx, due, { state, code, reason, scanId });
    const plan = planOf(due.definition.recurrence);
    const next = isRefusal(plan) ? null : nextOccurrence(plan, due.dueAt.getTime());
    const { count, jitterSeconds } = due.definition;
    const ends = next === null || (count !== null && due.passed + 1 >= count);
    for (const day of next?.skippedDays ?? []) await this.recordDay(tx, due, day);
    const { affectedRows } = await tx.change(
      `UPDATE schedules SET passed = passed + 1, waiting = 0, due_at = ?, fire_at = ?
        WHERE id = ? AND tenant_id = ? AND due_at = ?`,
      ends
        ? [null, null, due.id, due.tenantId, due.dueAt]
        : [
            new Date(next.at),
            new Date(next.at + jitterOf(due.id, next.at, jitterSeconds)),
            ...[due.id, due.tenantId, due.dueAt],
          ],
    );
    if (affectedRows !== 1) throw new Error(`the schedule ${due.id} moved under its lock`);
  }

  private async record(tx: Tx, due: Due, { state, code, reason, scanId }: Fate): Promise<void> {
    const { id: scheduleId, tenantId, jobId, dueAt } = due;
    await tx.change(
      `INSERT INTO schedule_occurrences (tenant_id, schedule_id, job_id, due_at, state, code, reason, scan_id, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [tenantId, scheduleId, jobId, dueAt, state, code, reason.slice(0, 500), scanId, this.clock.now()],
    );
    this.audit.record(tx, {
      tenantId,
      actor: `schedule ${scheduleId}`,
      action: `schedule.${state}`,
      subject: `job ${jobId}`,
      details: { dueAt, code, scanId },
    });
    if (state !== 'missed' && state !== 'skipped') return;
    const facts = { tenantId, scheduleId, jobId, dueAt: dueAt.toISOString(), state, code, reason };
    await this.outbox.say(tx, scheduleMissed, facts);
  }

  /** A local day that never was, under the moment it would have begun in UTC. */
  private async recordDay(tx: Tx, due: Due, day: string): Promise<void> {
    await tx.change(
      `INSERT IGNORE INTO schedule_occurrences (tenant_id, schedule_id, job_id, due_at, state, code, reason, at)
       VALUES (?, ?, ?, ?, 'skipped', 'no-such-day', ?, ?)`,
      [
        ...[due.tenantId, due.id, due.jobId, new Date(`${day}T00:00:00Z`)],
        ...[`${day} never was in the schedule's zone.`, this.clock.now()],
      ],
    );
  }
}

/** How many occurrences after this one are due by now, counted up to `most`. */
function newerDue({ definition, dueAt, passed }: Due, now: number, most: number): number {
  const plan = planOf(definition.recurrence);
  if (isRefusal(plan)) return 0;
  const left = definition.count === null ? most : Math.min(most, definition.count - passed - 1);
  let found = 0;
  for (let next = after(plan, dueAt.getTime()); found < left && next && next.at <= now; found++)
    next = after(plan, next.at);
  return found;
}

const after = (plan: Plan, at: number): Occurrence | null => nextOccurrence(plan, at);
