import type { OutlineItem, RuleEvent, RuleResult, TestResultEvent } from './event';
import { scoresOf } from './score';

/** A rule that was evaluated, and how: all that oscap tells of it before its end. */
export interface RuleSeen {
  rule: string;
  result: RuleResult;
}

/** What runs over a target that were stopped had seen of it. */
export interface Before {
  rules: readonly RuleSeen[];
  /** How many runs that were. */
  runs: number;
}

export const NOTHING_BEFORE: Before = { rules: [], runs: 0 };

const NOT_KEPT = 'evaluated before the run was stopped: what was found then is not kept';

/**
 * The results of several runs as one: rules in the order of the document, scores computed over all of them. The document is
 * that of the last run, which has the words of every rule; of rules that runs before had evaluated it says that they were
 * not selected.
 */
export function joined(
  { rules, result }: { rules: readonly RuleEvent[]; result: TestResultEvent },
  before: Before,
  outline: readonly OutlineItem[],
): { rules: RuleEvent[]; result: TestResultEvent } {
  const seen = new Map(before.rules.map(({ rule, result: word }) => [rule, word]));
  const all = rules.map((event): RuleEvent => {
    const word = seen.get(event.rule);
    return word === undefined ? event : { ...event, result: word, messages: [...event.messages, NOT_KEPT] };
  });
  const systems = result.scores.map(({ system }) => system);
  return { rules: all, result: { ...result, scores: scoresOf(outline, all, systems) } };
}
