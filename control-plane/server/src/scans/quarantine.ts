import { Inject, Injectable } from '@nestjs/common';
import { excludedAddress, Exclusions } from '../assets';
import { Clock, Database, type Tx } from '../platform';
import type { TargetPart } from './chunks';
import { shortened } from './history';
import type { SliceRecord } from './slice-record';

/** Exclusions are asked again after this. */
const FRESH_MS = 2_000;
const MOST_KNOWN = 1_000;
/** Of one slice; what comes beyond is only counted. */
const MOST_KEPT = 1_000;
const MOST_BODY = 65_536;

export type QuarantineCode = 'not-of-the-slice' | 'excluded';

export interface QuarantineRecord {
  readonly sliceId: string;
  readonly epoch: number;
  readonly seq: string;
  readonly address: string;
  readonly agentId: string;
  readonly code: QuarantineCode;
  readonly reason: string;
  readonly observations: number;
  readonly body: string;
  readonly at: Date;
}

export type QuarantineKey = readonly [sliceId: string, epoch: number, seq: string, address: string];

/** Tells why an address is not to be scanned; undefined: it may be. */
export type WhyExcluded = (address: string) => string | undefined;

/** What agents told of addresses that they had no business with. It is kept to be looked at and believed by nobody. */
@Injectable()
export class Quarantine {
  private readonly known = new Map<string, { until: number; why: WhyExcluded }>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Exclusions) private readonly exclusions: Exclusions,
  ) {}

  /** As the exclusions were a moment ago at most: chunks come too often to ask for each. */
  async excluding(
    tx: Tx,
    { tenantId, scanId }: Pick<SliceRecord, 'tenantId' | 'scanId'>,
  ): Promise<WhyExcluded> {
    const now = this.clock.monotonicMs();
    const known = this.known.get(scanId);
    if (known && known.until > now) return known.why;
    const [scan] = await tx.rows<{ networkId: string }>(
      'SELECT network_id networkId FROM scans WHERE id = ?',
      [scanId],
    );
    const excluded = scan ? await this.exclusions.present(tx, tenantId, scan.networkId) : [];
    const why: WhyExcluded = (address) => excludedAddress(excluded, address);
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(scanId, { until: now + FRESH_MS, why });
    return why;
  }

  /** The slice's row is locked. */
  async keep(
    tx: Tx,
    slice: SliceRecord,
    agentId: string,
    seq: number,
    code: QuarantineCode,
    parts: readonly (TargetPart & { readonly why: string })[],
  ): Promise<void> {
    if (parts.length === 0) return;
    const now = this.clock.now();
    const [count] = await tx.rows<{ n: number }>('SELECT quarantined n FROM slices WHERE id = ?', [slice.id]);
    const room = Math.max(0, MOST_KEPT - Number(count?.n ?? 0));
    const rows = parts.slice(0, room).map(({ address, observations, why }) => {
      const body = observations[0]?.body ?? '{}';
      return [
        ...[slice.scanId, slice.id, slice.epoch, seq, address, slice.tenantId, agentId, code, shortened(why)],
        ...[observations.length, body.length <= MOST_BODY ? body : '{}', now],
      ];
    });
    if (rows.length > 0)
      await tx.change(
        `INSERT IGNORE INTO quarantine (scan_id, slice_id, epoch, seq, address, tenant_id, agent_id, code, reason, observations, body, at)
         VALUES ?`,
        [rows as never],
      );
    await tx.change('UPDATE slices SET quarantined = quarantined + ? WHERE id = ?', [parts.length, slice.id]);
  }

  /** In the order of the key, after this one. */
  async list(
    tenantId: string,
    scanId: string,
    after: QuarantineKey | undefined,
    limit: number,
  ): Promise<QuarantineRecord[]> {
    return this.database.rows<QuarantineRecord>(
      `SELECT slice_id sliceId, epoch, CAST(seq AS CHAR) seq, address, agent_id agentId, code, reason, observations, body, at
         FROM quarantine
        WHERE scan_id = ? AND tenant_id = ? ${after ? 'AND (slice_id, epoch, seq, address) > (?, ?, ?, ?)' : ''}
        ORDER BY quarantine.slice_id, quarantine.epoch, quarantine.seq, quarantine.address LIMIT ?`,
      [scanId, tenantId, ...(after ?? []), limit],
    );
  }
}
