/** How grave a finding is, where that came from, and how sure it is. One table for all engines. */
export type Severity = 1 | 2 | 3 | 4 | 5;
export type FindingType = 'confirmed' | 'potential' | 'information';

export interface Grade {
  readonly severity: Severity;
  /** For people: the score or word that decided, and who said it, such as `CVSSv2 7.5 (nse)`. */
  readonly source: string;
  /** CVSS base score, 0 to 10; null when none was told. */
  readonly cvss: number | null;
  readonly type: FindingType;
}

export const SEVERITY_LABELS: Readonly<Record<Severity, string>> = {
  5: 'critical',
  4: 'high',
  3: 'medium',
  2: 'low',
  1: 'information',
};

export const SEVERITIES: readonly Severity[] = [5, 4, 3, 2, 1];

/** CVSS base score from which a severity begins. What is below all of them is information. */
const FROM_SCORE: readonly (readonly [score: number, severity: Severity])[] = [
  [9.0, 5],
  [7.0, 4],
  [4.0, 3],
  [0.1, 2],
];

/** Severity words of XCCDF 1.2 rules; `info`, `unknown` and anything else is information. */
const OF_RULE: ReadonlyMap<string, Severity> = new Map([
  ['high', 4],
  ['medium', 3],
  ['low', 2],
]);

/** A vulnerability that a script reports without a score. */
const WITHOUT_SCORE: Severity = 3;

/**
 * States of nmap's `vulns` library (nselib/vulns.lua) that say something was found. NOT VULNERABLE and
 * UNKNOWN (unable to test) are no findings.
 */
const OF_STATE: ReadonlyMap<string, FindingType> = new Map([
  ['VULNERABLE', 'confirmed'],
  ['VULNERABLE (DoS)', 'confirmed'],
  ['VULNERABLE (Exploitable)', 'confirmed'],
  ['LIKELY VULNERABLE', 'potential'],
]);

/** The severity of a CVSS base score from 0 to 10. */
export function severityOfScore(score: number): Severity {
  return FROM_SCORE.find(([from]) => score >= from)?.[1] ?? 1;
}

export const openPortGrade: Grade = { severity: 1, source: 'open port', cvss: null, type: 'information' };

/** The grade of a vulnerability as an NSE script reports it, or null when its state tells of none. */
export function scriptGrade(state: string, scores: Readonly<Record<string, string>>): Grade | null {
  const type = OF_STATE.get(state.trim());
  if (!type) return null;
  const score = bestScore(scores);
  if (score) {
    return {
      severity: severityOfScore(score.value),
      source: `${score.name} ${score.value.toFixed(1)} (nse)`,
      cvss: score.value,
      type,
    };
  }
  return { severity: WITHOUT_SCORE, source: `${state.trim()} without a score (nse)`, cvss: null, type };
}

/** The grade of a failed XCCDF rule by its `severity` attribute. */
export function ruleGrade(word: string): Grade {
  const severity = OF_RULE.get(word);
  return {
    severity: severity ?? 1,
    source: severity ? `${word} (xccdf)` : 'no severity (xccdf)',
    cvss: null,
    type: severity ? 'confirmed' : 'information',
  };
}

/** The vendors' words, worst first. */
const OF_ADVISORY: ReadonlyMap<string, Severity> = new Map([
  ['critical', 5],
  ['important', 4],
  ['moderate', 3],
  ['low', 2],
]);

/** The grade of updates by the words of their security advisories, where these have any. */
export function patchGrade(words: readonly string[], isSecurity: boolean, manager: string): Grade {
  const worst = [...OF_ADVISORY].find(([word]) => words.includes(word));
  if (worst) return { severity: worst[1], source: `${worst[0]} (${manager})`, cvss: null, type: 'confirmed' };
  return isSecurity
    ? {
        severity: WITHOUT_SCORE,
        source: `security update without a severity (${manager})`,
        cvss: null,
        type: 'confirmed',
      }
    : { severity: 1, source: `no security update (${manager})`, cvss: null, type: 'information' };
}

/** The grade of an OVAL definition that found something, by the word of who wrote it. */
export function definitionGrade(kind: string, word: string): Grade {
  const known = OF_ADVISORY.get(word.trim().toLowerCase()) ?? OF_RULE.get(word.trim().toLowerCase());
  const source = known ? `${word.trim()} (oval)` : `${kind} without a severity (oval)`;
  return { severity: known ?? WITHOUT_SCORE, source, cvss: null, type: 'confirmed' };
}

/** Flaws that are found from now on are never put right. */
export const endOfLifeGrade: Grade = {
  severity: 4,
  source: 'support has ended',
  cvss: null,
  type: 'confirmed',
};

export const rebootGrade: Grade = { severity: 2, source: 'restart required', cvss: null, type: 'confirmed' };

/**
 * The number at the head of a score as scripts write it: `7.5`, `10.0 (HIGH) (AV:N/AC:L/Au:N/C:C/I:C/A:C)`.
 * Null when there is none or it is no CVSS score.
 */
export function parseScore(text: string): number | null {
  const digits = /^\s*(\d{1,2}(?:\.\d+)?)(?![\d.,])/.exec(text)?.[1];
  const value = digits === undefined ? NaN : Number(digits);
  return value >= 0 && value <= 10 ? value : null;
}

/** Of several scores the one of the newest CVSS version: names are CVSS, CVSS2, CVSSv2, CVSSv3, CVSSv3.1. */
function bestScore(scores: Readonly<Record<string, string>>): { name: string; value: number } | undefined {
  const readable: { name: string; version: number; value: number }[] = [];
  for (const [name, text] of Object.entries(scores)) {
    const version = /^CVSS[ _-]?v?(\d(?:\.\d)?)?$/i.exec(name.trim());
    const value = parseScore(text);
    if (!version || value === null) continue;
    readable.push({ name: name.trim(), version: Number(version[1] ?? 0), value });
  }
  return readable.sort((a, b) => b.version - a.version || (a.name < b.name ? -1 : 1))[0];
}
