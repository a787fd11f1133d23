import { STREAM_LIMITS } from '../xml/stream';
import type { DefinitionEvent, RuleEvent, TestResultEvent } from './event';
import { joined, NOTHING_BEFORE, type Before } from './joined';
import type { ComplianceObservation, DefinitionObservation, RuleObservation } from './observation';
import { definitionKey, evidenceText, observationsOf } from './observations';
import { OpenscapReader } from './reader';

export interface Results {
  disposition: 'scanned' | 'not applicable' | 'failed';
  reason: string;
  observations: (ComplianceObservation | RuleObservation | DefinitionObservation)[];
  /** Such as `1.3.7`; empty where the document does not tell. */
  toolVersion: string;
  /** What the document says of the evaluation; null: it is of definitions. */
  result: TestResultEvent | null;
}

/** What was evaluated. */
export interface EvaluatedContent {
  kind: 'xccdf' | 'oval';
  /** Hex; empty: not known. */
  sha256: string;
}

/**
 * What an evaluation came to, from what the tool wrote at its end. Rejects for results that are not whole.
 * @param before what runs that were stopped had seen: those rules were left out of this one
 */
export async function resultOf(
  source: AsyncIterable<Buffer>,
  content: EvaluatedContent,
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
    if (reader.failed) break;
  }
  const end = reader.end();
  if (end.kind !== 'whole') throw new Error(end.reason);
  if (content.kind === 'oval') return ofDefinitions([...definitions.values()], trouble);
  const [result, ...others] = results;
  if (others.length > 0) throw new Error('there are the results of several evaluations in it');
  if (!result) throw new Error('there is no result of a profile among them');
  const whole = before.runs === 0 ? { rules, result } : joined({ rules, result }, before, reader.outline);
  const segments = 1 + before.runs;
  const observations = observationsOf({ ...whole, definitions, trouble, content, segments });
  const toolVersion = /:openscap:([\w.]+)/.exec(result.testSystem)?.[1] ?? '';
  return { ...verdictOf(whole.rules, trouble), observations, toolVersion, result };
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
      ...{ observations, toolVersion: '', result: null },
    };
  if (events.length === 0)
    return {
      disposition: 'failed',
      reason: 'it holds no definition',
      observations,
      toolVersion: '',
      result: null,
    };
  return { disposition: 'scanned', reason: troubleOf(trouble), observations, toolVersion: '', result: null };
}
