import { Inject, Injectable } from '@nestjs/common';
import {
  Clock,
  Database,
  isRefusal,
  newId,
  notFound,
  Refusal,
  type Bound,
  type RefusedField,
  type Result,
  type Tx,
} from '../platform';
import { isSame, namedContent, readContent, type AssetContent } from './asset-content';
import { UNKNOWN_POWER } from './asset-power';
import { AssetWrites, readAssets, type AssetRecord } from './asset-rows';

export interface AssetFilter {
  readonly networkId?: string | undefined;
  readonly tag?: string | undefined;
  /** Canonical. */
  readonly address?: string | undefined;
  /** What the name or the host name begins with. */
  readonly text?: string | undefined;
}

/** A tenant's machines. Whoever writes them holds their network's row: addresses and external ids are unique in it. */
@Injectable()
export class Assets {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async find(tenantId: string, id: string): Promise<Result<AssetRecord>> {
    const [asset] = await readAssets(this.database, tenantId, { where: 'a.id = ?', values: [id], limit: 1 });
    return asset ?? notFound('asset');
  }

  /** After this id, in order of making. */
  async list(
    tenantId: string,
    filter: AssetFilter,
    after: string | undefined,
    limit: number,
  ): Promise<AssetRecord[]> {
    const { where, values } = conditions(filter, after);
    return readAssets(this.database, tenantId, { where, values, limit });
  }

  /** Refusals `invalid-asset` (422), `no-such-network` (422), `address-taken`, `external-id-taken` (409). */
  async create(tenantId: string, networkId: string, given: object): Promise<Result<AssetRecord>> {
    const read = readContent(given);
    if (isFaults(read)) return invalidAsset(read);
    const content = namedContent(read);
    if (!content) return invalidAsset([nameless]);
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      if (!(await lockNetwork(tx, tenantId, networkId))) return noSuchNetwork();
      const own = { id: newId(), networkId, createdAt: now, updatedAt: now, version: 1 };
      const asset = { ...content, ...UNKNOWN_POWER, ...own };
      const taken = await takenBy(tx, asset);
      if (taken) return taken;
      await new AssetWrites(tx, tenantId).insert([asset]);
      return asset;
    });
  }

  /**
   * Refusals `not-found`, `invalid-asset` (422), `identity-fixed` (409), `address-taken`, `external-id-taken` (409), and
   * what `mayEdit` says of the version that is there.
   */
  async edit(
    tenantId: string,
    id: string,
    given: object,
    mayEdit: (present: number) => Refusal | undefined,
  ): Promise<Result<AssetRecord>> {
    return this.database.transaction(async (tx) => {
      const present = await this.held(tx, tenantId, id);
      if (isRefusal(present)) return present;
      const refusal = mayEdit(present.version);
      if (refusal) return refusal;
      const change = readContent(given);
      if (isFaults(change)) return invalidAsset(change);
      if (changesIdentity(present, change)) return identityFixed();
      if (isSame(present, change)) return present;
      const asset = {
        ...present,
        ...change,
        updatedAt: this.clock.now(),
        version: present.version + 1,
      };
      const taken = await takenBy(tx, asset);
      if (taken) return taken;
      await new AssetWrites(tx, tenantId).update([asset]);
      return asset;
    });
  }

  /** Findings of its addresses stay. Refusal `not-found`. */
  async remove(tenantId: string, id: string): Promise<Result<void>> {
    return this.database.transaction(async (tx) => {
      const present = await this.held(tx, tenantId, id);
      if (isRefusal(present)) return present;
      await new AssetWrites(tx, tenantId).delete([id]);
      return undefined;
    });
  }

  /** The asset as it is, its network locked. */
  private async held(tx: Tx, tenantId: string, id: string): Promise<Result<AssetRecord>> {
    const asset = await this.find(tenantId, id);
    if (isRefusal(asset)) return asset;
    await lockNetwork(tx, tenantId, asset.networkId);
    return this.find(tenantId, id);
  }
}

function conditions(
  { networkId, tag, address, text }: AssetFilter,
  after: string | undefined,
): { where: string; values: Bound[] } {
  const values: Bound[] = [];
  const terms: string[] = ['TRUE'];
  const add = (term: string, ...bound: Bound[]): void => {
    terms.push(term);
    values.push(...bound);
  };
  if (networkId !== undefined) add('a.network_id = ?', networkId);
  if (tag !== undefined)
    add('a.id IN (SELECT asset_id FROM asset_tags WHERE tenant_id = a.tenant_id AND tag = ?)', tag);
  if (address !== undefined)
    add(
      'a.id IN (SELECT asset_id FROM asset_addresses WHERE tenant_id = a.tenant_id AND address = ?)',
      address,
    );
  if (text !== undefined) {
    const prefix = `${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
    add('(a.name LIKE ? OR a.host_name LIKE ?)', prefix, prefix);
  }
  if (after !== undefined) add('a.id > ?', after);
  return { where: terms.join(' AND '), values };
}

/** False: the tenant has no such network. */
export async function lockNetwork(tx: Tx, tenantId: string, networkId: string): Promise<boolean> {
  const rows = await tx.rows('SELECT id FROM networks WHERE tenant_id = ? AND id = ? FOR UPDATE', [
    tenantId,
    networkId,
  ]);
  return rows.length > 0;
}

/** What of the asset another asset of the network has. */
async function takenBy(
  tx: Tx,
  { id, networkId, addresses, externalId }: AssetRecord,
): Promise<Refusal | undefined> {
  if (externalId !== null) {
    const [other] = await tx.rows(
      'SELECT id FROM assets WHERE network_id = ? AND external_id = ? AND id <> ?',
      [networkId, externalId, id],
    );
    if (other) return taken('external-id-taken', '/externalId', 'Another asset has this external id.');
  }
  if (addresses.length === 0) return undefined;
  const [row] = await tx.rows<{ address: string }>(
    'SELECT address FROM asset_addresses WHERE network_id = ? AND address IN (?) AND asset_id <> ? LIMIT 1',
    [networkId, addresses, id],
  );
  if (!row) return undefined;
  const path = `/addresses/${addresses.indexOf(row.address)}`;
  return taken('address-taken', path, `Another asset of the network has ${row.address}.`);
}

/** An external id once given says who the asset is. */
export const changesIdentity = (present: AssetContent, { externalId }: Partial<AssetContent>): boolean =>
  externalId !== undefined && present.externalId !== null && externalId !== present.externalId;

export const isFaults = (read: object): read is RefusedField[] => Array.isArray(read);

export const nameless: RefusedField = {
  path: '/name',
  code: 'required',
  reason: 'An asset needs a name, a host name, an address or an external id.',
};

const invalidAsset = (faults: readonly RefusedField[]): Refusal =>
  new Refusal(
    'invalid-asset',
    422,
    `The asset is not acceptable. ${faults[0]?.path ?? ''}: ${faults[0]?.reason ?? ''}`,
    faults,
  );

const taken = (code: string, path: string, reason: string): Refusal =>
  new Refusal(code, 409, reason, [{ path, code, reason }]);

const identityFixed = (): Refusal =>
  taken('identity-fixed', '/externalId', 'An external id once given stays; make another asset.');

export const noSuchNetwork = (): Refusal => {
  const reason = 'There is no such network.';
  return new Refusal('no-such-network', 422, reason, [
    { path: '/networkId', code: 'no-such-network', reason },
  ]);
};
