import { Inject, Injectable } from '@nestjs/common';
import type { Locale } from '../auth';
import { Jobs } from '../jobs';
import {
  Clock,
  Database,
  isRefusal,
  newId,
  notFound,
  Refusal,
  type Bound,
  type Result,
  type Tx,
} from '../platform';
import { outdated, type ExpectedVersion } from '../platform/http';
import type { Channel } from './delivery.entity';
import type { DigestPeriod } from './facts';
import { nextDigest, type Trigger } from './occasion';
import { checkedTerms, type RuleTerms } from './rule-terms';
import { Webhooks } from './webhooks';

export interface RuleRecord extends RuleTerms {
  readonly id: string;
  /** When the next digest goes out; null for other rules. */
  readonly nextDigestAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

interface Row {
  id: string;
  tenantId: string;
  jobId: string | null;
  name: string;
  enabled: number;
  trigger: Trigger;
  minSeverity: number | null;
  digestEvery: DigestPeriod | null;
  digestHour: number | null;
  digestWeekday: number | null;
  digestZone: string | null;
  digestFrom: Date | null;
  digestAt: Date | null;
  announceMinutes: number | null;
  announcedUntil: Date | null;
  channel: Channel;
  webhookId: string | null;
  recipients: string | string[];
  toStarter: number;
  language: Locale | null;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

/** A digest that is due, in the transaction that locked its rule. */
export interface DueDigest {
  readonly tenantId: string;
  readonly rule: RuleRecord;
  readonly from: Date;
  readonly until: Date;
  /** When it was due. */
  readonly at: Date;
}

/** What of a rule is to be told before it starts: all that fires in `(from, until]`. */
export interface DueAnnouncement {
  readonly tenantId: string;
  readonly rule: RuleRecord;
  readonly from: Date;
  readonly until: Date;
}

/** So much time is told of at once at least, or a rule would be due again as soon as it was told. */
const ANNOUNCED_TOGETHER_MS = 10_000;
const MOST_RULES = 100;
const NOTHING_TOLD = { digestFrom: null, announcedUntil: null };

const COLUMNS = `id, tenant_id tenantId, job_id jobId, name, enabled, occasion \`trigger\`, min_severity minSeverity,
  digest_every digestEvery, digest_hour digestHour, digest_weekday digestWeekday, digest_zone digestZone,
  digest_from digestFrom, digest_at digestAt, announce_minutes announceMinutes,
  announced_until announcedUntil, channel, webhook_id webhookId, recipients, to_starter toStarter, language,
  created_at createdAt, updated_at updatedAt, version`;

/** A tenant's rules: who is told what, how, and when. */
@Injectable()
export class Rules {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Webhooks) private readonly webhooks: Webhooks,
  ) {}

  /** Refusals: those of checkedTerms, `no-such-job`, `no-such-webhook` (422), `too-many-rules` (409). */
  async create(tenantId: string, terms: RuleTerms): Promise<Result<RuleRecord>> {
    return this.database.transaction(async (tx) => {
      const refusal = await this.check(tx, tenantId, terms);
      if (refusal) return refusal;
      const [{ n } = { n: 0 }] = await tx.rows<{ n: string | number }>(
        'SELECT COUNT(*) n FROM notification_rules WHERE tenant_id = ?',
        [tenantId],
      );
      if (Number(n) >= MOST_RULES)
        return new Refusal('too-many-rules', 409, `A tenant has at most ${MOST_RULES} notification rules.`);
      const id = newId();
      const now = this.clock.now();
      const columns = { id, tenant_id: tenantId, created_at: now, ...this.columnsOf(terms, now) };
      await tx.change(
        `INSERT INTO notification_rules (${Object.keys(columns).join(', ')})
         VALUES (${Object.keys(columns)
           .map(() => '?')
           .join(', ')})`,
        Object.values(columns),
      );
      return this.find(tenantId, id);
    });
  }

  async find(tenantId: string, id: string): Promise<Result<RuleRecord>> {
    const [row] = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM notification_rules WHERE tenant_id = ? AND id = ?`,
      [tenantId, id],
    );
    return row ? recordOf(row) : notFound('notification rule');
  }

  /** After this id, in order of making; those of one job, if it is named. */
  async list(
    tenantId: string,
    { jobId }: { jobId?: string | undefined },
    after: string | undefined,
    limit: number,
  ): Promise<RuleRecord[]> {
    const rows = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM notification_rules
        WHERE tenant_id = ? ${jobId ? 'AND job_id = ?' : ''} ${after ? 'AND id > ?' : ''} ORDER BY id LIMIT ?`,
      [tenantId, ...(jobId ? [jobId] : []), ...(after ? [after] : []), limit],
    );
    return rows.map(recordOf);
  }

  /** Refusals `not-found`, `version-mismatch` (412), and those of create. */
  async edit(
    tenantId: string,
    id: string,
    change: Partial<RuleTerms>,
    expected: ExpectedVersion,
  ): Promise<Result<RuleRecord>> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.rows<Row>(
        `SELECT ${COLUMNS} FROM notification_rules WHERE tenant_id = ? AND id = ? FOR UPDATE`,
        [tenantId, id],
      );
      if (!row) return notFound('notification rule');
      const outdatedEdit = outdated(expected, row.version);
      if (outdatedEdit) return outdatedEdit;
      const terms: RuleTerms = { ...recordOf(row), ...change };
      const refusal = await this.check(tx, tenantId, terms);
      if (refusal) return refusal;
      const columns = this.columnsOf(terms, this.clock.now(), row);
      await tx.change(
        `UPDATE notification_rules SET ${Object.keys(columns)
          .map((name) => `${name} = ?`)
          .join(', ')}, version = version + 1
          WHERE tenant_id = ? AND id = ?`,
        [...Object.values(columns), tenantId, id],
      );
      return this.find(tenantId, id);
    });
  }

  /** Refusal `not-found`. */
  async remove(tenantId: string, id: string): Promise<Result<void>> {
    return this.database.transaction(async (tx) => {
      const { affectedRows } = await tx.change(
        'DELETE FROM notification_rules WHERE tenant_id = ? AND id = ?',
        [tenantId, id],
      );
      if (affectedRows === 0) return notFound('notification rule');
      await tx.change('DELETE FROM digest_entries WHERE tenant_id = ? AND rule_id = ?', [tenantId, id]);
      return undefined;
    });
  }

  /** The rules that a scan of the job concerns. */
  async concerning(tenantId: string, jobId: string | null): Promise<RuleRecord[]> {
    const rows = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM notification_rules
        WHERE tenant_id = ? AND enabled AND (job_id IS NULL OR job_id = ?) ORDER BY id`,
      [tenantId, jobId],
    );
    return rows.map(recordOf);
  }

  /** The digest that is due first, and moves its rule on to the next one; locked in the caller's transaction. */
  async dueDigest(tx: Tx): Promise<DueDigest | undefined> {
    const now = this.clock.now();
    const [row] = await tx.rows<Row>(
      `SELECT ${COLUMNS} FROM notification_rules FORCE INDEX (notification_rule_digest)
        WHERE digest_at <= ? ORDER BY digest_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [now],
    );
    const rule = row && recordOf(row);
    if (!rule?.digest || !row?.digestAt || !row.digestFrom) return undefined;
    await tx.change(
      'UPDATE notification_rules SET digest_from = ?, digest_at = ? WHERE tenant_id = ? AND id = ?',
      [now, nextDigest(rule.digest, now), row.tenantId, rule.id],
    );
    return { tenantId: row.tenantId, rule, from: row.digestFrom, until: now, at: row.digestAt };
  }

  /**
   * A rule with a time to tell of that it has not told of, and moves it to the end of that time; locked in the caller's
   * transaction. What has started meanwhile is no news any more.
   */
  async dueAnnouncement(tx: Tx): Promise<DueAnnouncement | undefined> {
    const now = this.clock.now();
    const [row] = await tx.rows<Row>(
      `SELECT ${COLUMNS} FROM notification_rules FORCE INDEX (notification_rule_announce)
        WHERE announced_until IS NOT NULL AND announced_until < ? + INTERVAL announce_minutes MINUTE
        ORDER BY announced_until, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [new Date(now.getTime() - ANNOUNCED_TOGETHER_MS)],
    );
    if (!row?.announceMinutes || !row.announcedUntil) return undefined;
    const until = new Date(now.getTime() + row.announceMinutes * 60_000);
    await tx.change('UPDATE notification_rules SET announced_until = ? WHERE tenant_id = ? AND id = ?', [
      until,
      row.tenantId,
      row.id,
    ]);
    return { tenantId: row.tenantId, rule: recordOf(row), from: later(row.announcedUntil, now), until };
  }

  private async check(tx: Tx, tenantId: string, terms: RuleTerms): Promise<Refusal | undefined> {
    const checked = checkedTerms(terms);
    if (isRefusal(checked)) return checked;
    if (terms.jobId !== null && isRefusal(await this.jobs.find(tenantId, terms.jobId)))
      return noSuch('job', '/jobId');
    if (terms.webhookId !== null && !(await this.webhooks.hold(tx, tenantId, terms.webhookId)))
      return noSuch('webhook', '/webhookId');
    return undefined;
  }

  /** A digest that was switched off, or is new, tells of what comes from now on. */
  private columnsOf(
    terms: RuleTerms,
    now: Date,
    { digestFrom, announcedUntil }: Pick<Row, 'digestFrom' | 'announcedUntil'> = NOTHING_TOLD,
  ): Record<string, Bound> {
    const { digest } = terms;
    const running = digest !== null && terms.enabled;
    return {
      job_id: terms.jobId,
      name: terms.name,
      enabled: terms.enabled,
      occasion: terms.trigger,
      min_severity: terms.minSeverity,
      digest_every: digest?.every ?? null,
      digest_hour: digest?.hour ?? null,
      digest_weekday: digest?.weekday ?? null,
      digest_zone: digest?.zone ?? null,
      digest_from: running ? (digestFrom ?? now) : null,
      digest_at: running ? nextDigest(digest, now) : null,
      announce_minutes: terms.announceMinutes,
      announced_until: terms.announceMinutes && terms.enabled ? (announcedUntil ?? now) : null,
      channel: terms.channel,
      webhook_id: terms.webhookId,
      recipients: JSON.stringify(terms.recipients),
      to_starter: terms.toStarter,
      language: terms.language,
      updated_at: now,
    };
  }
}

function recordOf(row: Row): RuleRecord {
  const { digestEvery: every, digestHour: hour, digestWeekday: weekday, digestZone: zone } = row;
  const digest = every && hour !== null && weekday !== null && zone ? { every, hour, weekday, zone } : null;
  const { id, name, jobId, trigger, minSeverity, announceMinutes, channel, webhookId, language } = row;
  return {
    ...{ id, name, enabled: Boolean(row.enabled), jobId, trigger, minSeverity, digest },
    ...{ announceMinutes, channel, webhookId },
    recipients:
      typeof row.recipients === 'string' ? (JSON.parse(row.recipients) as string[]) : row.recipients,
    toStarter: Boolean(row.toStarter),
    language,
    nextDigestAt: row.digestAt,
    ...{ createdAt: row.createdAt, updatedAt: row.updatedAt, version: row.version },
  };
}

const later = (one: Date, other: Date): Date => (one > other ? one : other);

const noSuch = (what: string, path: string): Refusal => {
  const code = `no-such-${what}`;
  const reason = `There is no such ${what}.`;
  return new Refusal(code, 422, reason, [{ path, code, reason }]);
};
