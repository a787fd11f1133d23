import { Inject, Injectable } from '@nestjs/common';
import {
  Clock,
  Database,
  isDuplicate,
  newId,
  notFound,
  Refusal,
  type RefusedField,
  type Result,
} from '../platform';
import { isMalformed } from './address';
import { containsSpan, formatCidr, mergeSpans, parseCidr, type Span } from './ranges';

export interface NetworkRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly cidrs: readonly string[];
  readonly allowedSpecialCidrs: readonly string[];
  readonly poolId: string;
  readonly createdAt: Date;
}

export interface NetworkRequest {
  readonly name: string;
  readonly description: string;
  readonly cidrs: readonly string[];
  readonly allowedSpecialCidrs: readonly string[];
  readonly poolId: string;
}

interface Row extends Omit<NetworkRecord, 'cidrs' | 'allowedSpecialCidrs'> {
  /** JSON. */
  cidrs: string;
  allowedSpecialCidrs: string;
}

const COLUMNS = `id, name, description, cidrs, allowed_special_cidrs allowedSpecialCidrs, pool_id poolId,
  created_at createdAt`;

/** A tenant's networks. */
@Injectable()
export class Networks {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Refusals `invalid-network` (422, each CIDR at fault), `no-such-pool` (422), `network-name-taken` (409). */
  async create(tenantId: string, request: NetworkRequest): Promise<Result<NetworkRecord>> {
    const checked = checkCidrs(request);
    if (checked instanceof Refusal) return checked;
    const network = { ...request, ...checked, id: newId(), createdAt: this.clock.now() };
    return this.database.transaction(async (tx) => {
      const pools = await tx.rows('SELECT id FROM pools WHERE id = ?', [network.poolId]);
      if (pools.length === 0) return refuse('no-such-pool', 422, '/poolId', 'There is no such pool.');
      try {
        await tx.change(
          `INSERT INTO networks (id, tenant_id, name, description, cidrs, allowed_special_cidrs, pool_id, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
          [
            network.id,
            tenantId,
            network.name,
            network.description,
            JSON.stringify(network.cidrs),
            JSON.stringify(network.allowedSpecialCidrs),
            network.poolId,
            network.createdAt,
          ],
        );
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        return refuse('network-name-taken', 409, '/name', 'There is a network of this name.');
      }
      return network;
    });
  }

  async find(tenantId: string, id: string): Promise<Result<NetworkRecord>> {
    const [row] = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM networks WHERE tenant_id = ? AND id = ?`,
      [tenantId, id],
    );
    return row ? recordOf(row) : notFound('network');
  }

  /** Of this name, or made. For bootstrapping; never inside a transaction. */
  async ensure(tenantId: string, request: NetworkRequest): Promise<NetworkRecord> {
    const [row] = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM networks WHERE tenant_id = ? AND name = ?`,
      [tenantId, request.name],
    );
    if (row) return recordOf(row);
    const made = await this.create(tenantId, request);
    if (!(made instanceof Refusal)) return made;
    if (made.code === 'network-name-taken') return this.ensure(tenantId, request);
    throw new Error(made.reason);
  }

  /** After this id, in order of making. */
  async list(tenantId: string, after: string | undefined, limit: number): Promise<NetworkRecord[]> {
    const rows = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM networks WHERE tenant_id = ? ${after ? 'AND id > ?' : ''} ORDER BY id LIMIT ?`,
      after ? [tenantId, after, limit] : [tenantId, limit],
    );
    return rows.map(recordOf);
  }
}

function recordOf(row: Row): NetworkRecord {
  return {
    ...row,
    cidrs: JSON.parse(row.cidrs) as string[],
    allowedSpecialCidrs: JSON.parse(row.allowedSpecialCidrs) as string[],
  };
}

/** Both lists in canonical text; special ranges have to lie in the network. */
function checkCidrs(
  request: Pick<NetworkRequest, 'cidrs' | 'allowedSpecialCidrs'>,
): Result<{ cidrs: string[]; allowedSpecialCidrs: string[] }> {
  const faults: RefusedField[] = [];
  const read = (list: readonly string[], at: string): Span[] =>
    list.flatMap((text, index) => {
      const span = parseCidr(text);
      if (!isMalformed(span)) return [span];
      const code = span.code === 'malformed-target' ? 'malformed-cidr' : span.code;
      faults.push({ path: `${at}/${index}`, code, reason: span.reason });
      return [];
    });
  const cidrs = read(request.cidrs, '/cidrs');
  const special = read(request.allowedSpecialCidrs, '/allowedSpecialCidrs');
  const inside = mergeSpans(cidrs);
  if (faults.length === 0) {
    special.forEach((span, index) => {
      if (containsSpan(inside, span)) return;
      const reason = 'Outside the network’s CIDRs.';
      faults.push({ path: `/allowedSpecialCidrs/${index}`, code: 'outside-network', reason });
    });
  }
  if (faults.length > 0) {
    const where = `${faults[0]?.path}: ${faults[0]?.reason}`;
    return new Refusal('invalid-network', 422, `The network is not acceptable. ${where}`, faults);
  }
  return { cidrs: cidrs.map(formatCidr), allowedSpecialCidrs: special.map(formatCidr) };
}

const refuse = (code: string, status: number, path: string, reason: string) =>
  new Refusal(code, status, reason, [{ path, code, reason }]);
