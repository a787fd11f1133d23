import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform';
import { CHAIN_START, chainHash } from './audit-chain';

/** A row as it is shown. */
export interface AuditRecord {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly address: string;
  readonly action: string;
  readonly subject: string;
  /** JSON. */
  readonly details: string;
  readonly traceId: string;
  readonly hash: string;
}

export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface AuditVerdict {
  readonly chain: string;
  readonly rows: number;
  readonly intact: boolean;
  /** The first row that does not follow from the one before; null in a chain that is intact. */
  readonly firstBroken: number | null;
  readonly reason: string;
}

const COLUMNS = 'seq, at, actor, address, action, subject, details, trace_id traceId, hash';
const BATCH = 2_000;

/** Reads the audit log, and proves that nobody has changed it. */
@Injectable()
export class AuditReads {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Newest first, before this number. */
  async list(
    chain: string,
    filter: AuditFilter,
    before: number | undefined,
    limit: number,
  ): Promise<AuditRecord[]> {
    const where = ['chain = ?'];
    const values: (string | number | Date)[] = [chain];
    const also = (condition: string, value: string | number | Date | undefined) => {
      if (value === undefined) return;
      where.push(condition);
      values.push(value);
    };
    also('seq < ?', before);
    also('actor = ?', filter.actor);
    also('action = ?', filter.action);
    also('subject = ?', filter.subject);
    also('at >= ?', filter.from);
    also('at < ?', filter.to);
    const rows = await this.database.rows<AuditRecord>(
      `SELECT ${COLUMNS} FROM audit_log WHERE ${where.join(' AND ')} ORDER BY seq DESC LIMIT ?`,
      [...values, limit],
    );
    return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
  }

  async chains(): Promise<string[]> {
    const rows = await this.database.rows<{ chain: string }>('SELECT chain FROM audit_chains ORDER BY chain');
    return rows.map(({ chain }) => chain);
  }

  /** Follows the chain from its first row to its end. */
  async verify(chain: string): Promise<AuditVerdict> {
    // The end first: what is added meanwhile comes after it.
    const [end] = await this.database.rows<{ seq: string; hash: string }>(
      'SELECT seq, hash FROM audit_chains WHERE chain = ?',
      [chain],
    );
    const last = Number(end?.seq ?? 0);
    let before = CHAIN_START;
    let seq = 0;
    const broken = (firstBroken: number, reason: string): AuditVerdict => ({
      ...{ chain, rows: seq, intact: false, firstBroken, reason },
    });
    while (seq < last) {
      const rows = await this.database.rows<AuditRecord>(
        `SELECT ${COLUMNS} FROM audit_log WHERE chain = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
        [chain, seq, last, BATCH],
      );
      if (rows.length === 0) return broken(seq + 1, `the rows after ${seq} are gone, up to ${last}`);
      for (const row of rows) {
        if (Number(row.seq) !== seq + 1) return broken(seq + 1, `row ${seq + 1} is gone`);
        const facts = { ...row, chain, seq: seq + 1 };
        if (chainHash(before, facts) !== row.hash) return broken(seq + 1, `row ${seq + 1} was changed`);
        before = row.hash;
        seq += 1;
      }
    }
    if (before !== (end?.hash ?? CHAIN_START)) return broken(last, 'the chain’s end was changed');
    const [more] = await this.database.rows<{ n: string }>(
      `SELECT COUNT(*) n FROM audit_log l WHERE l.chain = ? AND l.seq > (SELECT seq FROM audit_chains WHERE chain = ?)`,
      [chain, chain],
    );
    if (Number(more?.n) > 0) return broken(last + 1, 'the chain’s end was set back');
    return { chain, rows: seq, intact: true, firstBroken: null, reason: '' };
  }
}
