import type { Attributes, ElementReader } from '../xml/stream';
import type { OutlineItem, RuleSeverity, RuleWords } from './event';
import { RULE_SEVERITIES } from './event';
import { plainText, prose, script } from './words';

/** Characters that all rules of a document may keep; the rest is left out and counted. */
const MOST_KEPT = 48 * 1024 * 1024;
const MOST_RULES = 20_000;
/** Of each kind, in one rule. */
const MOST_OF_A_RULE = 100;

export interface RuleDefinition extends RuleWords {
  severity: RuleSeverity;
  weight: number;
  benchmark: string;
}

export interface BenchmarkWords {
  title: string;
  version: string;
}

/** What a document's benchmarks say, kept until their results come. */
export class Catalogue {
  /** Of the benchmarks, in their order. */
  readonly outline: OutlineItem[] = [];
  readonly rules = new Map<string, RuleDefinition>();
  readonly profiles = new Map<string, string>();
  readonly benchmarks = new Map<string, BenchmarkWords>();
  leftOut = 0;
  /** Whether anybody asks for the outline. */
  isOutlined = false;
  #kept = 0;

  /** One item more; answers its place, which those inside it name. Null: past the ceiling. */
  place(item: OutlineItem): number | null {
    if (!this.isOutlined || this.outline.length >= MOST_RULES) return null;
    return this.outline.push(item) - 1;
  }

  add(id: string, rule: RuleDefinition): void {
    const size = sizeOf(rule);
    if (this.rules.size >= MOST_RULES || this.#kept + size > MOST_KEPT) {
      this.leftOut += 1;
      return;
    }
    this.#kept += size;
    this.rules.set(id, rule);
  }
}

/** Reads a Benchmark (XCCDF 1.1 and 1.2 name the same things alike). `result` reads a TestResult inside it. */
export function benchmarkReader(
  { id = '' }: Attributes,
  catalogue: Catalogue,
  result: (attributes: Attributes) => ElementReader,
): ElementReader {
  const words: BenchmarkWords = { title: '', version: '' };
  catalogue.benchmarks.set(id, words);
  const inside = (place: number | null): ElementReader => ({
    open: (name, attributes) => {
      if (name !== 'Group' && name !== 'Rule') return undefined;
      const item = { inside: place, weight: numberOf(attributes.weight) ?? 1 };
      if (name === 'Group') return inside(catalogue.place({ ...item, rule: '', isUnscored: false }));
      catalogue.place({ ...item, rule: attributes.id ?? '', isUnscored: attributes.role === 'unscored' });
      return ruleReader(attributes, id, catalogue);
    },
  });
  const items = inside(catalogue.place({ inside: null, rule: '', weight: 1, isUnscored: false }));
  return {
    open: (name, attributes) => {
      if (name === 'title') return prose((text) => (words.title ||= text));
      if (name === 'version') return plainText((text) => (words.version = text));
      if (name === 'Profile') return profileReader(attributes, catalogue);
      if (name === 'TestResult') return result(attributes);
      return items.open?.(name, attributes);
    },
  };
}

function profileReader({ id = '' }: Attributes, { profiles }: Catalogue): ElementReader {
  return {
    open: (name) => {
      if (name !== 'title' || profiles.size >= MOST_RULES) return undefined;
      return prose((text) => profiles.set(id, profiles.get(id) ?? text));
    },
  };
}

function ruleReader(
  { id = '', severity, weight }: Attributes,
  benchmark: string,
  catalogue: Catalogue,
): ElementReader {
  const rule: RuleDefinition = {
    ...noWords(),
    severity: severityOf(severity) ?? 'unknown',
    weight: numberOf(weight) ?? 1,
    benchmark,
  };
  return {
    open: (name, attributes) => wordsOf(rule, name, attributes),
    close: () => catalogue.add(id, rule),
  };
}

/** In several languages the first counts, unless a later one is English. */
function wordsOf(rule: RuleDefinition, name: string, attributes: Attributes): ElementReader | undefined {
  const isEnglish = (attributes['xml:lang'] ?? '').startsWith('en');
  const one = (key: 'title' | 'description' | 'rationale' | 'fixText') =>
    prose((text) => {
      if (rule[key] === '' || isEnglish) rule[key] = text;
    });
  switch (name) {
    case 'title':
    case 'description':
    case 'rationale':
      return one(name);
    case 'fixtext':
      return one('fixText');
    case 'fix':
      return script((text) => addTo(rule.fixes, { system: attributes.system ?? '', text }));
    case 'warning':
      return prose((text) => addTo(rule.warnings, text));
    case 'ident':
      return plainText((value) => addTo(rule.idents, { system: attributes.system ?? '', value }));
    case 'reference':
      return prose((text) => addTo(rule.references, { href: attributes.href ?? '', text }));
    default:
      return undefined;
  }
}

export function addTo<T>(list: T[], one: T): void {
  if (list.length < MOST_OF_A_RULE) list.push(one);
}

export const noWords = (): RuleWords => ({
  title: '',
  description: '',
  rationale: '',
  fixText: '',
  fixes: [],
  warnings: [],
  references: [],
  idents: [],
});

export function severityOf(word: string | undefined): RuleSeverity | undefined {
  return RULE_SEVERITIES.find((severity) => severity === word);
}

/** Undefined unless it is a finite number. */
export function numberOf(word: string | undefined): number | undefined {
  if (word === undefined || word.trim() === '') return undefined;
  const number = Number(word);
  return Number.isFinite(number) ? number : undefined;
}

function sizeOf(rule: RuleWords): number {
  const { title, description, rationale, fixText, fixes, warnings, references, idents } = rule;
  return [
    title,
    description,
    rationale,
    fixText,
    ...fixes.map(({ text }) => text),
    ...warnings,
    ...references.map(({ href, text }) => href + text),
    ...idents.map(({ system, value }) => system + value),
  ].reduce((sum, { length }) => sum + length, 0);
}
