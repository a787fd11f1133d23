import type { ScriptObservation } from './observation';
import { CLOSE, OPEN, type Markup } from '../xml/markup';
import { canonicalAddress } from './address';
import type { NmapEvent, RunHead, TaskEvent } from './event';
import { readScript } from './script';
import { portRanges } from './port-list';
import { bounded, wholeNumber } from './value';

/** nmap's own word on how its run ended. */
export interface RunStats {
  /** Empty when it succeeded. */
  failure: string;
}

/** Facts of the `<nmaprun>` tag, which the markup has just opened. */
export function readRun(markup: Markup): RunHead {
  return {
    kind: 'run',
    scanner: bounded(markup.attribute('scanner') ?? ''),
    version: bounded(markup.attribute('version') ?? ''),
    args: bounded(markup.attribute('args') ?? ''),
    start: wholeNumber(markup.attribute('start'), 0, Number.MAX_SAFE_INTEGER),
  };
}

/** The element beside the hosts that the markup holds; null for those without meaning here (verbose, output …). */
export function readElement(markup: Markup): NmapEvent | null {
  markup.next();
  switch (markup.name) {
    case 'scaninfo':
      return {
        kind: 'scaninfo',
        type: bounded(markup.attribute('type') ?? ''),
        protocol: bounded(markup.attribute('protocol') ?? ''),
        services: wholeNumber(markup.attribute('numservices'), 0, 1_000_000) ?? 0,
        ports: portRanges(markup.attribute('protocol'), markup.attribute('services')),
      };
    case 'taskbegin':
      return task(markup, 'begin', 0);
    case 'taskprogress':
      return task(markup, 'progress', percent(markup.attribute('percent')));
    case 'taskend':
      return task(markup, 'end', 100);
    case 'hosthint':
      return hint(markup);
    case 'target':
      return skipped(markup);
    case 'prescript':
      return { kind: 'scripts', when: 'before', scripts: scripts(markup) };
    case 'postscript':
      return { kind: 'scripts', when: 'after', scripts: scripts(markup) };
    default:
      return null;
  }
}

/**
 * Reads `<runstats>`. nmap before 5.51 wrote no `exit`: there the element itself is the mark of success, as it
 * comes last. Null when it holds no `<finished>`.
 */
export function readRunStats(markup: Markup): RunStats | null {
  let stats: RunStats | null = null;
  markup.next();
  while (markup.next() !== CLOSE) {
    if (markup.name === 'finished') {
      const exit = markup.attribute('exit') ?? 'success';
      const words = markup.attribute('errormsg') ?? '';
      stats = { failure: exit === 'success' ? '' : bounded(`nmap says exit="${exit}" ${words}`.trim()) };
    }
    markup.skip();
  }
  return stats;
}

function task(markup: Markup, edge: TaskEvent['edge'], done: number): TaskEvent {
  return { kind: 'task', edge, task: bounded(markup.attribute('task') ?? ''), percent: done };
}

function percent(text: string | undefined): number {
  const value = text !== undefined && /^[0-9]{1,3}(\.[0-9]{1,6})?$/.test(text) ? Number(text) : 0;
  return Math.min(value, 100);
}

function hint(markup: Markup): NmapEvent | null {
  let address: string | null = null;
  while (markup.next() === OPEN) {
    if (markup.name === 'address') address ??= canonicalAddress(markup.attribute('addr') ?? '');
    markup.skip();
  }
  return address === null ? null : { kind: 'hint', address };
}

function skipped(markup: Markup): NmapEvent | null {
  if (markup.attribute('status') !== 'skipped') return null;
  return {
    kind: 'skipped',
    specification: bounded(markup.attribute('specification') ?? ''),
    reason: bounded(markup.attribute('reason') ?? ''),
  };
}

function scripts(markup: Markup): ScriptObservation[] {
  const found: ScriptObservation[] = [];
  while (markup.next() !== CLOSE) {
    if (markup.name === 'script') found.push(readScript(markup, null, null));
    else markup.skip();
  }
  return found;
}
