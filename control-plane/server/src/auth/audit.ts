import { Inject, Injectable } from '@nestjs/common';
import { Clock, traceId, type Tx } from '../platform';
import { CHAIN_START, chainHash, FLEET_CHAIN } from './audit-chain';

export interface AuditEntry {
  /** Null: the fleet's own chain. */
  readonly tenantId: string | null;
  /** `user <id>`, `token <id>`, `schedule <id>` or the name of a round. */
  readonly actor: string;
  readonly action: string;
  /** `<kind> <id>`; empty where there is no one thing. */
  readonly subject: string;
  /** What changed, as JSON. Never a secret. */
  readonly details: object;
  /** Of the request; empty when the control plane acts by itself. */
  readonly address?: string;
}

/** The audit log's only writer. */
@Injectable()
export class Audit {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * Adds a row to the tenant's chain, in the transaction that makes the change: both are committed or neither. The
   * chain's end is locked last, so that it is held shortest and never while waiting for anything else.
   */
  record(tx: Tx, entry: AuditEntry): void {
    tx.beforeCommit(() => this.append(tx, entry));
  }

  private async append(tx: Tx, entry: AuditEntry): Promise<void> {
    const chain = entry.tenantId ?? FLEET_CHAIN;
    // Takes the row's lock whether or not it is there yet; INSERT IGNORE would share it first, and two would deadlock.
    await tx.change(
      'INSERT INTO audit_chains (chain, seq, hash) VALUES (?, 0, ?) ON DUPLICATE KEY UPDATE chain = VALUES(chain)',
      [chain, CHAIN_START],
    );
    const [end] = await tx.rows<{ seq: string; hash: string }>(
      'SELECT seq, hash FROM audit_chains WHERE chain = ?',
      [chain],
    );
    if (!end) throw new Error(`the audit chain ${chain} has no end`);
    const { actor, action, subject, address = '' } = entry;
    const facts = {
      ...{ chain, seq: Number(end.seq) + 1, at: this.clock.now(), actor, address, action, subject },
      details: JSON.stringify(entry.details),
      traceId: traceId(),
    };
    const hash = chainHash(end.hash, facts);
    await tx.change(
      `INSERT INTO audit_log (chain, seq, at, actor, address, action, subject, details, trace_id, hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[facts.chain, facts.seq, facts.at, facts.actor, facts.address],
        ...[facts.action, facts.subject, facts.details, facts.traceId, hash],
      ],
    );
    await tx.change('UPDATE audit_chains SET seq = ?, hash = ? WHERE chain = ?', [facts.seq, hash, chain]);
  }
}
