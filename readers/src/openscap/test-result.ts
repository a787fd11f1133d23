import type { Attributes, ElementReader } from '../xml/stream';
import { addTo, noWords, numberOf, severityOf, type Catalogue } from './benchmark';
import { RULE_RESULTS, type RuleCheck, type RuleEvent, type RuleResult, type TestResultEvent } from './event';
import { plainText, withValues } from './words';

const MOST_FACTS = 500;
const MOST_VALUES = 20_000;
const MOST_PRINTED = 16 * 1024;

/** Reads a TestResult: a `rule` for each selected rule when it ends, and at the end the `test-result`. */
export function testResultReader(
  attributes: Attributes,
  catalogue: Catalogue,
  also: ReadonlySet<string>,
  tell: (event: RuleEvent | TestResultEvent) => void,
): ElementReader {
  const result = begun(attributes);
  const values = new Map<string, string>();
  return {
    open: (name, given) => {
      if (name === 'rule-result') return ruleResultReader(given, catalogue, values, told);
      if (name === 'set-value')
        return plainText((text) => {
          if (values.size < MOST_VALUES) values.set(given.idref ?? '', text);
        });
      return partOf(result, name, given);
    },
    close: () => {
      const { benchmark, profile } = result;
      const known = catalogue.benchmarks.get(benchmark.id) ?? [...catalogue.benchmarks.values()].at(0);
      if (known) Object.assign(benchmark, { title: known.title, version: known.version });
      profile.title = catalogue.profiles.get(profile.id) ?? '';
      tell(result);
    },
  };

  /** A rule that was not selected was not looked at: it is counted, nothing else. */
  function told(event: RuleEvent): void {
    result.counts[event.result] += 1;
    if (event.result !== 'notselected' || also.has(event.rule)) tell(event);
  }
}

function begun(attributes: Attributes): TestResultEvent {
  return {
    kind: 'test-result',
    id: attributes.id ?? '',
    benchmark: { id: '', title: '', version: attributes.version ?? '', href: '' },
    profile: { id: '', title: '' },
    startTime: attributes['start-time'] ?? '',
    endTime: attributes['end-time'] ?? '',
    testSystem: attributes['test-system'] ?? '',
    identity: '',
    target: '',
    addresses: [],
    facts: [],
    platforms: [],
    scores: [],
    counts: Object.fromEntries(RULE_RESULTS.map((word) => [word, 0])) as Record<RuleResult, number>,
  };
}

function partOf(result: TestResultEvent, name: string, given: Attributes): ElementReader | undefined {
  switch (name) {
    case 'benchmark':
      result.benchmark.id = given.id ?? '';
      result.benchmark.href = given.href ?? '';
      return undefined;
    case 'profile':
      result.profile.id = given.idref ?? '';
      return undefined;
    case 'platform':
      addTo(result.platforms, given.idref ?? '');
      return undefined;
    case 'identity':
      return plainText((text) => (result.identity = text));
    case 'target':
      return plainText((text) => (result.target ||= text));
    case 'target-address':
      return plainText((text) => addTo(result.addresses, text));
    case 'target-facts':
      return { open: (child, fact) => (child === 'fact' ? factReader(result, fact) : undefined) };
    case 'score':
      return plainText((text) => {
        const value = numberOf(text);
        const maximum = numberOf(given.maximum) ?? null;
        if (value !== undefined) addTo(result.scores, { system: given.system ?? '', value, maximum });
      });
    default:
      return undefined;
  }
}

function factReader({ facts }: TestResultEvent, { name = '' }: Attributes): ElementReader {
  return plainText((value) => {
    const isNew = !facts.some((fact) => fact.name === name && fact.value === value);
    if (isNew && facts.length < MOST_FACTS) facts.push({ name, value });
  });
}

function ruleResultReader(
  { idref = '', severity, weight, time = '' }: Attributes,
  catalogue: Catalogue,
  values: ReadonlyMap<string, string>,
  tell: (event: RuleEvent) => void,
): ElementReader {
  const known = catalogue.rules.get(idref);
  let result: RuleResult | undefined;
  const idents: RuleEvent['idents'] = [];
  const messages: string[] = [];
  let check: RuleCheck | null = null;
  return {
    open: (name, given) => {
      switch (name) {
        case 'result':
          return plainText((word) => (result = RULE_RESULTS.find((one) => one === word)));
        case 'ident':
          return plainText((value) => addTo(idents, { system: given.system ?? '', value }));
        case 'message':
          return plainText((text) => addTo(messages, text));
        case 'check':
          check ??= { system: given.system ?? '', name: '', href: '', printed: '' };
          return checkReader(check);
        default:
          return undefined;
      }
    },
    close: () => {
      const words = known ? filledIn(known, values) : noWords();
      tell({
        kind: 'rule',
        rule: idref,
        // A word that the standard does not have says nothing about the rule.
        result: result ?? 'unknown',
        severity: severityOf(severity) ?? known?.severity ?? 'unknown',
        weight: numberOf(weight) ?? known?.weight ?? 1,
        time,
        benchmark: known?.benchmark ?? null,
        ...words,
        idents: idents.length > 0 ? idents : words.idents,
        check,
        messages,
      });
    },
  };
}

/** Of nested checks (`complex-check` aside, which names no single one) the first content counts. */
function checkReader(check: RuleCheck): ElementReader {
  return {
    open: (name, { name: content = '', href = '' }) => {
      if (name === 'check-content-ref')
        Object.assign(check, { name: check.name || content, href: check.href || href });
      if (name !== 'check-import') return undefined;
      return plainText((text) => (check.printed ||= text), MOST_PRINTED);
    },
  };
}

function filledIn(rule: RuleEvent | ReturnType<typeof noWords>, values: ReadonlyMap<string, string>) {
  const fill = (text: string): string => withValues(text, values);
  return {
    title: fill(rule.title),
    description: fill(rule.description),
    rationale: fill(rule.rationale),
    fixText: fill(rule.fixText),
    fixes: rule.fixes.map(({ system, text }) => ({ system, text: fill(text) })),
    warnings: rule.warnings.map(fill),
    references: rule.references,
    idents: rule.idents,
  };
}
