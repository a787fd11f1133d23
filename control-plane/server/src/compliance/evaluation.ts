/** What a tool says of an evaluation as a whole. */
export interface Account {
  readonly benchmarkId: string;
  readonly benchmarkTitle: string;
  readonly benchmarkVersion: string;
  readonly profileId: string;
  readonly profileTitle: string;
  readonly scores: readonly {
    readonly system: string;
    readonly value: number;
    readonly maximum: number | null;
  }[];
  readonly trouble: readonly string[];
  /** SHA-256 of the content, hex. */
  readonly content: string;
  /** Runs of the tool that it is put together from. */
  readonly segments: number;
}

/** One result of one rule, as far as lists and comparisons need it. */
export interface RuleLine {
  readonly rule: string;
  /** Tells the results of a rule with several checks apart. */
  readonly check: string;
  readonly result: string;
  /** unknown, info, low, medium or high. */
  readonly severity: string;
  readonly title: string;
}

export const RULE_RESULTS = [
  ...['pass', 'fail', 'error', 'unknown', 'notapplicable', 'notchecked', 'informational', 'fixed'],
] as const;
export const RULE_SEVERITIES = ['high', 'medium', 'low', 'info', 'unknown'] as const;

/** XCCDF 1.2, 7.2.5.3: of the weighted sum over the tree of groups. */
const DEFAULT_SCORING = 'urn:xccdf:scoring:default';

/** In percent; null where there is none, or where what passed cannot be believed. */
export function scoreOf({ scores, trouble }: Account): number | null {
  if (trouble.length > 0) return null;
  const found = scores.find(({ system }) => system === DEFAULT_SCORING) ?? scores[0];
  if (!found) return null;
  const percent = (found.value / (found.maximum ?? 100)) * 100;
  return Number.isFinite(percent) ? Math.round(Math.min(100, Math.max(0, percent)) * 1_000) / 1_000 : null;
}

/** The rules in the order of their ids, and how many there are of each result. */
export function linesOf(rules: readonly RuleLine[]): { lines: RuleLine[]; counts: Record<string, number> } {
  const counts: Record<string, number> = {};
  for (const { result } of rules) counts[result] = (counts[result] ?? 0) + 1;
  const lines = rules.map(({ rule, check, result, severity, title }) => ({
    ...{ rule, check, result, severity, title: title.slice(0, 300) },
  }));
  return { lines: lines.sort(byKey), counts };
}

const keyOf = ({ rule, check }: RuleLine): string => `${rule}\n${check}`;
const byKey = (a: RuleLine, b: RuleLine): number => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0);

export interface Change {
  readonly rule: string;
  readonly check: string;
  readonly severity: string;
  readonly title: string;
  /** Null: it was not among them. */
  readonly before: string | null;
  readonly now: string | null;
}

export interface Drift {
  /** Not passed before, passed now. */
  readonly newPass: Change[];
  /** Not failed before, failed now. */
  readonly newFail: Change[];
  /** Another result that is neither. */
  readonly changed: Change[];
  readonly added: Change[];
  readonly removed: Change[];
}

const isPass = (result: string): boolean => result === 'pass' || result === 'fixed';

/** What is different in `now`. Results of the same rule and check are compared in their order. */
export function driftOf(before: readonly RuleLine[], now: readonly RuleLine[]): Drift {
  const old = numbered(before);
  const drift: Drift = { newPass: [], newFail: [], changed: [], added: [], removed: [] };
  for (const [key, line] of numbered(now)) {
    const was = old.get(key);
    old.delete(key);
    if (was?.result === line.result) continue;
    const change = changeOf(line, was?.result ?? null, line.result);
    if (!was) drift.added.push(change);
    else if (line.result === 'fail') drift.newFail.push(change);
    else if (isPass(line.result) && !isPass(was.result)) drift.newPass.push(change);
    else drift.changed.push(change);
  }
  for (const line of old.values()) drift.removed.push(changeOf(line, line.result, null));
  return drift;
}

const changeOf = (
  { rule, check, severity, title }: RuleLine,
  before: string | null,
  now: string | null,
): Change => ({ rule, check, severity, title, before, now });

function numbered(lines: readonly RuleLine[]): Map<string, RuleLine> {
  const times = new Map<string, number>();
  return new Map(
    lines.map((line) => {
      const key = keyOf(line);
      const time = (times.get(key) ?? 0) + 1;
      times.set(key, time);
      return [`${key}\n${time}`, line];
    }),
  );
}
