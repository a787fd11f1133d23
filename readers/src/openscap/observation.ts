import type { DefinitionEvent, Ident, Reference, RuleResult, RuleSeverity, TestResultEvent } from './event';

/** What an evaluation came to, in the words that travel. */

/** The account of an evaluation of a profile: one of a target. */
export interface ComplianceObservation {
  kind: 'compliance';
  benchmark: { id: string; title: string; version: string };
  profile: { id: string; title: string };
  scores: TestResultEvent['scores'];
  /** Of the rules that follow, by their results; none that was not selected. */
  counts: { [result: string]: number };
  /** ISO 8601, as the tool wrote them. */
  startTime: string;
  endTime: string;
  /** The tool as a CPE. */
  tool: string;
  /** Who ran it, in the tool's words. */
  identity: string;
  /** What the tool said of its own trouble: a degraded run, in which nothing counts as passed. */
  trouble: string[];
  /** SHA-256 of the content, hex. */
  content: string;
  /** Runs of the tool that this is put together from; 1: it is what the tool wrote. */
  segments: number;
}

/** One result of one rule. */
export interface RuleObservation {
  kind: 'rule';
  rule: string;
  /** Tells the results of a rule with several checks apart; empty where it has one of no name. */
  check: string;
  result: RuleResult;
  severity: RuleSeverity;
  weight: number;
  title: string;
  description: string;
  rationale: string;
  fixText: string;
  /** For a root shell, as the benchmark has it; nobody but a person runs it. */
  fix: string;
  idents: Ident[];
  references: Reference[];
  messages: string[];
  evidence: string;
}

/** One OVAL definition that was evaluated by itself. */
export interface DefinitionObservation extends Omit<DefinitionEvent, 'kind' | 'report' | 'evidence'> {
  kind: 'definition';
  evidence: string;
}
