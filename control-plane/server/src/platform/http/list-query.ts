import { createHash } from 'node:crypto';
import type { Bound } from '../database';
import { Refusal, type RefusedField, type Result } from '../errors';
import type { CursorPart, PageKey } from './paging';

/** A value that a column is compared with; null is a value like others. */
export type FieldValue = string | number | boolean | null;

/** A filter that a list knows. `domain` names all values of a field that has few: an index can be walked per value. */
export interface ListField {
  readonly column: string;
  readonly domain?: readonly FieldValue[];
}

/** A bound on a date: `from` takes its own instant, `to` does not. */
export interface ListRange {
  readonly column: string;
  readonly end: 'from' | 'to';
}

export interface SortColumn {
  readonly column: string;
  /** How it travels in a cursor. */
  readonly type: 'number' | 'string' | 'date';
  /** Its name in the rows of the list, unless it is the column's. */
  readonly property?: string;
}

/**
 * One way to read a list. Its index begins with the tenant (or `by`'s first field, when that belongs to one tenant),
 * then has the columns of `by`, then those of each of `sorts` that it serves. Fields of `by` that are not asked for
 * need a domain, unless the sort begins with them. `narrow` says that the fields it needs leave so few rows
 * that they may be read and sorted whatever else is asked.
 */
export interface ListPath {
  readonly index: string;
  readonly by: readonly string[];
  readonly sorts: readonly string[];
  /** Those of `by` (or `q`) without which this path is not taken. */
  readonly needs?: readonly string[];
  /** Filters that may be applied to rows on the way, because `needs` leaves few; ranges too. */
  readonly narrow?: readonly string[];
}

/** What a list can be asked. The first path that serves a request is taken. */
export interface ListGrammar<Path extends ListPath = ListPath> {
  readonly list: string;
  readonly fields: Readonly<Record<string, ListField>>;
  readonly ranges: Readonly<Record<string, ListRange>>;
  readonly sorts: Readonly<Record<string, readonly SortColumn[]>>;
  /** Such as `-severity`. */
  readonly defaultSort: string;
  readonly paths: readonly Path[];
}

/** Filters by name; any of several values; what is undefined was not asked. */
export interface ListRequest {
  readonly filters: Readonly<Record<string, readonly FieldValue[] | FieldValue | undefined>>;
  readonly ranges?: Readonly<Record<string, Date | undefined>>;
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
}

export interface Equality {
  readonly column: string;
  readonly value: FieldValue;
}

/** How a request is read: one walk of the index per branch, merged in the order of `sort`. */
export interface ListPlan<Path extends ListPath = ListPath> {
  readonly path: Path;
  readonly sort: readonly SortColumn[];
  readonly descending: boolean;
  readonly branches: readonly (readonly Equality[])[];
  /** Any of the values; on the way. */
  readonly residual: readonly { readonly column: string; readonly values: readonly FieldValue[] }[];
  readonly ranges: readonly (ListRange & { readonly at: Date })[];
  readonly q: string | undefined;
  /** The list with this sort and these filters: a cursor of another is refused. */
  readonly cursorName: string;
}

/** Walks of an index that one page may take. */
export const MOST_BRANCHES = 32;

/** Refusals, all 400 `unsupported-filter`: a sort that is not declared, and what no index serves. */
export function planList<Path extends ListPath>(
  grammar: ListGrammar<Path>,
  request: ListRequest,
): Result<ListPlan<Path>> {
  const sortName = request.sort ?? grammar.defaultSort;
  const descending = sortName.startsWith('-');
  const plainSort = descending ? sortName.slice(1) : sortName;
  const sort = Object.hasOwn(grammar.sorts, plainSort) ? grammar.sorts[plainSort] : undefined;
  if (!sort) return unsupported(grammar, ['sort'], 'It cannot be sorted so.');
  const given = givenOf(request);
  const path = grammar.paths.find((one) => serves(grammar, one, given, plainSort, sort));
  if (!path) return unsupported(grammar, [...given.names], 'No index serves this combination.');
  const branches = branchesOf(grammar, path, given, sort);
  if (branches.length > MOST_BRANCHES) {
    const reason = `Fewer values, please: they come to ${branches.length} walks of an index, of at most ${MOST_BRANCHES}.`;
    return unsupported(grammar, [...given.filters.keys()], reason);
  }
  return {
    path,
    sort,
    descending,
    branches,
    residual: [...given.filters]
      .filter(([name]) => !path.by.includes(name))
      .map(([name, values]) => ({ column: columnOf(grammar, name), values })),
    ranges: [...given.ranges].map(([name, at]) => ({ ...(grammar.ranges[name] as ListRange), at })),
    q: request.q,
    cursorName: cursorName(grammar.list, sortName, given, request.q),
  };
}

interface Given {
  readonly filters: ReadonlyMap<string, readonly FieldValue[]>;
  readonly ranges: ReadonlyMap<string, Date>;
  readonly names: ReadonlySet<string>;
}

function givenOf({ filters, ranges = {}, q }: ListRequest): Given {
  const asked = new Map<string, readonly FieldValue[]>();
  for (const [name, value] of Object.entries(filters)) {
    if (value === undefined) continue;
    const values = Array.isArray(value) ? (value as readonly FieldValue[]) : [value as FieldValue];
    asked.set(name, [...new Set(values)].sort());
  }
  const dates = new Map(Object.entries(ranges).filter((one): one is [string, Date] => one[1] !== undefined));
  const names = new Set([...asked.keys(), ...dates.keys(), ...(q === undefined ? [] : ['q'])]);
  return { filters: asked, ranges: dates, names };
}

function serves(
  grammar: ListGrammar,
  path: ListPath,
  { filters, ranges, names }: Given,
  sortName: string,
  sort: readonly SortColumn[],
): boolean {
  const { by, needs = [], narrow } = path;
  if (!path.sorts.includes(sortName)) return false;
  if (!needs.every((name) => names.has(name))) return false;
  if (names.has('q') && !needs.includes('q')) return false;
  if (![...filters.keys()].every((name) => by.includes(name) || narrow?.includes(name))) return false;
  const first = sort[0]?.column;
  if (!narrow && ![...ranges.keys()].every((name) => grammar.ranges[name]?.column === first)) return false;
  return by.every(
    (name) =>
      filters.has(name) || columnOf(grammar, name) === first || grammar.fields[name]?.domain !== undefined,
  );
}

/** Each combination of one value for each field of the path; a field that the sort begins with is walked through. */
function branchesOf(
  grammar: ListGrammar,
  path: ListPath,
  { filters }: Given,
  sort: readonly SortColumn[],
): Equality[][] {
  let branches: Equality[][] = [[]];
  for (const name of path.by) {
    const column = columnOf(grammar, name);
    const asked = filters.get(name);
    if (!asked && column === sort[0]?.column) continue;
    const values = asked ?? grammar.fields[name]?.domain ?? [];
    branches = branches.flatMap((branch) => values.map((value) => [...branch, { column, value }]));
  }
  return branches;
}

const columnOf = (grammar: ListGrammar, name: string): string =>
  (grammar.fields[name] as ListField | undefined)?.column ?? name;

/** The same words in whatever order ask for the same list. */
function cursorName(list: string, sort: string, given: Given, q: string | undefined): string {
  const asked = [
    sort,
    q ?? null,
    [...given.filters].sort(byName),
    [...given.ranges].map(([name, at]): [string, number] => [name, at.getTime()]).sort(byName),
  ];
  return `${list} ${createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 16)}`;
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

function unsupported(grammar: ListGrammar, names: readonly string[], reason: string): Refusal {
  const details = names.map((name): RefusedField => ({
    path: `/${name}`,
    code: 'unsupported-filter',
    reason,
  }));
  const supported = describePaths(grammar);
  const possible = `Possible are: ${supported.map(({ filters, sorts }) => `${filters} by ${sorts.join(' or ')}`).join('; ')}.`;
  return new Refusal('unsupported-filter', 400, `${reason} ${possible}`, details, { supported });
}

/** What can be asked, for people: which filters together, and in which orders. */
export function describePaths(
  grammar: ListGrammar,
): { readonly filters: string; readonly sorts: readonly string[] }[] {
  return grammar.paths.map(({ by, needs = [], narrow, sorts }) => {
    const must = [...new Set([...needs, ...by.filter((name) => isNeeded(grammar, name, sorts))])];
    const may = [...by, ...(narrow ?? [])].filter((name) => !must.includes(name));
    const words = [...must, ...may.map((name) => `${name}?`)];
    return { filters: words.length > 0 ? words.join(' + ') : 'no filter', sorts };
  });
}

function isNeeded(grammar: ListGrammar, name: string, sorts: readonly string[]): boolean {
  const { column, domain } = grammar.fields[name] as ListField;
  return domain === undefined && !sorts.every((sort) => grammar.sorts[sort]?.[0]?.column === column);
}

/** How pages of the plan are told apart and gone on with. */
export function pageKey<Row extends object>(plan: ListPlan): PageKey<Row> {
  return {
    list: plan.cursorName,
    shape: plan.sort.map(({ type }) => (type === 'string' ? 'string' : 'number')),
    of: (row) =>
      plan.sort.map(({ column, property = column, type }) => {
        const value = (row as Record<string, unknown>)[property];
        return type === 'date' ? (value as Date).getTime() : (value as CursorPart);
      }),
  };
}

/** A piece of SQL and what is bound to it. */
export interface Piece {
  readonly sql: string;
  readonly values: readonly Bound[];
}

/**
 * Where a plan's rows are: `from` with its index forced, and conditions that hold for every row. `names` says what the
 * grammar's columns are called there, where they are called otherwise.
 */
export interface ListSource {
  readonly from: Piece;
  readonly where: Piece;
  readonly names?: Readonly<Record<string, string>>;
  /** Columns that a page's keys bring along. */
  readonly carried?: readonly string[];
}

/**
 * The keys of one page: a walk of the index for each branch, each no longer than the page, merged; what two walks
 * meet is there once. The conditions have the OR form, which MariaDB turns into ranges of the index at any depth; row comparisons it does not.
 */
export function pageSql(
  plan: ListPlan,
  source: ListSource,
  after: readonly CursorPart[] | undefined,
  fetch: number,
): Piece {
  const way = plan.descending ? 'DESC' : 'ASC';
  const columns = plan.sort.map(({ column }) => column);
  const inOrder = (called: readonly string[]) =>
    `ORDER BY ${called.map((column) => `${column} ${way}`).join(', ')} LIMIT ${fetch}`;
  const there = (column: string): string => source.names?.[column] ?? column;
  const selected = [...columns, ...(source.carried ?? []).filter((column) => !columns.includes(column))];
  const listed = selected.map((column) => `${there(column)} ${column}`).join(', ');
  const walks = plan.branches.flatMap((branch) => {
    const rest = restOf(plan, branch, after, there);
    if (!rest) return [];
    const equal = branch.map(({ column, value }) => equality(there(column), value));
    const pieces = [source.where, ...equal, ...rest, ...onTheWay(plan, there)];
    const where = pieces.map(({ sql }) => sql).join(' AND ');
    const sql = `SELECT ${listed} FROM ${source.from.sql} WHERE ${where} ${inOrder(columns.map(there))}`;
    return [{ sql, values: [...source.from.values, ...pieces.flatMap(({ values }) => values)] }];
  });
  const [only, ...others] = walks;
  // Every branch lies before the cursor: nothing follows.
  if (!only)
    return { sql: `SELECT ${selected.map((name) => `NULL ${name}`).join(', ')} LIMIT 0`, values: [] };
  if (others.length === 0) return only;
  return {
    sql: `${walks.map(({ sql }) => `(${sql})`).join(' UNION ')} ${inOrder(columns)}`,
    values: walks.flatMap(({ values }) => values),
  };
}

type Naming = (column: string) => string;

/** What follows the cursor within a branch; undefined: nothing does, since its own value is before it. */
function restOf(
  { sort, descending }: ListPlan,
  branch: readonly Equality[],
  after: readonly CursorPart[] | undefined,
  there: Naming,
): Piece[] | undefined {
  if (!after) return [];
  const fixed = branch.find(({ column }) => column === sort[0]?.column)?.value;
  if (typeof fixed !== 'number') return [following(sort, after, descending, there)];
  const place = after[0] as number;
  if (fixed === place) return [following(sort.slice(1), after.slice(1), descending, there)];
  return fixed < place === descending ? [] : undefined;
}

function following(
  sort: readonly SortColumn[],
  after: readonly CursorPart[],
  descending: boolean,
  there: Naming,
): Piece {
  const [first, ...rest] = sort as [SortColumn, ...SortColumn[]];
  const column = there(first.column);
  const value = first.type === 'date' ? new Date(after[0] as number) : (after[0] as CursorPart);
  const beyond = `${column} ${descending ? '<' : '>'} ?`;
  if (rest.length === 0) return { sql: beyond, values: [value] };
  const inner = following(rest, after.slice(1), descending, there);
  return { sql: `(${beyond} OR (${column} = ? AND ${inner.sql}))`, values: [value, value, ...inner.values] };
}

const equality = (column: string, value: FieldValue): Piece =>
  value === null ? { sql: `${column} IS NULL`, values: [] } : { sql: `${column} = ?`, values: [value] };

function onTheWay({ residual, ranges }: ListPlan, there: Naming): Piece[] {
  return [
    ...residual.map(({ column, values }) => ({
      sql: `${there(column)} IN (${values.map(() => '?').join()})`,
      values,
    })),
    ...ranges.map(({ column, end, at }) => ({
      sql: `${there(column)} ${end === 'from' ? '>=' : '<'} ?`,
      values: [at],
    })),
  ];
}

/** Text for the left side of LIKE … ESCAPE '!': begins with this. */
export const prefixPattern = (text: string): string => `${text.replaceAll(/[!%_]/g, '!$&')}%`;
