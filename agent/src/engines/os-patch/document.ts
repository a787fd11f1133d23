import { aptState, type AptAnswers } from './apt';
import { dnfState, type DnfAnswers } from './dnf';
import type { PatchState } from './state';
import { zypperState, type ZypperAnswers } from './zypper';

/**
 * Everything that was asked of one system, as it was answered: the raw output of a run. A head, then parts with their
 * length in bytes, so that nothing that a system prints can be taken for a part.
 */
export interface PatchDocument {
  manager: 'apt' | 'dnf' | 'zypper';
  /** Answers by what was asked; what could not be told, under `gaps`. */
  parts: ReadonlyMap<string, string>;
}

const HEAD = 'scanfleet os-patch 1';
const MOST_PARTS = 64;
const GAPS = 'gaps';

export function documentBytes({ manager, parts }: PatchDocument): Buffer {
  const pieces = [Buffer.from(`${HEAD} ${manager}\n`)];
  for (const [name, text] of parts) {
    const bytes = Buffer.from(text);
    pieces.push(Buffer.from(`${name} ${bytes.length}\n`), bytes, Buffer.from('\n'));
  }
  return Buffer.concat(pieces);
}

/** Undefined: it is no such document. Throws RangeError for one that was cut short or is not what its head says. */
export function documentOf(bytes: Buffer): PatchDocument | undefined {
  const [, manager] = new RegExp(`^${HEAD} (apt|dnf|zypper)\n`).exec(bytes.toString('latin1', 0, 64)) ?? [];
  if (manager === undefined) return undefined;
  const parts = new Map<string, string>();
  let at = bytes.indexOf('\n') + 1;
  while (at < bytes.length) {
    const line = bytes.indexOf('\n', at);
    const [, name, size] =
      /^([A-Za-z]{1,40}) (\d{1,9})$/.exec(bytes.toString('latin1', at, line === -1 ? at : line)) ?? [];
    const end = line + 1 + Number(size);
    if (name === undefined || end >= bytes.length || bytes[end] !== 0x0a || parts.size >= MOST_PARTS)
      throw new RangeError('it was cut short');
    parts.set(name, bytes.toString('utf8', line + 1, end));
    at = end + 1;
  }
  return { manager: manager as PatchDocument['manager'], parts };
}

/** What the answers come to. Throws what the manager's own reader throws. */
export function stateOf({ manager, parts }: PatchDocument): PatchState {
  const part = (name: string): string => parts.get(name) ?? '';
  const gaps = part(GAPS).split('\n').filter(Boolean);
  switch (manager) {
    case 'apt':
      return aptState(answers<AptAnswers>(APT, part), gaps);
    case 'dnf':
      return dnfState(answers<DnfAnswers>(DNF, part), gaps);
    case 'zypper':
      return zypperState(answers<ZypperAnswers>(ZYPPER, part), gaps);
  }
}

export const withGaps = (parts: ReadonlyMap<string, string>, gaps: readonly string[]): Map<string, string> =>
  new Map([...parts, [GAPS, gaps.map((gap) => gap.replace(/\s+/g, ' ')).join('\n')]]);

const APT = [
  'osRelease',
  'simulation',
  'upgradable',
  'inventory',
  'holds',
  'lists',
  'rebootFiles',
  'kernel',
] as const;
const DNF = [
  'osRelease',
  'upgrades',
  'inventory',
  'advisoryList',
  'advisories',
  'lists',
  'needsRestarting',
  'kernel',
] as const;
const ZYPPER = ['osRelease', 'updates', 'patches', 'patchInfo', 'lists', 'needsRebooting'] as const;

function answers<Answers extends Record<keyof Answers, string>>(
  names: readonly (keyof Answers & string)[],
  part: (name: string) => string,
): Answers {
  return Object.fromEntries(names.map((name) => [name, part(name)])) as Answers;
}
