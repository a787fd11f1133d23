import type { RefusedField } from '../platform';
import { formatAddress, isMalformed, parseAddress } from './address';
import { hostNameOf } from './host-name';

/** What is known of an asset, apart from its id. */
export interface AssetContent {
  readonly name: string;
  /** In small letters; empty: none. */
  readonly hostName: string;
  readonly os: string;
  /** What the tenant's own inventory calls it; once set it stays. */
  readonly externalId: string | null;
  /** Canonical; the first is the primary one. */
  readonly addresses: readonly string[];
  /** Sorted. */
  readonly tags: readonly string[];
}

export const MOST_ASSET_ADDRESSES = 64;
export const MOST_TAGS = 50;

type Reader = (value: unknown, at: string, faults: RefusedField[]) => unknown;

/** Every field, and how what a person or a file says of it is read. */
const READERS: { readonly [Field in keyof AssetContent]: Reader } = {
  name: line(200, 'required'),
  hostName: readHostName,
  os: line(200, 'may be empty'),
  externalId: (value, at, faults) =>
    value === null || value === '' ? null : line(200, 'required')(value, at, faults),
  addresses: list(MOST_ASSET_ADDRESSES, readAddress),
  tags: (value, at, faults) =>
    (list(MOST_TAGS, readTag)(value, at, faults) as string[]).toSorted((a, b) => (a < b ? -1 : 1)),
};

export const ASSET_FIELDS = Object.keys(READERS) as (keyof AssetContent)[];

/** The fields that `given` has, in their canonical form, or all that is wrong with them. Unknown ones are refused. */
export function readContent(given: object, at = ''): Partial<AssetContent> | RefusedField[] {
  const faults: RefusedField[] = [];
  const content: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(READERS, field)) {
      const path = `${at}/${field.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`;
      faults.push({ path, code: 'unknown-field', reason: 'There is no such field.' });
      continue;
    }
    content[field] = READERS[field as keyof AssetContent](value, `${at}/${field}`, faults);
  }
  return faults.length > 0 ? faults : content;
}

/** What an asset is called by that was given no name. */
export function namedContent(content: Partial<AssetContent>): AssetContent | undefined {
  const { hostName = '', os = '', externalId = null, addresses = [], tags = [] } = content;
  const name = content.name ?? (hostName || addresses[0] || externalId);
  return name ? { name, hostName, os, externalId, addresses, tags } : undefined;
}

/** Whether `change` would leave everything as it is. */
export const isSame = (present: AssetContent, change: Partial<AssetContent>): boolean =>
  ASSET_FIELDS.every(
    (field) =>
      change[field] === undefined || JSON.stringify(change[field]) === JSON.stringify(present[field]),
  );

function line(most: number, empty: 'required' | 'may be empty'): Reader {
  return (value, at, faults) => {
    const fault = faultOfLine(value, most, empty);
    if (fault) faults.push({ path: at, ...fault });
    return value;
  };
}

function faultOfLine(value: unknown, most: number, empty: 'required' | 'may be empty') {
  if (typeof value !== 'string') return { code: 'wrong-type', reason: 'This is a text.' };
  if (value === '') {
    return empty === 'may be empty' ? undefined : { code: 'empty', reason: 'This may not be empty.' };
  }
  if (value.length > most) return { code: 'too-long', reason: `At most ${most} characters.` };
  if (/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u.test(value))
    return { code: 'control-character', reason: 'Control characters are not accepted.' };
  if (value.trim() !== value) return { code: 'malformed', reason: 'Leave out the space at its ends.' };
  return undefined;
}

function list(most: number, read: (value: unknown) => string | { code: string; reason: string }): Reader {
  return (value, at, faults) => {
    if (!Array.isArray(value)) {
      faults.push({ path: at, code: 'wrong-type', reason: 'This is a list.' });
      return [];
    }
    if (value.length > most) {
      faults.push({ path: at, code: 'too-many', reason: `At most ${most}.` });
      return [];
    }
    const items = new Set<string>();
    value.forEach((element: unknown, index) => {
      const item = read(element);
      if (typeof item !== 'string') faults.push({ path: `${at}/${index}`, ...item });
      else if (items.has(item))
        faults.push({ path: `${at}/${index}`, code: 'duplicate', reason: `${item} is there twice.` });
      else items.add(item);
    });
    return [...items];
  };
}

function readAddress(value: unknown): string | { code: string; reason: string } {
  if (typeof value !== 'string') return { code: 'wrong-type', reason: 'An address is a text.' };
  const address = parseAddress(value);
  if (!isMalformed(address)) return formatAddress(address);
  return { ...address, code: address.code === 'malformed-target' ? 'malformed-address' : address.code };
}

/** Lists of tags in CSV are separated by semicolons. */
function readTag(value: unknown): string | { code: string; reason: string } {
  const fault = faultOfLine(value, 100, 'required');
  if (fault) return fault;
  const tag = value as string;
  return tag.includes(';') ? { code: 'malformed', reason: 'A tag holds no semicolon.' } : tag;
}

function readHostName(value: unknown, at: string, faults: RefusedField[]): unknown {
  if (value === '') return '';
  const name = typeof value === 'string' ? hostNameOf(value) : undefined;
  if (name === undefined) faults.push({ path: at, code: 'malformed', reason: 'Not a host name.' });
  return name;
}
