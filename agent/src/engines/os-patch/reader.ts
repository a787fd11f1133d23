import { XmlStreamError } from '@scanfleet/readers';
import { aptState } from './apt';
import { dnfState } from './dnf';
import { documentOf, stateOf } from './document';
import type { PatchState } from './state';
import { windowsState } from './windows';
import { zypperState } from './zypper';

export type PatchReading =
  /** `isWhole`: as far as the output itself tells. */
  { kind: 'read'; state: PatchState; isWhole: boolean } | { kind: 'refused'; reason: string };

/** Far above what any system prints. */
export const MOST_BYTES = 64 * 1024 * 1024;

const nothing = {
  osRelease: '',
  simulation: '',
  upgradable: '',
  inventory: '',
  holds: '',
  lists: '',
  rebootFiles: '',
  kernel: '',
  upgrades: '',
  advisoryList: '',
  advisories: '',
  needsRestarting: '',
  updates: '',
  patches: '',
  patchInfo: '',
  needsRebooting: '',
};
const ALONE = ['only a part of what the system was asked'];

/**
 * Reads what one system said of its updates, by what it looks like: a run's raw output of ours, or alone the output of
 * `apt-get -s`, `apt list --upgradable`, `dnf check-update`, `zypper --xmlout list-updates`, or PSWindowsUpdate's JSON.
 */
export function readPatches(bytes: Buffer): PatchReading {
  try {
    const document = documentOf(bytes);
    const state = document ? stateOf(document) : aloneOf(bytes.toString('utf8'));
    if (!state) return { kind: 'refused', reason: 'no output of a package manager' };
    return { kind: 'read', state, isWhole: document !== undefined || isWhole(bytes.toString('utf8'), state) };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'refused', reason: `not JSON: ${error.message}` };
    if (error instanceof RangeError || error instanceof XmlStreamError)
      return { kind: 'refused', reason: error.message };
    throw error;
  }
}

function aloneOf(text: string): PatchState | undefined {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (/^[[{]/.test(start)) return windowsState(start);
  if (/^<\?xml [^>]*\?>\s*<stream>/.test(start)) return zypperState({ ...nothing, updates: start }, ALONE);
  if (/^Inst \S+ /m.test(text) || /^\d+ upgraded, \d+ newly installed/m.test(text))
    return aptState({ ...nothing, simulation: text }, ALONE);
  if (/^Listing\.\.\./m.test(text) || /\[upgradable from: /.test(text))
    return aptState({ ...nothing, upgradable: text }, ALONE);
  const upgrades = checkUpdate(text);
  return upgrades === '' ? undefined : dnfState({ ...nothing, upgrades }, ALONE);
}

/** apt counts at the end what it has listed; the others end as they go. */
function isWhole(text: string, { manager, updates }: PatchState): boolean {
  if (manager !== 'apt' || !/^Reading package lists/m.test(text)) return true;
  const [, upgraded] = /^(\d+) upgraded, \d+ newly installed/m.exec(text) ?? [];
  return Number(upgraded) === updates.length;
}

/** `dnf check-update`: `name.architecture  edition  repository`; what it obsoletes comes after, and is none. */
function checkUpdate(text: string): string {
  const [updates = ''] = text.split(/^Obsoleting Packages/m);
  // A name that fills its column pushes the others to the next line.
  const joined = updates.replace(/\n +/g, ' ');
  return joined
    .split('\n')
    .flatMap((line) => {
      const [, name, architecture, epoch, version, release, repository] =
        /^(\S+)\.(\w+)\s+(?:(\d+):)?([^\s:-]+)-([^\s-]+)\s+(\S+)\s*$/.exec(line) ?? [];
      return name === undefined
        ? []
        : [[name, epoch ?? '0', version, release, architecture, repository, ''].join('\t')];
    })
    .join('\n');
}
