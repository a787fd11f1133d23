import type { Spot } from './coverage';
import { MOST, type DraftFinding } from './draft';
import { definitionCheck, ruleCheck } from './fingerprint';
import { hostFinding } from './host-finding';
import type { ObservedCompliance, ObservedDefinition, ObservedRule } from './observed';
import type { Place } from './open-port';
import { definitionGrade, ruleGrade } from './severity';
import { firstBytes, line, paragraph } from './text';
import { linksOf } from './vulnerability';

const CVE = /^CVE-\d{4}-\d{4,19}$/;

/** What evaluations came to: one finding for each rule that failed, one for each definition that found something. */
export function complianceFindings(
  accounts: readonly ObservedCompliance[],
  rules: readonly ObservedRule[],
  definitions: readonly ObservedDefinition[],
  place: Place,
): DraftFinding[] {
  const checkOf = checksOf(accounts, rules);
  return [
    ...rules.filter(({ result }) => result === 'fail').map((rule) => ruleFinding(rule, checkOf(rule), place)),
    ...definitions.filter(isFound).map((definition) => definitionFinding(definition, place)),
  ];
}

/** Checks that were made and came out well. What does not apply, went wrong or was not checked rules out nothing. */
export function clearedChecks(
  accounts: readonly ObservedCompliance[],
  rules: readonly ObservedRule[],
  definitions: readonly ObservedDefinition[],
): Spot[] {
  const checkOf = checksOf(accounts, rules);
  const spot = (checkId: string): Spot => ({ checkId, protocol: '', port: 0 });
  return [
    ...rules
      .filter(({ result }) => result === 'pass' || result === 'fixed')
      .map((rule) => spot(checkOf(rule))),
    ...definitions.filter(isCleared).map(({ id }) => spot(definitionCheck(id))),
  ];
}

/** A rule is known by its benchmark and id; one with several results also by the check of each. */
function checksOf(
  accounts: readonly ObservedCompliance[],
  rules: readonly ObservedRule[],
): (rule: ObservedRule) => string {
  const benchmark = accounts[0]?.benchmarkId ?? '';
  const times = new Map<string, number>();
  for (const { rule } of rules) times.set(rule, (times.get(rule) ?? 0) + 1);
  return ({ rule, check }) => ruleCheck(benchmark, rule, (times.get(rule) ?? 0) > 1 ? check : '');
}

/** Of a vulnerability or a missing patch, true is bad news; of compliance, false. An inventory is neither. */
const isFound = ({ class: kind, result }: ObservedDefinition): boolean =>
  kind === 'compliance' ? result === 'false' : isBadNews(kind) && result === 'true';
const isCleared = ({ class: kind, result }: ObservedDefinition): boolean =>
  kind === 'compliance' ? result === 'true' : isBadNews(kind) && result === 'false';
const isBadNews = (kind: string): boolean => kind === 'vulnerability' || kind === 'patch';

function ruleFinding(rule: ObservedRule, checkId: string, place: Place): DraftFinding {
  return {
    ...hostFinding(checkId, place, ruleGrade(rule.severity)),
    title: line(rule.title, MOST.title) || line(rule.rule, MOST.title),
    cves: cvesOf(rule.idents.map(({ value }) => value)),
    summary: paragraph([rule.description, rule.rationale].filter(Boolean).join('\n\n'), MOST.summary),
    solution: paragraph([rule.fixText, rule.fix].filter(Boolean).join('\n\n'), MOST.solution),
    references: linksOf(rule.references.map(({ href }) => href)),
    evidence: firstBytes(
      [
        `Rule: ${rule.rule}`,
        ...rule.idents.map(({ value }) => `Identifier: ${line(value, 200)}`),
        ...rule.messages.map((message) => `Message: ${line(message, 1_000)}`),
        rule.evidence,
      ]
        .filter(Boolean)
        .join('\n'),
      MOST.evidenceBytes,
    ),
  };
}

function definitionFinding(definition: ObservedDefinition, place: Place): DraftFinding {
  return {
    ...hostFinding(
      definitionCheck(definition.id),
      place,
      definitionGrade(definition.class, definition.severity),
    ),
    title: line(definition.title, MOST.title) || line(definition.id, MOST.title),
    cves: cvesOf(definition.cves),
    summary: paragraph(definition.description, MOST.summary),
    solution: '',
    references: linksOf(definition.references.map(({ url }) => url)),
    evidence: firstBytes(
      `Definition: ${line(definition.id, 300)}\n${definition.evidence}`,
      MOST.evidenceBytes,
    ),
  };
}

const cvesOf = (words: readonly string[]): string[] =>
  [...new Set(words.filter((word) => CVE.test(word)))].sort().slice(0, MOST.cves);
