import type { DefinitionEvent, Evidence, RuleEvent, TestResultEvent } from './event';
import type { ComplianceObservation, RuleObservation } from './observation';

/** Characters of the evidence of one rule. */
const MOST_EVIDENCE = 8_192;
const MOST_ITEMS = 10;

export interface Evaluated {
  rules: RuleEvent[];
  result: TestResultEvent;
  /** By report and id. */
  definitions: ReadonlyMap<string, DefinitionEvent>;
  /** What the tool said of its own trouble; none: every result is what it says. */
  trouble: readonly string[];
  content: { sha256: string };
  /** Runs that it is put together from. */
  segments: number;
}

export const definitionKey = (report: string | null, id: string): string => `${report ?? ''} ${id}`;

/**
 * The account of an evaluation, then its rules. In a degraded run nobody knows which of the rules that passed were looked
 * at: none of them counts as passed.
 */
export function observationsOf(evaluated: Evaluated): (ComplianceObservation | RuleObservation)[] {
  const { rules, result, trouble, content, segments } = evaluated;
  const isDegraded = trouble.length > 0;
  const observed = rules.map((rule) => ruleOf(rule, evaluated, isDegraded));
  const counts: Record<string, number> = {};
  for (const { result: word } of observed) counts[word] = (counts[word] ?? 0) + 1;
  return [
    {
      kind: 'compliance',
      benchmark: {
        id: result.benchmark.id,
        title: result.benchmark.title,
        version: result.benchmark.version,
      },
      profile: result.profile,
      scores: result.scores,
      counts,
      startTime: result.startTime,
      endTime: result.endTime,
      tool: result.testSystem,
      identity: result.identity,
      trouble: [...trouble],
      content: content.sha256,
      segments,
    },
    ...observed,
  ];
}

function ruleOf(rule: RuleEvent, { definitions }: Evaluated, isDegraded: boolean): RuleObservation {
  const { check } = rule;
  const found = check && definitions.get(definitionKey(check.href.replace(/^#/, ''), check.name));
  return {
    kind: 'rule',
    rule: rule.rule,
    check: check?.name ?? '',
    result: isDegraded && rule.result === 'pass' ? 'unknown' : rule.result,
    severity: rule.severity,
    weight: rule.weight,
    title: rule.title,
    description: rule.description,
    rationale: rule.rationale,
    fixText: rule.fixText,
    fix: rule.fixes.find(({ system }) => system.endsWith(':sh'))?.text ?? '',
    idents: rule.idents,
    references: rule.references.map(({ href, text }) => ({ href, text })),
    messages:
      isDegraded && rule.result === 'pass'
        ? [...rule.messages, 'passed, in a run with trouble']
        : rule.messages,
    evidence: evidenceText(found?.evidence ?? [], check?.printed ?? ''),
  };
}

/** What was found, a line for each thing that was looked at, under the test that looked at it. */
export function evidenceText(evidence: readonly Evidence[], printed: string): string {
  const lines = evidence.flatMap(({ comment, test, result, items }) => [
    `${comment || test}: ${result}`,
    ...items.slice(0, MOST_ITEMS).map(({ kind, result: word, fields }) => {
      const told = Object.entries(fields).map(([name, value]) => `${name}=${value.replace(/\s+/g, ' ')}`);
      return `  ${kind} ${told.join(', ')}: ${word}`;
    }),
    ...(items.length > MOST_ITEMS ? [`  and ${items.length - MOST_ITEMS} more`] : []),
  ]);
  return [...lines, ...(printed === '' ? [] : [printed])].join('\n').slice(0, MOST_EVIDENCE);
}
