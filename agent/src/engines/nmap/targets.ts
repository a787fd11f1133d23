import { isIPv4 } from 'node:net';
import { canonicalAddress } from '@scanfleet/readers';

export type Family = 4 | 6;

/** What goes to nmap's standard input, or why nothing does. */
export type TargetInput =
  | { kind: 'input'; family: Family; stdin: string }
  | {
      kind: 'refused';
      code: 'no-targets' | 'not-canonical' | 'duplicate' | 'mixed-families';
      reason: string;
    };

/**
 * Proves a task's targets once more before a tool sees them and writes them for `-iL -`, one a line. Anything
 * but a canonical address is refused: a name would be resolved, a range or an option would be obeyed. All are
 * of one family, as nmap scans IPv4 or IPv6 (-6) but not both.
 */
export function targetInput(targets: readonly string[]): TargetInput {
  const bad = targets.find((target) => canonicalAddress(target) !== target);
  if (bad !== undefined) {
    return refused('not-canonical', `not a canonical address: ${JSON.stringify(bad.slice(0, 64))}`);
  }
  if (new Set(targets).size !== targets.length) return refused('duplicate', 'a target is named twice');
  const of = family(targets);
  if (of === null) {
    if (targets.length === 0) return refused('no-targets', 'no targets');
    return refused('mixed-families', 'IPv4 and IPv6 targets in one task');
  }
  return { kind: 'input', family: of, stdin: `${targets.join('\n')}\n` };
}

/** The family that all these addresses are of; null for none or for both. */
export function family(targets: readonly string[]): Family | null {
  const four = targets.filter((target) => isIPv4(target)).length;
  if (targets.length === 0 || (four !== 0 && four !== targets.length)) return null;
  return four === 0 ? 6 : 4;
}

function refused(code: Extract<TargetInput, { kind: 'refused' }>['code'], reason: string): TargetInput {
  return { kind: 'refused', code, reason };
}
