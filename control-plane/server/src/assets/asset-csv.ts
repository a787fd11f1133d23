import { isFault, asWritten, csvLine, readCsv } from './csv';
import { ASSET_FIELDS, type AssetContent } from './asset-content';
import type { AssetRecord } from './asset-rows';

/** Assets as a table: a column for each field, lists with semicolons in their cell. */
const LISTS: ReadonlySet<string> = new Set(['addresses', 'tags'] satisfies (keyof AssetContent)[]);
const COLUMNS = ['id', 'externalId', 'name', 'hostName', 'os', 'addresses', 'tags'] as const;

export const csvHeader = csvLine(COLUMNS);

export const csvOf = (asset: AssetRecord): string =>
  csvLine(
    COLUMNS.map((column) => {
      const value = asset[column];
      return typeof value === 'string' ? value : (value ?? []).join(';');
    }),
  );

/** One asset of a file. `at` is where it stands, for people: a line, or an index. */
export interface GivenAsset {
  readonly at: number;
  readonly fields: object;
}

/**
 * The rows of a file, by the columns that its first line names. A column that is missing leaves what is there; an empty
 * cell takes it away, except what says who the asset is.
 */
export function assetsOfCsv(text: string): GivenAsset[] | { line: number; reason: string } {
  const rows = readCsv(text);
  if (isFault(rows)) return rows;
  const [header, ...rest] = rows;
  if (!header) return { line: 1, reason: 'The file is empty.' };
  const columns = header.cells.map(columnOf);
  const unknown = columns.findIndex((column) => column === undefined);
  if (unknown >= 0)
    return {
      line: header.line,
      reason: `Column ${unknown + 1} is none of ${COLUMNS.join(', ')}.`,
    };
  if (new Set(columns).size < columns.length)
    return { line: header.line, reason: 'A column is there twice.' };
  const ragged = rest.find(({ cells }) => cells.length !== columns.length);
  if (ragged)
    return { line: ragged.line, reason: `${ragged.cells.length} cells under ${columns.length} columns.` };
  return rest.map(({ line, cells }) => ({
    at: line,
    fields: Object.fromEntries(
      cells.flatMap((cell, index) => {
        const column = columns[index]!;
        const value = asWritten(cell);
        return value === '' && IDENTITY.has(column) ? [] : [[column, fieldOf(column, value)]];
      }),
    ),
  }));
}

const IDENTITY: ReadonlySet<string> = new Set(['id', 'externalId', 'name']);

const columnOf = (text: string): string | undefined => {
  const plain = text.toLowerCase().replaceAll(/[ _-]/g, '');
  return [...ASSET_FIELDS, 'id'].find((field) => field.toLowerCase() === plain);
};

const fieldOf = (column: string, value: string): unknown =>
  LISTS.has(column)
    ? value
        .split(';')
        .map((part) => part.trim())
        .filter((part) => part !== '')
    : value;
