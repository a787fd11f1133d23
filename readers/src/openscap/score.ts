import type { OutlineItem, RuleEvent, RuleResult, TestResultEvent } from './event';

type Scores = TestResultEvent['scores'];

/** Results that have no part in any score (XCCDF 1.2, 7.3). */
const NOT_COUNTED: readonly RuleResult[] = ['notselected', 'notapplicable', 'informational', 'notchecked'];
const isPassed = (result: RuleResult): boolean => result === 'pass' || result === 'fixed';

interface Counted {
  result: RuleResult;
  weight: number;
}

interface Sum {
  /** 0 to 100. */
  value: number;
  weight: number;
}

/**
 * Scores of results in the four systems of XCCDF 1.2 (7.3.2), as oscap computes them: for results that no tool wrote as a
 * whole. Of a rule with several results the first counts. Another system has no score.
 * @param systems such as `urn:xccdf:scoring:default`
 */
export function scoresOf(
  outline: readonly OutlineItem[],
  rules: readonly Pick<RuleEvent, 'rule' | 'result' | 'weight'>[],
  systems: readonly string[],
): Scores {
  const unscored = new Set(outline.flatMap(({ rule, isUnscored }) => (isUnscored ? rule : [])));
  const counted = new Map<string, Counted>();
  for (const { rule, result, weight } of rules)
    if (!counted.has(rule) && !unscored.has(rule)) counted.set(rule, { result, weight });
  for (const [rule, { result }] of counted) if (NOT_COUNTED.includes(result)) counted.delete(rule);
  return systems.flatMap((system) => scoreOf(system, outline, counted) ?? []);
}

function scoreOf(
  system: string,
  outline: readonly OutlineItem[],
  counted: ReadonlyMap<string, Counted>,
): Scores[number] | undefined {
  const all = [...counted.values()];
  const sum = (of: readonly Counted[], value: (one: Counted) => number): number =>
    of.reduce((total, one) => total + value(one), 0);
  const passed = all.filter(({ result }) => isPassed(result));
  const flat = (weight: (one: Counted) => number) => ({
    value: sum(passed, weight),
    maximum: sum(all, weight),
  });
  switch (system) {
    case 'urn:xccdf:scoring:default':
      return { system, value: byGroups(outline, counted), maximum: 100 };
    case 'urn:xccdf:scoring:flat':
      return { system, ...flat(({ weight }) => weight) };
    case 'urn:xccdf:scoring:flat-unweighted':
      return { system, ...flat(() => 1) };
    case 'urn:xccdf:scoring:absolute': {
      const { value, maximum } = flat(({ weight }) => weight);
      // The standard has a maximum of 1 here; oscap writes that of the flat score.
      return { system, value: value === maximum ? 1 : 0, maximum };
    }
    default:
      return undefined;
  }
}

/** Each item's is the weighted mean of those of its children that count. Children stand behind what they are in. */
function byGroups(outline: readonly OutlineItem[], counted: ReadonlyMap<string, Counted>): number {
  const sums = outline.map((): Sum => ({ value: 0, weight: 0 }));
  let total: Sum = { value: 0, weight: 0 };
  for (let place = outline.length - 1; place >= 0; place -= 1) {
    const { inside, rule, weight } = outline[place] as OutlineItem;
    const own = sums[place] as Sum;
    const found = counted.get(rule);
    const score: Sum | undefined =
      rule === ''
        ? own.weight > 0
          ? { value: own.value / own.weight, weight }
          : undefined
        : found && { value: isPassed(found.result) ? 100 : 0, weight: found.weight };
    if (!score) continue;
    const over = inside === null ? undefined : sums[inside];
    if (over) {
      over.value += score.value * score.weight;
      over.weight += score.weight;
    } else if (rule === '') total = score;
  }
  return total.value;
}
