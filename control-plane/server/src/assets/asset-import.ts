import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, newId, Refusal, type Result, type Tx } from '../platform';
import { assetsOfCsv, type GivenAsset } from './asset-csv';
import { UNKNOWN_POWER } from './asset-power';
import { AssetWrites, readAssets, type AssetRecord } from './asset-rows';
import { lockNetwork, noSuchNetwork } from './assets';
import { planImport, readRow, type ImportOutcome, type PlannedRow, type ReadRow } from './import-plan';

export const MOST_IMPORTED = 5_000;
/** Keys asked for in one statement. */
const BATCH = 1_000;

export interface ImportedRow {
  /** The line of the file, or the place in the list, from 1. */
  readonly row: number;
  readonly outcome: ImportOutcome;
  readonly assetId: string | null;
  readonly code: string | null;
  readonly path: string | null;
  readonly reason: string | null;
}

export interface ImportResult {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly rows: readonly ImportedRow[];
}

/** Brings in a tenant's inventory: assets keep who they are, and rows at fault keep nobody else out. */
@Injectable()
export class AssetImport {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Refusal `malformed-csv` (422), and those of `run`. */
  async csv(tenantId: string, networkId: string, text: string): Promise<Result<ImportResult>> {
    const given = assetsOfCsv(text);
    if (!Array.isArray(given)) {
      const reason = `Line ${given.line}: ${given.reason}`;
      return new Refusal('malformed-csv', 422, reason, [{ path: '', code: 'malformed-csv', reason }]);
    }
    return this.run(tenantId, networkId, given);
  }

  /** All of it in one transaction. Refusals `no-such-network`, `too-many-rows` (422); rows are refused one by one. */
  async run(
    tenantId: string,
    networkId: string,
    given: readonly GivenAsset[],
  ): Promise<Result<ImportResult>> {
    if (given.length > MOST_IMPORTED)
      return new Refusal('too-many-rows', 422, `At most ${MOST_IMPORTED} assets at once.`);
    const read = given.map(readRow);
    const readable = read.filter((row): row is ReadRow => !('fault' in row));
    return this.database.transaction(async (tx) => {
      if (!(await lockNetwork(tx, tenantId, networkId))) return noSuchNetwork();
      const present = await this.present(tx, tenantId, networkId, readable);
      const planned = planImport(readable, present);
      const made = await this.write(tx, tenantId, networkId, planned);
      const decided = planned[Symbol.iterator]();
      return resultOf(
        read.map((row) => ('fault' in row ? row : decided.next().value!)),
        made,
      );
    });
  }

  private async present(
    tx: Tx,
    tenantId: string,
    networkId: string,
    rows: readonly ReadRow[],
  ): Promise<Map<string, AssetRecord>> {
    const keys: [where: string, keys: string[]][] = [
      ['a.id IN (?)', rows.flatMap(({ id }) => id ?? [])],
      ['a.external_id IN (?)', rows.flatMap(({ content }) => content.externalId ?? [])],
      [
        'a.id IN (SELECT asset_id FROM asset_addresses WHERE network_id = a.network_id AND address IN (?))',
        rows.flatMap(({ content }) => content.addresses ?? []),
      ],
    ];
    const present = new Map<string, AssetRecord>();
    for (const [where, all] of keys) {
      for (let from = 0; from < all.length; from += BATCH) {
        const found = await readAssets(tx, tenantId, {
          where: `a.network_id = ? AND ${where}`,
          values: [networkId, all.slice(from, from + BATCH)],
          limit: BATCH,
        });
        for (const asset of found) present.set(asset.id, asset);
      }
    }
    return present;
  }

  /** Ids of the assets by their rows. */
  private async write(
    tx: Tx,
    tenantId: string,
    networkId: string,
    planned: readonly (PlannedRow | { fault: object })[],
  ): Promise<Map<object, string>> {
    const now = this.clock.now();
    const ids = new Map<object, string>();
    const [created, updated]: [AssetRecord[], AssetRecord[]] = [[], []];
    for (const row of planned) {
      if ('fault' in row) continue;
      const { present, content, outcome } = row;
      const id = present?.id ?? newId();
      ids.set(row, id);
      if (!present)
        created.push({
          ...content,
          ...UNKNOWN_POWER,
          id,
          networkId,
          createdAt: now,
          updatedAt: now,
          version: 1,
        });
      else if (outcome === 'updated')
        updated.push({ ...present, ...content, updatedAt: now, version: present.version + 1 });
    }
    const writes = new AssetWrites(tx, tenantId);
    // First, because they give addresses free.
    await writes.update(updated);
    await writes.insert(created);
    return ids;
  }
}

function resultOf(
  rows: readonly (PlannedRow | { at: number; fault: { code: string; path: string; reason: string } })[],
  ids: ReadonlyMap<object, string>,
): ImportResult {
  const counts: Record<ImportOutcome, number> = { created: 0, updated: 0, unchanged: 0, refused: 0 };
  const told = rows.map((row): ImportedRow => {
    const outcome = 'fault' in row ? 'refused' : row.outcome;
    counts[outcome] += 1;
    const { code = null, path = null, reason = null } = 'fault' in row ? row.fault : {};
    return { row: row.at, outcome, assetId: ids.get(row) ?? null, code, path, reason };
  });
  return { ...counts, rows: told };
}
