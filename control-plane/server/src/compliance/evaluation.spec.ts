import fc from 'fast-check';
import {
  driftOf,
  linesOf,
  RULE_RESULTS,
  scoreOf,
  type Account,
  type Change,
  type RuleLine,
} from './evaluation';

const line = (rule: string, result: string, check = ''): RuleLine => ({
  ...{ rule, check, result, severity: 'high', title: `Title of ${rule}` },
});
const account = (scores: Account['scores'], trouble: string[] = []): Account => ({
  ...{ benchmarkId: 'b', benchmarkTitle: '', benchmarkVersion: '', profileId: 'p', profileTitle: '' },
  ...{ scores, trouble, content: '', segments: 1 },
});
const DEFAULT = 'urn:xccdf:scoring:default';

describe('the score of an evaluation', () => {
  it('is that of the default scoring, in percent', () => {
    const scores = [
      { system: 'urn:xccdf:scoring:flat', value: 3, maximum: 9 },
      { system: DEFAULT, value: 61.11111, maximum: 100 },
    ];
    expect(scoreOf(account(scores))).toBe(61.111);
    expect(scoreOf(account(scores.slice(0, 1)))).toBe(33.333);
    expect(scoreOf(account([{ system: DEFAULT, value: 40, maximum: null }]))).toBe(40);
  });

  it('is none where there is none, or where the run had trouble', () => {
    expect(scoreOf(account([]))).toBeNull();
    expect(scoreOf(account([{ system: DEFAULT, value: 100, maximum: 100 }], ['E: probe']))).toBeNull();
    expect(scoreOf(account([{ system: DEFAULT, value: 1, maximum: 0 }]))).toBeNull();
  });
});

describe('the drift between two evaluations', () => {
  it('tells what passes, fails, changed, came and went', () => {
    const before = [
      line('a', 'fail'),
      line('b', 'pass'),
      line('c', 'error'),
      line('d', 'pass'),
      line('e', 'pass'),
    ];
    const now = [
      line('a', 'pass'),
      line('b', 'fail'),
      line('c', 'notapplicable'),
      line('d', 'pass'),
      line('f', 'fail'),
    ];
    const drift: [string, Change[]][] = Object.entries(driftOf(before, now));
    const words = drift.map(([kind, changes]) => [
      kind,
      ...changes.map(({ rule, before: was, now: is }) => `${rule}:${was}→${is}`),
    ]);
    expect(words).toEqual([
      ['newPass', 'a:fail→pass'],
      ['newFail', 'b:pass→fail'],
      ['changed', 'c:error→notapplicable'],
      ['added', 'f:null→fail'],
      ['removed', 'e:pass→null'],
    ]);
  });

  it('is none of the same, and turned round when they are exchanged', () => {
    const lines = fc.array(
      fc.record({
        rule: fc.constantFrom('a', 'b', 'c'),
        check: fc.constantFrom('', 'x'),
        result: fc.constantFrom(...RULE_RESULTS),
      }),
      { maxLength: 12 },
    );
    const all = (rows: { rule: string; check: string; result: string }[]) =>
      linesOf(rows.map(({ rule, check, result }) => line(rule, result, check))).lines;
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const [one, two] = [all(a), all(b)];
        expect(Object.values(driftOf(one, one)).flat()).toEqual([]);
        const [there, back] = [driftOf(one, two), driftOf(two, one)];
        expect(there.added.length).toBe(back.removed.length);
        expect(there.removed.length).toBe(back.added.length);
        expect(Object.values(there).flat().length).toBe(Object.values(back).flat().length);
        expect(one.length - two.length).toBe(there.removed.length - there.added.length);
      }),
    );
  });
});

it('counts every rule once, in the order of ids', () => {
  const { lines, counts } = linesOf([line('b', 'pass'), line('a', 'fail', 'y'), line('a', 'pass', 'x')]);
  expect(lines.map(({ rule, check }) => rule + check)).toEqual(['ax', 'ay', 'b']);
  expect(counts).toEqual({ pass: 2, fail: 1 });
});
