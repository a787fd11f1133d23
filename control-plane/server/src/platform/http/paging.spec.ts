import { Refusal } from '../errors';
import { decodeCursor, encodeCursor, pageOf } from './paging';

const shape = ['number', 'string'] as const;

describe('cursors', () => {
  it('come back as they were given', () => {
    const cursor = encodeCursor('jobs', [1_700_000_000_000, 'an id']);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(decodeCursor('jobs', shape, cursor)).toEqual([1_700_000_000_000, 'an id']);
    expect(decodeCursor('jobs', shape, undefined)).toBeUndefined();
  });

  it.each([
    ['of another list', encodeCursor('scans', [1, 'x'])],
    ['of another shape', encodeCursor('jobs', ['1', 'x'])],
    ['too short', encodeCursor('jobs', [1])],
    ['too long', encodeCursor('jobs', [1, 'x', 'y'])],
    ['negative', encodeCursor('jobs', [-1, 'x'])],
    ['a fraction', encodeCursor('jobs', [1.5, 'x'])],
    ['with control characters', encodeCursor('jobs', [1, 'x\u0000'])],
    ['not base64url', 'a+b/c='],
    ['not JSON', Buffer.from('{').toString('base64url')],
    ['not a list', Buffer.from('"jobs"').toString('base64url')],
  ])('%s are refused', (_, cursor) => {
    expect(decodeCursor('jobs', shape, cursor)).toBeInstanceOf(Refusal);
  });
});

describe('pages', () => {
  const rows = [1, 2, 3, 4, 5].map((n) => ({ n }));
  const key = { list: 'numbers', shape: ['number'] as const, of: (row: { n: number }) => [row.n] };
  const read = async (after: (string | number)[] | undefined, fetch: number) =>
    rows.filter(({ n }) => n > Number(after?.[0] ?? 0)).slice(0, fetch);

  it.each([1, 2, 3, 5, 50])('of %i lead through the whole list, each item once', async (limit) => {
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await pageOf(key, { limit, ...(cursor && { cursor }) }, read, ({ n }) => n);
      if (page instanceof Refusal) throw new Error(page.reason);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });
});
