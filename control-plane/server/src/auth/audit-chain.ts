import { createHash } from 'node:crypto';

/** What of a row its hash covers. Pure. */
export interface AuditFacts {
  readonly chain: string;
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly address: string;
  readonly action: string;
  readonly subject: string;
  readonly details: string;
  readonly traceId: string;
}

/** The chain of what belongs to no tenant. */
export const FLEET_CHAIN = 'fleet';

/** The hash before a chain's first row. */
export const CHAIN_START = '0'.repeat(64);

/**
 * SHA-256 over the hash before and the row's facts, as one JSON list: no two different rows give the same text. Who
 * changes or removes a row has to change every later one, and the chain's end.
 */
export function chainHash(before: string, facts: AuditFacts): string {
  const { chain, seq, at, actor, address, action, subject, details, traceId } = facts;
  const text = JSON.stringify([
    ...[before, chain, seq, at.toISOString()],
    ...[actor, address, action, subject, details, traceId],
  ]);
  return createHash('sha256').update(text).digest('hex');
}
