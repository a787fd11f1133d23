import { RULE_RESULTS, type RuleSeen } from '@scanfleet/readers';

/** Characters of one line that are kept. */
const LONGEST_LINE = 2_000;
const MOST_COMPLAINTS = 20;

/** Lines of a stream, as they come, without their ends; of a longer one the beginning. */
export class LineReader {
  #held = '';

  *feed(text: string): Generator<string, void, void> {
    const lines = (this.#held + text).split('\n');
    this.#held = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const line of lines) yield line.slice(0, LONGEST_LINE);
  }
}

/** A line of `oscap xccdf eval --progress`: `RULE:result`. Rule ids may hold colons, results none. */
export function ruleLine(line: string): RuleSeen | undefined {
  const at = line.lastIndexOf(':');
  const result = RULE_RESULTS.find((word) => word === line.slice(at + 1).trim());
  return at > 0 && result !== undefined ? { rule: line.slice(0, at), result } : undefined;
}

/** A line of `oscap oval eval`: `Definition ID: result`. */
export const definitionLine = (line: string): boolean => /^Definition \S+: \w/.test(line);

/**
 * What oscap says of its own trouble while it goes on and exits with success: probes that could not begin, objects that could
 * not be collected. A rule that rests on these may pass without anything having been looked at. Warnings are not among
 * them: what a probe does not support in a mounted system is not collected, and such a rule does not pass.
 */
const TROUBLE = /^E: |^OpenSCAP Error:|^ERROR\b/;
/** Of a mounted system this is said once before the probe has entered it; said again, the probe did not begin there either. */
const BEFORE_ENTERING = /dpkginfo_init has failed/;

/** What is said on standard error. */
export class Complaints {
  /** The lines that make a run degraded, each once. */
  readonly trouble = new Set<string>();
  /** The end of all of it, for a run that failed. */
  tail = '';
  #hasEntered: boolean;

  constructor(isMounted: boolean) {
    this.#hasEntered = !isMounted;
  }

  take(line: string): void {
    const words = line
      .replace(/[^\x20-\x7e]+/g, ' ')
      .replace(/ +/g, ' ')
      .trim();
    if (words === '') return;
    this.tail = `${this.tail} ${words}`.slice(-400).trim();
    if (!this.#hasEntered && BEFORE_ENTERING.test(words)) this.#hasEntered = true;
    else if (TROUBLE.test(words) && this.trouble.size < MOST_COMPLAINTS) this.trouble.add(words);
  }
}
