import {
  OpenscapReader,
  STREAM_LIMITS,
  type DefinitionEvent,
  type RuleEvent,
  type TestResultEvent,
} from '@scanfleet/readers';
import type { DispositionKind } from '../engine';
import type { DefinitionObservation, Observation } from '../observation';
import { NOTHING_BEFORE, type Before } from './begun';
import { joined } from './joined';
import { definitionKey, evidenceText, observationsOf } from './observations';
import type { OpenscapOptions } from './options';

export interface Results {
  disposition: DispositionKind;
  reason: string;
  observations: Observation[];
  /** Such as `1.3.7`. */
  toolVersion: string;
}

/**
 * What an evaluation came to, from what the tool wrote at its end. Rejects for results that are not whole.
 * @param before what runs that were stopped had seen: those rules were left out of this one
 */
export async function resultOf(
  source: AsyncIterable<Buffer>,
  options: OpenscapOptions,
  trouble: readonly string[],
  before: Before = NOTHING_BEFORE,
): Promise<Results> {
  const reader = new OpenscapReader(STREAM_LIMITS, new Set(before.rules.map(({ rule }) => rule)));
  const rules: RuleEvent[] = [];
  const definitions = new Map<string, DefinitionEvent>();
  const results: TestResultEvent[] = [];
  for await (const chunk of source) {
    for (const event of reader.feed(chunk)) {
      if (event.kind === 'rule') rules.push(event);
      else if (event.kind === 'test-result') results.push(event);
      else definitions.set(definitionKey(event.report, event.id), event);
    }
  }
  const end = reader.end();
  if (end.kind !== 'whole') throw new Error(end.reason);
  if (options.kind === 'oval') return ofDefinitions([...definitions.values()], trouble);
  const [result] = results;
  if (!result) throw new Error('there is no result of a profile among them');
  const whole = before.runs === 0 ? { rules, result } : joined({ rules, result }, before, reader.outline);
  const segments = 1 + before.runs;
  const observations = observationsOf({ ...whole, definitions, trouble, content: options.content, segments });
  const toolVersion = /:openscap:([\w.]+)/.exec(result.testSystem)?.[1] ?? '';
  return { ...verdictOf(whole.rules, trouble), observations, toolVersion };
}

/** A profile of which nothing applies is neither passed nor failed, and one that selects nothing is a mistake. */
function verdictOf(
  rules: readonly RuleEvent[],
  trouble: readonly string[],
): Pick<Results, 'disposition' | 'reason'> {
  if (rules.length === 0)
    return { disposition: 'failed', reason: 'the profile selects no rule of this content' };
  if (rules.every(({ result }) => result === 'notapplicable'))
    return {
      disposition: 'not applicable',
      reason: `none of its ${rules.length} rules applies to this system`,
    };
  return { disposition: 'scanned', reason: troubleOf(trouble) };
}

const troubleOf = (trouble: readonly string[]): string =>
  trouble.length === 0 ? '' : `degraded: ${trouble.join('; ').slice(0, 400)}`;

function ofDefinitions(events: readonly DefinitionEvent[], trouble: readonly string[]): Results {
  const observations = events.map(({ kind: _, report: __, evidence, ...event }): DefinitionObservation => ({
    kind: 'definition',
    ...event,
    // In a degraded run nobody knows which of those that found nothing were looked at.
    result: trouble.length > 0 && event.result === 'false' ? 'unknown' : event.result,
    evidence: evidenceText(evidence, ''),
  }));
  const isVoid = events.every(({ result }) => result === 'not applicable');
  if (events.length > 0 && isVoid)
    return {
      ...{
        disposition: 'not applicable',
        reason: `none of its ${events.length} definitions applies to this system`,
      },
      ...{ observations, toolVersion: '' },
    };
  if (events.length === 0)
    return { disposition: 'failed', reason: 'it holds no definition', observations, toolVersion: '' };
  return { disposition: 'scanned', reason: troubleOf(trouble), observations, toolVersion: '' };
}
