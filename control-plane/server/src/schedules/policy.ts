import type { ScanLimits } from '../scans';
import type { Recurrence } from './recurrence';

export const MISSED = ['skip', 'once', 'all'] as const;
export const OVERLAP = ['skip', 'queue', 'cancel-previous'] as const;

/** When a job starts by itself and what becomes of starts that cannot be on time. */
export interface Definition {
  readonly recurrence: Recurrence;
  /** Occurrences from when the schedule was saved, whatever became of each; null: without end. */
  readonly count: number | null;
  readonly missed: (typeof MISSED)[number];
  /** How late a missed occurrence may still start. */
  readonly catchUpSeconds: number;
  /** all: at most so many of the missed ones, the newest. */
  readonly catchUpMost: number;
  readonly overlap: (typeof OVERLAP)[number];
  readonly jitterSeconds: number;
  /** A scan it started is paused after so long of running; null: never. */
  readonly pauseAfterSeconds: number | null;
  /** And goes on after so long; null: when a person resumes it. */
  readonly resumeInSeconds: number | null;
  /** A scan it started is canceled so long after it was made; null: never. */
  readonly cancelAfterSeconds: number | null;
}

/** What a definition says about its scans. Definitions that were saved before they could say it set no limit. */
export function limitsOf(of: Partial<Definition>): ScanLimits {
  const ms = (seconds: number | null = null) => (seconds === null ? null : seconds * 1_000);
  return {
    pauseAfterMs: ms(of.pauseAfterSeconds),
    resumeInMs: ms(of.resumeInSeconds),
    cancelAfterMs: ms(of.cancelAfterSeconds),
  };
}

/** So late is on time: a round was busy or a replica restarted. */
const ON_TIME_MS = 60_000;

/** Whether an occurrence that should have fired at `fireAt` still starts; `newer` others are due after it. */
export function catchesUp(of: Definition, fireAt: number, now: number, newer: number): boolean {
  const late = now - fireAt;
  if (late <= ON_TIME_MS) return true;
  if (of.missed === 'skip' || late > of.catchUpSeconds * 1_000) return false;
  return newer < (of.missed === 'once' ? 1 : of.catchUpMost);
}

/** The occurrence's own delay in ms, the same on every replica and at every look. */
export function jitterOf(scheduleId: string, dueAt: number, jitterSeconds: number): number {
  let hash = 0x811c9dc5;
  for (const character of `${scheduleId} ${dueAt}`)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // FNV's low bits follow the last character too closely.
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
  return ((hash ^ (hash >>> 13)) >>> 0) % (jitterSeconds * 1_000 + 1);
}
