import { COURSES } from './courses';
import { FAULTS, type Fault } from './faults';
import type { Machine } from './machine';
import { EVERYTHING } from './nemesis';
import { isBroken, words, type Report } from './report';
import { run, type Course } from './run';
import { EVERYDAY } from './story';
import { SCALE } from './system';
import { TEMPER } from './truth';

export { applied, FAULTS, isNoticed } from './faults';

/** What scripts/promises.mjs asks for. */
export interface Wanted {
  readonly seed: number;
  /** Of the bad time. */
  readonly seconds: number;
  /** The one that the programs were built with. */
  readonly fault?: Fault['name'];
  /** One of COURSES instead of everything at once. */
  readonly course?: string;
}

const QUIET_MS = 90_000;
/** What a mistake has brought to a stop does not come to rest: no use to wait for it. */
const QUIET_AFTER_FAULT_MS = 30_000;

/** Everything at once for the time that is wanted; with a fault, what its own course says. */
export async function promises(
  machine: Machine,
  { seed, seconds, fault, course: named }: Wanted,
  say: (text: string) => void,
): Promise<{ report: Report; broken: boolean; words: string }> {
  const seeded = FAULTS.find((one) => one.name === fault);
  const course: Course = {
    ...{ seed, badMs: seconds * 1000, quietMs: seeded ? QUIET_AFTER_FAULT_MS : QUIET_MS, people: 6 },
    ...{ plots: EVERYDAY, scale: SCALE, plan: EVERYTHING, temper: TEMPER, strict: false },
    ...seeded?.course,
    ...(named === undefined ? {} : courseOf(named)),
  };
  const report = await run(machine, course, say);
  return { report, broken: isBroken(report), words: words(report) };
}

/** @throws Error when there is none of this name. */
function courseOf(name: string): Partial<Course> {
  const course = COURSES[name];
  if (!course) throw new Error(`There is no course "${name}". There is: ${Object.keys(COURSES).join(', ')}`);
  return course;
}
