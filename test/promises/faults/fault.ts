import type { BreachKind } from '../checker';
import type { Course } from '../run';

/** A piece of source and what stands there instead. */
export interface Edit {
  /** From the checkout's root. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

/**
 * A mistake seeded on purpose into a copy of the programs: the runner has to notice it. `course` is what of
 * the ordinary run is different, so that the mistake soon has its chance.
 */
export interface Fault {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly course: Partial<Course>;
  /**
   * It is noticed by breaches of these kinds and no other. Never `stuck` alone: a course that is slow has not come
   * to rest either.
   */
  readonly shows: readonly BreachKind[];
}

/** Where the edit's text stands. @throws Error unless it occurs exactly once. */
export function applied(source: string, { file, find, replace }: Edit): string {
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${find}`);
  return parts.join(replace);
}

/** Whether a run with the fault noticed it. */
export const isNoticed = (
  { shows }: Pick<Fault, 'shows'>,
  breaches: Readonly<Record<BreachKind, number>>,
): boolean => shows.some((kind) => breaches[kind] > 0);
