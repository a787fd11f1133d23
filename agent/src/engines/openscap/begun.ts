import { createReadStream } from 'node:fs';
import {
  NOTHING_BEFORE,
  RULE_RESULTS,
  XmlStream,
  type Before,
  type ElementReader,
  type RuleSeen,
} from '@scanfleet/readers';
import type { BegunObservation } from '../observation';
import { isId } from './argv';

/** Characters of rules' ids that are kept: what is beyond is evaluated again. The largest profiles have some 40,000. */
const MOST_KEPT = 128 * 1024;

/**
 * What a stopped evaluation leaves for the next one; null: nothing. oscap writes nothing of a run that it does not end, so
 * that a rule's result is all that is known of it. Rules with several results (`multi-check`) are evaluated again: which of
 * their definitions a result is of is not told.
 */
export async function begunBy(
  before: Before,
  seen: readonly RuleSeen[],
  content: string,
): Promise<BegunObservation | null> {
  if (seen.length + before.rules.length === 0) return null;
  const several = seen.length === 0 ? new Set<string>() : await multiChecks(content);
  const rules: RuleSeen[] = [];
  let kept = 0;
  for (const one of [...before.rules, ...seen.filter(({ rule }) => !several.has(rule))]) {
    kept += one.rule.length;
    if (kept > MOST_KEPT) break;
    rules.push({ ...one });
  }
  const runs = before.runs + (seen.length > 0 ? 1 : 0);
  return rules.length > 0 ? { kind: 'begun', rules, runs } : null;
}

/** Rules with a check that gives them a result for each of its definitions (XCCDF 1.2, 6.4.4.4). */
async function multiChecks(content: string): Promise<Set<string>> {
  const found = new Set<string>();
  let rule = '';
  const any: ElementReader = {
    open: (name, attributes) => {
      if (name === 'Rule') rule = attributes.id ?? '';
      if (name === 'check' && /^(true|1)$/.test(attributes['multi-check'] ?? '')) found.add(rule);
      return any;
    },
  };
  const stream = new XmlStream(() => any);
  for await (const chunk of createReadStream(content) as AsyncIterable<Buffer>) stream.feed(chunk);
  stream.end();
  return found;
}

/** What came back from afar: nothing where it is not to the letter what it must be. */
export function seenBefore(begun: BegunObservation | undefined): Before {
  if (!begun) return NOTHING_BEFORE;
  const rules: RuleSeen[] = [];
  for (const { rule, result } of begun.rules) {
    const known = RULE_RESULTS.find((word) => word === result);
    if (!known || !isId(rule)) return NOTHING_BEFORE;
    rules.push({ rule, result: known });
  }
  return { rules, runs: begun.runs };
}
