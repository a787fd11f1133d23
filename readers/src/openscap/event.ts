/** XCCDF 1.2, 6.6.4.2 (NISTIR 7275r4): the nine results of a rule. */
export const RULE_RESULTS = [
  'pass',
  'fail',
  'error',
  'unknown',
  'notapplicable',
  'notchecked',
  'notselected',
  'informational',
  'fixed',
] as const;
export type RuleResult = (typeof RULE_RESULTS)[number];

export const RULE_SEVERITIES = ['unknown', 'info', 'low', 'medium', 'high'] as const;
export type RuleSeverity = (typeof RULE_SEVERITIES)[number];

/** OVAL 5.11, oval-results-schema: what a definition or a test came to. */
export const DEFINITION_RESULTS = [
  'true',
  'false',
  'unknown',
  'error',
  'not evaluated',
  'not applicable',
] as const;
export type DefinitionResult = (typeof DEFINITION_RESULTS)[number];

export interface Ident {
  /** Such as `http://cce.mitre.org` or `https://nvd.nist.gov/cve`. */
  system: string;
  value: string;
}

export interface Reference {
  href: string;
  text: string;
}

export interface Fix {
  /** Such as `urn:xccdf:fix:script:sh`. Never run by us. */
  system: string;
  text: string;
}

/** What the benchmark says of a rule, as plain text. */
export interface RuleWords {
  title: string;
  description: string;
  rationale: string;
  /** How to put it right, in prose. */
  fixText: string;
  fixes: Fix[];
  warnings: string[];
  references: Reference[];
  idents: Ident[];
}

/** How a result came about: one check of one system. */
export interface RuleCheck {
  /** Such as `http://oval.mitre.org/XMLSchema/oval-definitions-5`. */
  system: string;
  /** The definition; empty where the whole file was checked. */
  name: string;
  /** The file, or `#oval0`: the report of that id in the same collection. */
  href: string;
  /** What the check printed, where it is a script. */
  printed: string;
}

/** One result of one rule. A rule with several checks of its own (`multi-check`) has several. */
export interface RuleEvent extends RuleWords {
  kind: 'rule';
  rule: string;
  result: RuleResult;
  severity: RuleSeverity;
  weight: number;
  /** ISO 8601, as written; empty when not told. */
  time: string;
  /** Null: the rule is in no benchmark of this document, or past its ceiling; its words are empty then. */
  benchmark: string | null;
  check: RuleCheck | null;
  messages: string[];
}

/** The end of a TestResult: everything but its rules. */
export interface TestResultEvent {
  kind: 'test-result';
  id: string;
  benchmark: { id: string; title: string; version: string; href: string };
  /** Empty strings: no profile was chosen. */
  profile: { id: string; title: string };
  startTime: string;
  endTime: string;
  /** The tool as a CPE. */
  testSystem: string;
  /** Who ran it, in the tool's words. */
  identity: string;
  target: string;
  addresses: string[];
  facts: { name: string; value: string }[];
  platforms: string[];
  scores: { system: string; value: number; maximum: number | null }[];
  counts: Record<RuleResult, number>;
}

/** One OVAL definition and what it came to. */
export interface DefinitionEvent {
  kind: 'definition';
  /** The report of a collection that it is in, as `RuleCheck.href` names it without `#`; null outside one. */
  report: string | null;
  id: string;
  /** compliance, inventory, miscellaneous, patch or vulnerability; empty when not told. */
  class: string;
  result: DefinitionResult;
  title: string;
  description: string;
  /** In the words of who wrote it: Important, High, …; empty when not told. */
  severity: string;
  references: { source: string; id: string; url: string }[];
  /** Of references and advisory, each once. */
  cves: string[];
  evidence: Evidence[];
}

/** One test of a definition with what was found. */
export interface Evidence {
  test: string;
  comment: string;
  result: DefinitionResult;
  items: EvidenceItem[];
}

export interface EvidenceItem {
  /** Such as `dpkginfo`, `file`, `textfilecontent`. */
  kind: string;
  result: DefinitionResult;
  fields: { [name: string]: string };
}

export type OpenscapEvent = RuleEvent | TestResultEvent | DefinitionEvent;

/** A benchmark, group or rule: what scores are computed over. */
export interface OutlineItem {
  /** The place of what it stands in; null: it is a benchmark, or stands past the ceiling. */
  inside: number | null;
  /** Of a rule its id, else empty. */
  rule: string;
  weight: number;
  /** XCCDF 1.2, 6.4.4.2: a rule that has no part in scores. */
  isUnscored: boolean;
}

/** What a document was, once all of it was read. */
export type OpenscapEnd =
  /** `leftOut`: rules or definitions whose words or evidence are past a ceiling. */
  | { kind: 'whole'; leftOut: number }
  | { kind: 'truncated'; leftOut: number; reason: string }
  | { kind: 'refused'; reason: string };
