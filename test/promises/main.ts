import { EVERYTHING } from './nemesis';
import type { Machine } from './machine';
import { isBroken, words, type Report } from './report';
import { run } from './run';
import { STARTS } from './story';
import { SCALE } from './system';
import { TEMPER } from './truth';

/** What scripts/promises.mjs asks for. */
export interface Wanted {
  readonly seed: number;
  readonly seconds: number;
}

const QUIET_MS = 90_000;

/** The promise runner: everything at once for the time that is wanted. */
export async function promises(
  machine: Machine,
  { seed, seconds }: Wanted,
  say: (text: string) => void,
): Promise<{ report: Report; broken: boolean; words: string }> {
  const course = { seed, badMs: seconds * 1000, quietMs: QUIET_MS, people: 4, plots: STARTS };
  const report = await run(machine, { ...course, scale: SCALE, plan: EVERYTHING, temper: TEMPER }, say);
  return { report, broken: isBroken(report), words: words(report) };
}
