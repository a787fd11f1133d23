import { STREAM_LIMITS } from '../xml/stream';
import { OpenscapReader } from './reader';
import { fixture, told } from './reading.fixture';
import { scoresOf } from './score';

const item = (inside: number | null, rule = '', weight = 1, isUnscored = false) => ({
  ...{ inside, rule, weight, isUnscored },
});
const rule = (name: string, result: 'pass' | 'fail' | 'notapplicable', weight = 1) => ({
  ...{ rule: name, result, weight },
});
const DEFAULT = 'urn:xccdf:scoring:default';
const FLAT = 'urn:xccdf:scoring:flat';

describe('a score', () => {
  it.each([
    'debian11-standard-arf.xml.gz',
    'debian11-standard-results.xml.gz',
    'mc-res.xml',
    'mini-arf.xml',
    'mini-res.xml',
  ])('of the results in %s is what oscap computed', (sample) => {
    const reader = new OpenscapReader(STREAM_LIMITS, new Set(), true);
    const events = [...reader.feed(fixture(sample))];
    const reading = { events, end: reader.end() };
    const [result] = told(reading, 'test-result');
    const systems = result!.scores.map(({ system }) => system);
    expect(systems.length).toBeGreaterThan(0);
    const scores = scoresOf(reader.outline, told(reading, 'rule'), systems);
    expect(scores.map(({ system }) => system)).toEqual(systems);
    for (const [at, { value, maximum }] of scores.entries()) {
      expect(value).toBeCloseTo(result!.scores[at]!.value, 4);
      expect(maximum).toBeCloseTo(result!.scores[at]!.maximum!, 4);
    }
  });

  it('by groups weighs a group as a whole, and leaves out one in which nothing counts', () => {
    const outline = [
      item(null),
      ...[item(0, '', 3), item(1, 'a'), item(1, 'b')],
      ...[item(0), item(4, 'c')],
      ...[item(0, '', 9), item(6, 'd')],
    ];
    const rules = [rule('a', 'pass'), rule('b', 'fail', 3), rule('c', 'pass'), rule('d', 'notapplicable')];
    // The first group has 25 and weighs 3, the second 100 and weighs 1.
    expect(scoresOf(outline, rules, [DEFAULT])).toEqual([{ system: DEFAULT, value: 43.75, maximum: 100 }]);
  });

  it('has no part for a rule that is unscored, and only the first result of one with several', () => {
    const outline = [item(null), item(0, 'a'), item(0, 'b', 1, true)];
    const rules = [rule('a', 'fail'), rule('a', 'pass'), rule('b', 'pass')];
    expect(scoresOf(outline, rules, [DEFAULT, FLAT, 'urn:xccdf:scoring:absolute'])).toEqual([
      { system: DEFAULT, value: 0, maximum: 100 },
      { system: FLAT, value: 0, maximum: 1 },
      { system: 'urn:xccdf:scoring:absolute', value: 0, maximum: 1 },
    ]);
  });

  it('of nothing is nothing, and none in a system that nobody knows', () => {
    expect(scoresOf([item(null)], [], [DEFAULT, 'urn:own'])).toEqual([
      { system: DEFAULT, value: 0, maximum: 100 },
    ]);
  });
});
