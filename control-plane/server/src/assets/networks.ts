import { Inject, Injectable } from '@nestjs/common';
import {
  Clock,
  Database,
  isDuplicate,
  isRefusal,
  newId,
  notFound,
  Refusal,
  type RefusedField,
  type Result,
  type Tx,
} from '../platform';
import { outdated, type ExpectedVersion } from '../platform/http';
import { canonicalAddress, isMalformed } from './address';
import { containsSpan, formatCidr, mergeSpans, overlap, parseCidr, type Span } from './ranges';

export interface NetworkRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly cidrs: readonly string[];
  readonly allowedSpecialCidrs: readonly string[];
  readonly poolId: string;
  /** Name servers that its host names are asked of; none: the control plane's own. */
  readonly resolvers: readonly string[];
  /** Packets a second of all scans in it together; null: no limit. */
  readonly maxRate: number | null;
  readonly createdAt: Date;
  readonly version: number;
}

export interface NetworkRequest {
  readonly name: string;
  readonly description: string;
  readonly cidrs: readonly string[];
  readonly allowedSpecialCidrs: readonly string[];
  readonly poolId: string;
  readonly resolvers?: readonly string[];
  readonly maxRate?: number | null;
}

interface Row extends Omit<NetworkRecord, 'cidrs' | 'allowedSpecialCidrs' | 'resolvers'> {
  /** JSON. */
  cidrs: string;
  allowedSpecialCidrs: string;
  /** Separated by commas. */
  resolvers: string;
}

const COLUMNS = `id, name, description, cidrs, allowed_special_cidrs allowedSpecialCidrs, pool_id poolId,
  resolvers, max_rate maxRate, created_at createdAt, version`;

/** A tenant's networks. */
@Injectable()
export class Networks {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Refusals `invalid-network` (422, each CIDR at fault), `no-such-pool` (422), `network-name-taken` (409), `pool-overlap` (409):
   * the pool serves a network with some of these addresses already, and its agents could not tell whose they are.
   */
  async create(tenantId: string, request: NetworkRequest): Promise<Result<NetworkRecord>> {
    const checked = checkNetwork(request);
    if (isRefusal(checked)) return checked;
    const made = { id: newId(), createdAt: this.clock.now(), version: 1 };
    const network = { ...request, ...checked, ...made, maxRate: request.maxRate ?? null };
    return this.database.transaction(async (tx) => {
      const refusal = await poolRefusal(tx, network);
      if (refusal) return refusal;
      return unlessTaken(async () => {
        await tx.change(
          `INSERT INTO networks (id, tenant_id, name, description, cidrs, allowed_special_cidrs, pool_id, resolvers, max_rate, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          [
            ...[network.id, tenantId, network.name, network.description, JSON.stringify(network.cidrs)],
            ...[JSON.stringify(network.allowedSpecialCidrs), network.poolId, network.resolvers.join()],
            ...[network.maxRate, network.createdAt],
          ],
        );
        return network;
      });
    });
  }

  /** Scans that are planned already keep their targets. Refusals `not-found`, `version-mismatch` (412), those of create. */
  async edit(
    tenantId: string,
    id: string,
    edit: Partial<NetworkRequest>,
    expected: ExpectedVersion,
  ): Promise<Result<NetworkRecord>> {
    return this.database.transaction(async (tx) => {
      await tx.rows('SELECT id FROM networks WHERE tenant_id = ? AND id = ? FOR UPDATE', [tenantId, id]);
      const present = await this.find(tenantId, id);
      if (isRefusal(present)) return present;
      const stale = outdated(expected, present.version);
      if (stale) return stale;
      const wanted = { ...present, ...edit };
      const checked = checkNetwork(wanted);
      if (isRefusal(checked)) return checked;
      const network = { ...wanted, ...checked };
      const refusal = await poolRefusal(tx, network);
      if (refusal) return refusal;
      return unlessTaken(async () => {
        await tx.change(
          `UPDATE networks SET name = ?, description = ?, cidrs = ?, allowed_special_cidrs = ?, pool_id = ?, resolvers = ?, max_rate = ?,
                  version = version + 1 WHERE tenant_id = ? AND id = ?`,
          [
            ...[network.name, network.description, JSON.stringify(network.cidrs)],
            ...[JSON.stringify(network.allowedSpecialCidrs), network.poolId, network.resolvers.join()],
            ...[network.maxRate, tenantId, id],
          ],
        );
        return this.find(tenantId, id);
      });
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
    const named = async (): Promise<Row | undefined> =>
      (
        await this.database.rows<Row>(`SELECT ${COLUMNS} FROM networks WHERE tenant_id = ? AND name = ?`, [
          ...[tenantId, request.name],
        ])
      )[0];
    const there = await named();
    if (there) return recordOf(there);
    const made = await this.create(tenantId, request);
    if (!isRefusal(made)) return made;
    // Another was faster: it has the name, and the addresses.
    const other = await named();
    if (other) return recordOf(other);
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
    resolvers: row.resolvers === '' ? [] : row.resolvers.split(','),
  };
}

type Checked = Pick<NetworkRecord, 'cidrs' | 'allowedSpecialCidrs' | 'resolvers'>;

/** All lists in canonical text; special ranges have to lie in the network. Refusal `invalid-network` (422). */
export function checkNetwork(
  request: Pick<NetworkRequest, 'cidrs' | 'allowedSpecialCidrs' | 'resolvers'>,
): Result<Checked> {
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
  const resolvers = (request.resolvers ?? []).map((text, index) => {
    const address = canonicalAddress(text);
    if (address === undefined)
      faults.push({ path: `/resolvers/${index}`, code: 'malformed-address', reason: 'It is no address.' });
    return address ?? '';
  });
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
  return { cidrs: cidrs.map(formatCidr), allowedSpecialCidrs: special.map(formatCidr), resolvers };
}

/** The pool is locked: two networks that come to it at once are seen by each other. */
async function poolRefusal(
  tx: Tx,
  { id, poolId, cidrs }: Pick<NetworkRecord, 'id' | 'poolId' | 'cidrs'>,
): Promise<Refusal | undefined> {
  const pools = await tx.rows('SELECT id FROM pools WHERE id = ? FOR UPDATE', [poolId]);
  if (pools.length === 0) return refuse('no-such-pool', 422, '/poolId', 'There is no such pool.');
  const others = await tx.rows<{ cidrs: string }>(
    'SELECT cidrs FROM networks WHERE pool_id = ? AND id <> ? LOCK IN SHARE MODE',
    [poolId, id],
  );
  const taken = others.flatMap((other) => (JSON.parse(other.cidrs) as string[]).map(storedSpan));
  const index = cidrs.findIndex((cidr) => taken.some((span) => overlap(storedSpan(cidr), span)));
  if (index < 0) return undefined;
  // Whose network it is stays between the fleet and its tenant.
  const reason = `The pool serves a network already that has addresses of ${cidrs[index]}.`;
  return refuse('pool-overlap', 409, `/cidrs/${index}`, reason);
}

function storedSpan(text: string): Span {
  const span = parseCidr(text);
  if (isMalformed(span)) throw new Error(`not a CIDR: ${text}`);
  return span;
}

async function unlessTaken<T>(write: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return refuse('network-name-taken', 409, '/name', 'There is a network of this name.');
  }
}

const refuse = (code: string, status: number, path: string, reason: string) =>
  new Refusal(code, status, reason, [{ path, code, reason }]);
