import fc from 'fast-check';
import { isRefusal, type Refusal } from '../errors';
import {
  pageKey,
  pageSql,
  planList,
  prefixPattern,
  type FieldValue,
  type ListGrammar,
  type ListPlan,
  type ListRequest,
} from './list-query';
import { pageOf, type CursorPart } from './paging';

const grammar: ListGrammar = {
  list: 'things',
  fields: {
    grade: { column: 'grade', domain: [1, 2, 3] },
    state: { column: 'state', domain: ['open', 'shut', null] },
    place: { column: 'place' },
    kind: { column: 'kind' },
  },
  ranges: { from: { column: 'seen', end: 'from' }, to: { column: 'seen', end: 'to' } },
  sorts: {
    grade: [
      { column: 'grade', type: 'number' },
      { column: 'id', type: 'string' },
    ],
    seen: [
      { column: 'seen', type: 'date' },
      { column: 'id', type: 'string' },
    ],
  },
  defaultSort: '-grade',
  paths: [
    { index: 'by_grade', by: ['grade'], sorts: ['grade'] },
    { index: 'by_state', by: ['state', 'grade'], sorts: ['grade'] },
    { index: 'by_seen', by: ['state', 'grade'], sorts: ['seen'] },
    {
      index: 'by_place',
      by: ['place'],
      needs: ['place'],
      narrow: ['state', 'grade', 'kind'],
      sorts: ['grade', 'seen'],
    },
    { index: 'by_title', by: [], needs: ['q'], narrow: ['kind'], sorts: ['grade'] },
  ],
};

const planned = (request: ListRequest): ListPlan => {
  const plan = planList(grammar, request);
  if (isRefusal(plan)) throw new Error(plan.reason);
  return plan;
};

describe('the grammar of lists', () => {
  it.each<[string, ListRequest, string, number]>([
    ['nothing', { filters: {} }, 'by_grade', 1],
    ['what is undefined', { filters: { grade: undefined, place: undefined } }, 'by_grade', 1],
    ['the first column of the sort', { filters: { grade: [1, 3] } }, 'by_grade', 2],
    ['a value twice', { filters: { grade: [1, 1] } }, 'by_grade', 1],
    ['one value', { filters: { state: 'open' } }, 'by_state', 1],
    ['null', { filters: { state: [null] } }, 'by_state', 1],
    ['both', { filters: { state: ['open', null], grade: [1, 2] } }, 'by_state', 4],
    ['another sort: every value is walked', { filters: {}, sort: 'seen' }, 'by_seen', 9],
    ['dates of the sort', { filters: {}, ranges: { from: new Date(1) }, sort: '-seen' }, 'by_seen', 9],
    ['what leaves few, with anything', { filters: { place: 'a', kind: 'b', grade: 2 } }, 'by_place', 1],
    ['text', { filters: { kind: 'b' }, q: 'tit' }, 'by_title', 1],
  ])('finds the index for %s', (_, request, index, branches) => {
    const plan = planned(request);
    expect([plan.path.index, plan.branches.length]).toEqual([index, branches]);
  });

  it.each<[string, ListRequest, string]>([
    ['what no index begins with', { filters: { kind: 'a' } }, '/kind'],
    ['text with what is not looked at', { filters: { place: 'a' }, q: 'tit' }, '/place'],
    ['text in an order of its own', { filters: {}, q: 'tit', sort: 'seen' }, '/q'],
    ['dates of another order', { filters: {}, ranges: { to: new Date(1) } }, '/to'],
    ['an unknown sort', { filters: {}, sort: 'kind' }, '/sort'],
    ['a sort of every object', { filters: {}, sort: 'constructor' }, '/sort'],
    ['too many values', { filters: { place: Array.from({ length: 33 }, (_, n) => `${n}`) } }, '/place'],
  ])('refuses %s and says what is possible', (_, request, path) => {
    const refusal = planList(grammar, request) as Refusal;
    expect(refusal).toMatchObject({ code: 'unsupported-filter', status: 400 });
    expect(refusal.details[0]?.path).toBe(path);
    expect(refusal.reason).toContain('place + state? + grade? + kind? by grade or seen');
  });

  it('gives the same list the same cursor, and another list another', () => {
    const name = (request: ListRequest) => planned(request).cursorName;
    const one = name({ filters: { grade: [1, 2], state: 'open' } });
    expect(name({ filters: { state: ['open'], grade: [2, 1, 1], place: undefined } })).toBe(one);
    const others: ListRequest[] = [
      { filters: { grade: [1, 2], state: 'shut' } },
      { filters: { grade: ['1', '2'], state: 'open' } },
      { filters: { grade: [1, 2], state: 'open' }, sort: 'grade' },
      { filters: { grade: [1, 2] } },
    ];
    expect(new Set([one, ...others.map(name)]).size).toBe(others.length + 1);
  });

  it('writes the conditions so that each walk begins where the cursor is', () => {
    const plan = planned({ filters: { grade: [1, 2, 3] } });
    const source = { from: { sql: 'things t', values: [] }, where: { sql: 't.tenant = ?', values: ['x'] } };
    const { sql, values } = pageSql(plan, source, [2, 'id'], 10);
    // Three comes before the cursor: it is not walked at all.
    expect(sql).toBe(
      '(SELECT grade grade, id id FROM things t WHERE t.tenant = ? AND grade = ? ORDER BY grade DESC, id DESC LIMIT 10)' +
        ' UNION (SELECT grade grade, id id FROM things t WHERE t.tenant = ? AND grade = ? AND id < ? ORDER BY grade DESC, id DESC LIMIT 10)' +
        ' ORDER BY grade DESC, id DESC LIMIT 10',
    );
    expect(values).toEqual(['x', 1, 'x', 2, 'id']);
    const ended = pageSql(planned({ filters: { grade: 3 } }), source, [2, 'id'], 10);
    expect(ended.sql).toBe('SELECT NULL grade, NULL id LIMIT 0');
  });

  it('takes wild cards in a text for what they are', () => {
    expect(prefixPattern('100%_!')).toBe('100!%!_!!%');
  });
});

interface Thing {
  id: string;
  grade: number;
  state: string | null;
  place: string;
  kind: string;
  seen: Date;
}

/** What the database does with a plan, by its parts: the walks, their limits, the merge. */
function read(
  rows: readonly Thing[],
  plan: ListPlan,
  after: CursorPart[] | undefined,
  fetch: number,
): Thing[] {
  const key = (row: Thing) => pageKey<Thing>(plan).of(row);
  const compare = (a: readonly CursorPart[], b: readonly CursorPart[]): number => {
    const at = a.findIndex((part, index) => part !== b[index]);
    if (at === -1) return 0;
    return ((a[at] as CursorPart) < (b[at] as CursorPart) ? -1 : 1) * (plan.descending ? -1 : 1);
  };
  const value = (row: Thing, column: string) => row[column as keyof Thing] as FieldValue;
  const walks = plan.branches.map((branch) =>
    rows
      .filter((row) => branch.every((one) => value(row, one.column) === one.value))
      .filter((row) => plan.residual.every(({ column, values }) => values.includes(value(row, column))))
      .filter((row) =>
        plan.ranges.every(({ column, end, at }) =>
          end === 'from' ? row[column as 'seen'] >= at : row[column as 'seen'] < at,
        ),
      )
      .filter((row) => !after || compare(key(row), after) > 0)
      .sort((a, b) => compare(key(a), key(b)))
      .slice(0, fetch),
  );
  return [...new Set(walks.flat())].sort((a, b) => compare(key(a), key(b))).slice(0, fetch);
}

const some = <T>(...values: T[]) => fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined });
const things = (from: number) =>
  fc
    .array(
      fc.record({
        grade: fc.constantFrom(1, 2, 3),
        state: fc.constantFrom('open', 'shut', null),
        place: fc.constantFrom('a', 'b'),
        kind: fc.constantFrom('x', 'y'),
        seen: fc.integer({ min: 0, max: 5 }).map((ms) => new Date(ms)),
      }),
      { maxLength: 30 },
    )
    .map((rows) => rows.map((row, n): Thing => ({ ...row, id: `id ${String(from + n).padStart(3, '0')}` })));

describe('paging through any list', () => {
  it('gives every row once and in order, also while rows are added in between', async () => {
    const request = fc.record({
      filters: fc.record({
        grade: some(1, 2, 3),
        state: some('open', 'shut', null),
        place: some('a', 'b'),
        kind: some('x', 'y'),
      }),
      ranges: fc.record({ from: fc.option(fc.constant(new Date(2)), { nil: undefined }) }),
      sort: fc.constantFrom('grade', '-grade', 'seen', '-seen'),
    });
    let supported = 0;
    const property = fc.asyncProperty(
      ...[request, things(0), things(500), fc.integer({ min: 1, max: 10 })],
      async (asked, first, added, limit) => {
        const plan = planList(grammar, asked as ListRequest);
        if (isRefusal(plan)) return;
        supported += 1;
        const rows = [...(first as Thing[])];
        const toCome = [...(added as Thing[])];
        const got: Thing[] = [];
        for (let cursor: string | undefined; ;) {
          const query = { limit: limit as number, ...(cursor !== undefined && { cursor }) };
          const page = await pageOf(
            pageKey<Thing>(plan),
            query,
            async (after, fetch) => read(rows, plan, after, fetch),
            (row) => row,
          );
          if (isRefusal(page)) throw new Error(page.reason);
          got.push(...page.items);
          rows.push(...toCome.splice(0, 3));
          if (page.nextCursor === null) break;
          cursor = page.nextCursor;
        }
        const { filters, ranges } = asked as ListRequest;
        const wanted = (row: Thing) =>
          Object.entries(filters).every(
            ([name, values]) =>
              values === undefined ||
              (values as FieldValue[]).includes(row[name as keyof Thing] as FieldValue),
          ) &&
          (!ranges?.['from'] || row.seen >= ranges['from']);
        expect(new Set(got).size).toBe(got.length);
        expect(got).toEqual(read(got, { ...plan, branches: [[]] }, undefined, got.length));
        expect(got.every(wanted)).toBe(true);
        for (const row of (first as Thing[]).filter(wanted)) expect(got).toContain(row);
      },
    );
    await fc.assert(property, { numRuns: 1_000 });
    expect(supported).toBeGreaterThan(200);
  });
});
