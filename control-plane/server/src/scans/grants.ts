import { Inject, Injectable } from '@nestjs/common';
import { Logins, type Login } from '../credentials';
import { looksInside, type EngineProfile } from '../profiles';
import type { Tx } from '../platform';
import { BegunTargets, type BegunTarget } from './begun';
import { Quarantine } from './quarantine';
import { slowed } from './rates';
import type { LockedScan } from './scan-moves';
import type { SliceRecord } from './slice-record';

/** What a slice's new owner is told. */
export interface SliceGrant {
  readonly sliceId: string;
  readonly epoch: number;
  readonly scanId: string;
  readonly profile: EngineProfile;
  /** Without a disposition yet. */
  readonly targets: readonly string[];
  /** How they are entered; none for the agent's own machine, or where the job names no credential. */
  readonly login: Login | undefined;
  /** Those of them that runs before were stopped in. */
  readonly begun: readonly BegunTarget[];
  /** Those of them that were excluded since they were planned. */
  readonly leftOut: readonly { readonly address: string; readonly reason: string }[];
  readonly traceId: string;
  /** The bell that was rung for it, if its sequence was recorded. */
  readonly bell: LastBell | undefined;
  readonly engine: string;
}

/** The desk and sequence of a slice's last bell. */
export interface LastBell {
  readonly poolId: string;
  readonly engine: string;
  /** Whose own desk it was rung at; null: the pool's. */
  readonly pinnedAgentId: string | null;
  readonly sequence: number;
}

/** What all slices of a scan have in common. */
interface ScanRow {
  readonly profiles: string;
  readonly networkId: string;
  readonly credentialId: string | null;
}

/** Puts together what the owners of slices are told, from the ledger alone. */
@Injectable()
export class Grants {
  constructor(
    @Inject(Quarantine) private readonly quarantine: Quarantine,
    @Inject(Logins) private readonly logins: Logins,
    @Inject(BegunTargets) private readonly begun: BegunTargets,
  ) {}

  /** Of slices of this scan that their owners have from now on, in their order. */
  async of(tx: Tx, scan: LockedScan, slices: readonly SliceRecord[]): Promise<SliceGrant[]> {
    if (slices.length === 0) return [];
    const [common] = await tx.rows<ScanRow>(
      'SELECT profiles, network_id networkId, credential_id credentialId FROM scans WHERE id = ?',
      [scan.id],
    );
    if (!common) throw new Error(`scan ${scan.id} is not there`);
    const profiles = JSON.parse(common.profiles) as EngineProfile[];
    const ids = slices.map(({ id }) => id);
    const rates = await tx.rows<{ id: string; rate: number }>('SELECT id, rate FROM slices WHERE id IN (?)', [
      ids,
    ]);
    const rateOf = new Map(rates.map(({ id, rate }) => [id, rate]));
    const targets = await undisposed(tx, ids);
    const grants: SliceGrant[] = [];
    for (const slice of slices) {
      const profile = slowed(profiles[slice.profile] as EngineProfile, rateOf.get(slice.id) ?? 0);
      grants.push(await this.one(tx, scan, slice, common, profile, targets.get(slice.id) ?? []));
    }
    return grants;
  }

  private async one(
    tx: Tx,
    scan: LockedScan,
    slice: SliceRecord,
    common: ScanRow,
    profile: EngineProfile,
    targets: readonly string[],
  ): Promise<SliceGrant> {
    const whyExcluded = await this.quarantine.excluding(tx, slice);
    const leftOut = targets.flatMap((address) => {
      const reason = whyExcluded(address);
      return reason === undefined ? [] : { address, reason };
    });
    return {
      ...{ sliceId: slice.id, epoch: slice.epoch, scanId: scan.id, engine: slice.engine },
      ...{ profile, targets, leftOut, traceId: scan.traceId, bell: lastBell(slice) },
      login: await this.loginOf(tx, slice, common, targets),
      begun: await this.begun.of(tx, slice, targets),
    };
  }

  /** An agent that looks at its own machine needs none. */
  private async loginOf(
    tx: Tx,
    { tenantId, engine, pinnedAgentId, chosen }: SliceRecord,
    { credentialId, networkId }: ScanRow,
    addresses: readonly string[],
  ): Promise<Login | undefined> {
    if (!credentialId || !looksInside(engine)) return undefined;
    if (pinnedAgentId !== null && !chosen) return undefined;
    return this.logins.of(tx, { tenantId, id: credentialId }, networkId, addresses);
  }
}

/** The targets of each of the slices that have no disposition yet. */
async function undisposed(tx: Tx, sliceIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.rows<{ sliceId: string; address: string }>(
    `SELECT t.slice_id sliceId, t.address FROM targets t
       LEFT JOIN dispositions d ON d.scan_id = t.scan_id AND d.profile = t.profile AND d.address = t.address
      WHERE t.slice_id IN (?) AND d.address IS NULL ORDER BY t.slice_id, t.address`,
    [sliceIds],
  );
  const found = new Map<string, string[]>();
  for (const { sliceId, address } of rows) {
    const known = found.get(sliceId);
    if (known) known.push(address);
    else found.set(sliceId, [address]);
  }
  return found;
}

/** Undefined: none was rung, or its sequence is not known. */
export const lastBell = (slice: SliceRecord): LastBell | undefined =>
  slice.bellSeq === null
    ? undefined
    : {
        poolId: slice.poolId,
        engine: slice.engine,
        pinnedAgentId: slice.pinnedAgentId,
        sequence: slice.bellSeq,
      };
