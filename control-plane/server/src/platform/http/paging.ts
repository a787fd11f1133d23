import { Refusal, isRefusal, type Result } from '../errors';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Query of every list. */
export class PageQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50, description: 'Items per page.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  @ApiPropertyOptional({ description: 'The nextCursor of the page before. Opaque.', maxLength: 512 })
  @IsOptional()
  @IsString()
  @MaxLength(512)
  cursor?: string;
}

/** One page. `nextCursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export type CursorPart = string | number;

/** The place behind the last item of a page: the list's name, then the values of its sort key. */
export function encodeCursor(list: string, key: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url');
}

/**
 * The sort key in a cursor, or undefined when none was given. Refused unless it was made for this list and
 * each part has the type that `shape` names: a cursor comes from outside.
 */
export function decodeCursor(
  list: string,
  shape: readonly ('string' | 'number')[],
  cursor: string | undefined,
): Result<CursorPart[] | undefined> {
  if (cursor === undefined || cursor === '') return undefined;
  const parts = parsed(cursor);
  const fits =
    Array.isArray(parts) &&
    parts[0] === list &&
    parts.length === shape.length + 1 &&
    shape.every((type, index) => isPart(parts[index + 1], type));
  if (fits) return parts.slice(1) as CursorPart[];
  const reason = 'The cursor is not one that this list gave.';
  return new Refusal('invalid-cursor', 422, reason, [{ path: '/cursor', code: 'invalid-cursor', reason }]);
}

function isPart(part: unknown, type: 'string' | 'number'): boolean {
  if (type === 'number') return typeof part === 'number' && Number.isSafeInteger(part) && part >= 0;
  return typeof part === 'string' && part.length <= 100 && /^[\x20-\x7e]*$/.test(part);
}

function parsed(cursor: string): unknown {
  if (!/^[A-Za-z0-9_-]+$/.test(cursor)) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A list's name, the types of its sort key, and how to read the key off a row. */
export interface PageKey<Row> {
  readonly list: string;
  readonly shape: readonly ('string' | 'number')[];
  readonly of: (row: Row) => readonly CursorPart[];
}

/**
 * Reads one page: `read` gets the key to go on after (undefined: from the start) and how many rows to fetch,
 * which is one more than the page holds, to know whether another follows.
 */
export async function pageOf<Row, Item>(
  key: PageKey<Row>,
  query: Pick<PageQuery, 'limit' | 'cursor'>,
  read: (after: CursorPart[] | undefined, fetch: number) => Promise<Row[]>,
  show: (row: Row) => Item,
): Promise<Result<Page<Item>>> {
  const after = decodeCursor(key.list, key.shape, query.cursor);
  if (isRefusal(after)) return after;
  const rows = await read(after, query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return { items: shown.map(show), nextCursor: more ? encodeCursor(key.list, key.of(last)) : null };
}
