import type { Bound, Database, Tx } from '../platform';
import type { AssetContent } from './asset-content';
import type { KnownPower } from './asset-power';

export interface AssetRecord extends AssetContent, KnownPower {
  readonly id: string;
  readonly networkId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

const COLUMNS = `a.id, a.network_id networkId, a.name, a.host_name hostName, a.os, a.external_id externalId,
  a.created_at createdAt, a.updated_at updatedAt, a.version, a.power, a.power_at powerAt, a.power_until powerUntil`;

type Values = (Bound | readonly Bound[])[];

/** The tenant's assets that `where` takes (over `assets a`), in order of making. */
export async function readAssets(
  from: Tx | Database,
  tenantId: string,
  { where = 'TRUE', values = [], limit }: { where?: string; values?: Values; limit: number },
): Promise<AssetRecord[]> {
  const rows = await from.rows<Omit<AssetRecord, 'addresses' | 'tags'>>(
    `SELECT ${COLUMNS} FROM assets a WHERE a.tenant_id = ? AND ${where} ORDER BY a.id LIMIT ?`,
    [tenantId, ...values, limit],
  );
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const addresses = await from.rows<{ assetId: string; word: string }>(
    `SELECT asset_id assetId, address word FROM asset_addresses WHERE tenant_id = ? AND asset_id IN (?)
      ORDER BY asset_id, place`,
    [tenantId, ids],
  );
  const tags = await from.rows<{ assetId: string; word: string }>(
    `SELECT asset_id assetId, tag word FROM asset_tags WHERE tenant_id = ? AND asset_id IN (?)
      ORDER BY asset_id, tag`,
    [tenantId, ids],
  );
  const [addressesOf, tagsOf] = [byAsset(addresses), byAsset(tags)];
  return rows.map((row) => ({
    ...row,
    addresses: addressesOf.get(row.id) ?? [],
    // The order of JavaScript, which is that of a content once it is read.
    tags: (tagsOf.get(row.id) ?? []).toSorted((a, b) => (a < b ? -1 : 1)),
  }));
}

function byAsset(rows: readonly { assetId: string; word: string }[]): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const { assetId, word } of rows) {
    const known = words.get(assetId);
    if (known) known.push(word);
    else words.set(assetId, [word]);
  }
  return words;
}

/** In one statement at most; longer lists go in several. */
const BATCH = 500;

/** Makes and changes assets; the network is locked, and addresses are nobody else's. */
export class AssetWrites {
  constructor(
    private readonly tx: Tx,
    private readonly tenantId: string,
  ) {}

  async insert(assets: readonly AssetRecord[]): Promise<void> {
    await this.insertRows(
      'assets (id, tenant_id, network_id, name, host_name, os, external_id, created_at, updated_at)',
      assets.map((asset) => [
        ...[asset.id, this.tenantId, asset.networkId, asset.name, asset.hostName],
        ...[asset.os, asset.externalId, asset.createdAt, asset.updatedAt],
      ]),
    );
    await this.insertWords(assets);
  }

  /** As they are to be now; every one's version is the one that it gets. */
  async update(assets: readonly AssetRecord[]): Promise<void> {
    for (const { id, name, hostName, os, externalId, updatedAt, version } of assets) {
      await this.tx.change(
        `UPDATE assets SET name = ?, host_name = ?, os = ?, external_id = ?, updated_at = ?, version = ?
          WHERE tenant_id = ? AND id = ?`,
        [name, hostName, os, externalId, updatedAt, version, this.tenantId, id],
      );
    }
    await this.deleteWords(assets.map(({ id }) => id));
    await this.insertWords(assets);
  }

  async delete(ids: readonly string[]): Promise<void> {
    await this.deleteWords(ids);
    await this.tx.change('DELETE FROM assets WHERE tenant_id = ? AND id IN (?)', [this.tenantId, ids]);
  }

  private async deleteWords(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const table of ['asset_addresses', 'asset_tags']) {
      await this.tx.change(`DELETE FROM ${table} WHERE tenant_id = ? AND asset_id IN (?)`, [
        this.tenantId,
        ids,
      ]);
    }
  }

  private async insertWords(assets: readonly AssetRecord[]): Promise<void> {
    await this.insertRows(
      'asset_addresses (network_id, address, tenant_id, asset_id, place)',
      assets.flatMap(({ id, networkId, addresses }) =>
        addresses.map((address, place) => [networkId, address, this.tenantId, id, place]),
      ),
    );
    await this.insertRows(
      'asset_tags (asset_id, tag, tenant_id)',
      assets.flatMap(({ id, tags }) => tags.map((tag) => [id, tag, this.tenantId])),
    );
  }

  private async insertRows(into: string, rows: readonly (readonly Bound[])[]): Promise<void> {
    for (let from = 0; from < rows.length; from += BATCH) {
      await this.tx.change(`INSERT INTO ${into} VALUES ?`, [rows.slice(from, from + BATCH) as never]);
    }
  }
}
