import { isId, type RefusedField } from '../platform';
import { isSame, namedContent, readContent, type AssetContent } from './asset-content';
import type { GivenAsset } from './asset-csv';
import type { AssetRecord } from './asset-rows';

/** What becomes of one asset of an import. */
export type ImportOutcome = 'created' | 'updated' | 'unchanged' | 'refused';

/** A row that could be read. */
export interface ReadRow {
  readonly at: number;
  readonly id: string | undefined;
  readonly content: Partial<AssetContent>;
}

export interface RefusedRow {
  readonly at: number;
  readonly fault: RefusedField;
}

export interface PlannedRow {
  readonly at: number;
  /** Undefined: a new asset. */
  readonly present: AssetRecord | undefined;
  readonly content: AssetContent;
  readonly outcome: Exclude<ImportOutcome, 'refused'>;
}

/** What of the network the rows may touch: assets by id, with all that they have. */
export type Present = ReadonlyMap<string, AssetRecord>;

export function readRow({ at, fields }: GivenAsset): ReadRow | RefusedRow {
  const { id, ...rest } = fields as { id?: unknown };
  if (id !== undefined && !isId(id))
    return { at, fault: { path: '/id', code: 'malformed', reason: 'Not the id of an asset.' } };
  const content = readContent(rest);
  if (Array.isArray(content)) return { at, fault: content[0]! };
  // A row without an external id says nothing about who the asset is.
  const { externalId, ...known } = content;
  return { at, id, content: externalId ? { ...known, externalId } : known };
}

/**
 * Decides every row against what is there: a row is the asset with its id, with its external id, or the one that has one
 * of its addresses and no other external id; else it is a new one. Addresses that the file takes from an asset are free
 * for another row of it, so machines may swap theirs. Nothing is decided by the order of rows, except which of two that
 * want the same is refused: the later. Pure.
 */
export function planImport(rows: readonly ReadRow[], present: Present): (PlannedRow | RefusedRow)[] {
  const index = new Index(present);
  const claimed = new Set<string>();
  const planned = rows.map((row) => planRow(row, index, claimed));
  return withoutClashes(planned, index);
}

class Index {
  readonly byExternalId = new Map<string, AssetRecord>();
  readonly byAddress = new Map<string, AssetRecord>();

  constructor(readonly byId: Present) {
    for (const asset of byId.values()) {
      if (asset.externalId !== null) this.byExternalId.set(asset.externalId, asset);
      for (const address of asset.addresses) this.byAddress.set(address, asset);
    }
  }
}

function planRow(row: ReadRow, index: Index, claimed: Set<string>): PlannedRow | RefusedRow {
  const { at, content } = row;
  const present = assetOf(row, index);
  if (present && 'code' in present) return { at, fault: present };
  const merged = namedContent({ ...present, ...content });
  if (!merged) return { at, fault: fault('/name', 'required', 'Nothing to name the asset by.') };
  const { externalId } = merged;
  const keys = [present && `id ${present.id}`, externalId !== null && `external id ${externalId}`];
  for (const key of keys) {
    if (!key) continue;
    if (claimed.has(key)) return { at, fault: fault('', 'duplicate-row', 'An earlier row is this asset.') };
  }
  for (const key of keys) if (key) claimed.add(key);
  const outcome = !present ? 'created' : isSame(present, content) ? 'unchanged' : 'updated';
  return { at, present, content: contentOf(merged), outcome };
}

/** The asset that the row is of; undefined: none yet. */
function assetOf({ id, content }: ReadRow, index: Index): AssetRecord | RefusedField | undefined {
  const external = content.externalId ?? undefined;
  const byExternal = external === undefined ? undefined : index.byExternalId.get(external);
  if (id !== undefined) {
    const asset = index.byId.get(id);
    if (!asset) return fault('/id', 'no-such-asset', 'There is no such asset in this network.');
    if (byExternal && byExternal !== asset)
      return fault('/externalId', 'external-id-taken', 'Another asset has this external id.');
    if (content.externalId !== undefined && (asset.externalId ?? content.externalId) !== content.externalId)
      return fault('/externalId', 'identity-fixed', 'An external id once given stays.');
    return asset;
  }
  if (byExternal) return byExternal;
  const owners = new Set<AssetRecord>();
  for (const address of content.addresses ?? []) {
    const owner = index.byAddress.get(address);
    // One with another external id is another machine, which had the address before.
    if (owner && (external === undefined || owner.externalId === null)) owners.add(owner);
  }
  if (owners.size > 1) return fault('/addresses', 'ambiguous', 'Several assets have these addresses.');
  const [owner] = owners;
  return owner;
}

/** Refuses rows that want an address which another asset keeps, or which an earlier row has. */
function withoutClashes(planned: (PlannedRow | RefusedRow)[], index: Index): (PlannedRow | RefusedRow)[] {
  const rows = [...planned];
  const moving = new Set(rows.flatMap((row) => ('fault' in row || !row.present ? [] : [row.present.id])));
  const wanted = new Map<string, number>();
  const keeps = (address: string): AssetRecord | undefined => {
    const owner = index.byAddress.get(address);
    return owner && !moving.has(owner.id) ? owner : undefined;
  };
  const refuse = (place: number, address: string): void => {
    const row = rows[place]!;
    if ('fault' in row) return;
    const reason = `Another asset of the network has ${address}.`;
    rows[place] = { at: row.at, fault: fault('/addresses', 'address-taken', reason) };
    for (const own of row.content.addresses) if (wanted.get(own) === place) wanted.delete(own);
    if (!row.present) return;
    // Its asset stays as it is, and so keeps what others may have been promised.
    moving.delete(row.present.id);
    for (const own of row.present.addresses) {
      const other = wanted.get(own);
      if (other !== undefined && other !== place) refuse(other, own);
    }
  };
  rows.forEach((row, place) => {
    if ('fault' in row) return;
    const clash = row.content.addresses.find((address) => keeps(address) ?? wanted.has(address));
    for (const address of row.content.addresses) if (!wanted.has(address)) wanted.set(address, place);
    if (clash !== undefined) refuse(place, clash);
  });
  return rows;
}

const contentOf = ({ name, hostName, os, externalId, addresses, tags }: AssetContent): AssetContent => ({
  ...{ name, hostName, os, externalId, addresses, tags },
});

const fault = (path: string, code: string, reason: string): RefusedField => ({ path, code, reason });
