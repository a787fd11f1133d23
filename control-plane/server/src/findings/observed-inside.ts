import { list, members, numeric, records, words, type Members } from './members';

/** What a system says of itself, asked from inside. */
export interface ObservedSystem {
  kind: 'system';
  /** apt, dnf, zypper or windows. */
  manager: string;
  osId: string;
  osVersion: string;
  osName: string;
  /** YYYY-MM-DD; empty: not known. */
  supportEnds: string;
  rebootRequired: boolean;
  rebootReasons: string[];
  /** ISO 8601; empty: not known. */
  metadataAt: string;
  gaps: string[];
  recommendations: { severity: string; packages: string[]; command: string }[];
}

/** A package that is to be updated. */
export interface ObservedUpdate {
  kind: 'update';
  package: string;
  architecture: string;
  installed: string;
  available: string;
  origins: string[];
  security: boolean;
  /** Empty: not told. */
  sourcePackage: string;
  held: boolean;
  /** Installs just this one. */
  command: string;
  advisories: ObservedAdvisory[];
}

export interface ObservedAdvisory {
  id: string;
  title: string;
  /** security, bugfix, enhancement or other. */
  kind: string;
  /** critical, important, moderate, low or empty. */
  severity: string;
  cves: string[];
  /** YYYY-MM-DD or empty. */
  issued: string;
  needsReboot: boolean;
}

/** The account of an evaluation of a profile. */
export interface ObservedCompliance {
  kind: 'compliance';
  benchmarkId: string;
  benchmarkTitle: string;
  benchmarkVersion: string;
  profileId: string;
  profileTitle: string;
  scores: { system: string; value: number; maximum: number | null }[];
  counts: { [result: string]: number };
  startTime: string;
  endTime: string;
  tool: string;
  /** Not empty: a degraded run, in which nothing counts as passed. */
  trouble: string[];
  /** SHA-256 of the content, hex. */
  content: string;
  /** Runs of the tool that it is put together from. */
  segments: number;
}

/** One result of one rule. */
export interface ObservedRule {
  kind: 'rule';
  rule: string;
  check: string;
  result: string;
  severity: string;
  weight: number;
  title: string;
  description: string;
  rationale: string;
  fixText: string;
  fix: string;
  idents: { system: string; value: string }[];
  references: { href: string; text: string }[];
  messages: string[];
  evidence: string;
}

/** One OVAL definition. */
export interface ObservedDefinition {
  kind: 'definition';
  id: string;
  class: string;
  result: string;
  title: string;
  description: string;
  severity: string;
  references: { source: string; id: string; url: string }[];
  cves: string[];
  evidence: string;
}

export function readSystem(value: Members): ObservedSystem {
  return {
    kind: 'system',
    manager: words(value.manager),
    osId: words(value.osId),
    osVersion: words(value.osVersion),
    osName: words(value.osName),
    supportEnds: words(value.supportEnds),
    rebootRequired: value.rebootRequired === true,
    rebootReasons: list(value.rebootReasons),
    metadataAt: words(value.metadataAt),
    gaps: list(value.gaps),
    recommendations: records(value.recommendations).map(({ severity, packages, command }) => ({
      severity: words(severity),
      packages: list(packages),
      command: words(command),
    })),
  };
}

export function readUpdate(value: Members): ObservedUpdate | null {
  const name = words(value.package);
  if (name === '') return null;
  return {
    kind: 'update',
    package: name,
    architecture: words(value.architecture),
    installed: words(value.installed),
    available: words(value.available),
    origins: list(value.origins),
    security: value.security === true,
    sourcePackage: words(value.sourcePackage),
    held: value.held === true,
    command: words(value.command),
    advisories: records(value.advisories).map((one) => ({
      id: words(one.id),
      title: words(one.title),
      kind: words(one.kind),
      severity: words(one.severity),
      cves: list(one.cves),
      issued: words(one.issued),
      needsReboot: one.needsReboot === true,
    })),
  };
}

export function readCompliance(value: Members): ObservedCompliance {
  const counts = Object.entries(members(value.counts) ?? {});
  return {
    kind: 'compliance',
    benchmarkId: words(value.benchmarkId),
    benchmarkTitle: words(value.benchmarkTitle),
    benchmarkVersion: words(value.benchmarkVersion),
    profileId: words(value.profileId),
    profileTitle: words(value.profileTitle),
    scores: records(value.scores).map(({ system, value: score, maximum }) => ({
      system: words(system),
      value: numeric(score) ?? 0,
      maximum: numeric(maximum),
    })),
    counts: Object.fromEntries(counts.map(([result, count]) => [result, numeric(count) ?? 0])),
    startTime: words(value.startTime),
    endTime: words(value.endTime),
    tool: words(value.tool),
    trouble: list(value.trouble),
    content: words(value.content),
    segments: Math.max(1, numeric(value.segments) ?? 1),
  };
}

export function readRule(value: Members): ObservedRule | null {
  const [rule, result] = [words(value.rule), words(value.result)];
  if (rule === '' || result === '') return null;
  return {
    kind: 'rule',
    rule,
    check: words(value.check),
    result,
    severity: words(value.severity),
    weight: numeric(value.weight) ?? 1,
    title: words(value.title),
    description: words(value.description),
    rationale: words(value.rationale),
    fixText: words(value.fixText),
    fix: words(value.fix),
    idents: records(value.idents).map(({ system, value: ident }) => ({
      system: words(system),
      value: words(ident),
    })),
    references: records(value.references).map(({ href, text }) => ({ href: words(href), text: words(text) })),
    messages: list(value.messages),
    evidence: words(value.evidence),
  };
}

export function readDefinition(value: Members): ObservedDefinition | null {
  const [id, result] = [words(value.id), words(value.result)];
  if (id === '' || result === '') return null;
  return {
    kind: 'definition',
    id,
    class: words(value.class),
    result,
    title: words(value.title),
    description: words(value.description),
    severity: words(value.severity),
    references: records(value.references).map(({ source, id: named, url }) => ({
      source: words(source),
      id: words(named),
      url: words(url),
    })),
    cves: list(value.cves),
    evidence: words(value.evidence),
  };
}
