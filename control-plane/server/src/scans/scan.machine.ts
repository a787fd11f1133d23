import { isFinalSlice, type SliceState, type Want } from './slice.machine';

/**
 * The life of a scan as data: docs/architecture/states.md is printed from this table, scan-moves.ts obeys
 * it, the spec walks it. No clock and no database in here.
 */
export const SCAN_STATES = [
  'Queued',
  'Creating',
  'Initializing',
  'Running',
  'Loading',
  'Finished',
  'Pausing',
  'Paused',
  'Resuming',
  'Canceling',
  'Canceled',
  'Error',
] as const;
export type ScanState = (typeof SCAN_STATES)[number];

/** A deleted scan is shown nowhere any more; its rows are swept later. */
export type ScanStateOrDeleted = ScanState | 'Deleted';

export const FINAL_SCAN_STATES: readonly ScanState[] = ['Finished', 'Canceled', 'Error'];

/** Nobody has claimed a part of it yet. */
export const WAITING_SCAN_STATES: readonly ScanState[] = ['Queued', 'Creating', 'Initializing'];

/** Loading and after: no slice is made, nothing can be called back. */
export const SETTLED_SCAN_STATES: readonly ScanState[] = ['Loading', ...FINAL_SCAN_STATES];

/** Why a scan is brought to an end before its time. */
export type ScanCut = '' | 'deadline' | 'forced' | 'unplanned';

export type ScanOutcome = 'complete' | 'partial';
export type ScanResult = 'findings' | 'none' | 'all hosts down';

export interface ScanMove {
  /** Null: the scan is made. */
  readonly from: ScanState | null;
  readonly to: ScanStateOrDeleted;
  readonly cause: ScanCause;
  readonly by:
    'person' | 'schedule' | 'agent' | 'slices' | 'loader' | 'provisioner' | 'fleet administrator' | 'sweeper';
  /** How long the state that is entered may last without anything happening, and what is done then. */
  readonly deadline: string;
  readonly remedy: string;
}

export type ScanCause =
  | 'started'
  | 'imported'
  | 'no ready agent, one is made'
  | 'scanner host is up'
  | 'scanner host failed'
  | 'scanner host is made anew'
  | 'scanner host is ready'
  | 'first claim'
  | 'no target left'
  | 'all slices final'
  | 'all slices failed and nothing was scanned'
  | 'planning failed'
  | 'pause'
  | 'all slices final or parked'
  | 'resume'
  | 'slices queued again'
  | 'nothing parked'
  | 'cancel'
  | 'forced'
  | 'being forced'
  | 'past its deadline'
  | 'everything committed equals the agents’ counts'
  | 'counts never agreed'
  | 'delete';

/** What the deadlines are made of, in milliseconds. */
export interface ScanTimings {
  readonly lostAfter: number;
}

interface Wait {
  /** Milliseconds after which the sweeper serves the remedy; null: the state may last, or something else limits it. */
  readonly after: (timings: ScanTimings) => number | null;
  readonly deadline: string;
  readonly remedy: string;
}

const MINUTE_MS = 60_000;
const within = (ms: number) => () => ms;
const unlimited = () => null;
const afterLoss = ({ lostAfter }: ScanTimings): number => lostAfter + 30_000;

const waits: Readonly<Record<ScanStateOrDeleted, Wait>> = {
  Queued: {
    after: unlimited,
    deadline: 'none: the reason is shown',
    remedy: 'the dispatcher rings again; why it waits is answered on request',
  },
  Creating: {
    after: within(10 * MINUTE_MS),
    deadline: '10 minutes',
    remedy:
      'the host is watched by its own deadlines; when none can be made, the scan waits in Queued with the reason',
  },
  Initializing: {
    after: within(5 * MINUTE_MS),
    deadline: '5 minutes',
    remedy:
      'the host is watched by its own deadlines: made anew, or the scan waits in Queued with the reason',
  },
  Running: {
    after: unlimited,
    deadline: 'maximum duration of the job, pauses not counted (7 days unless it says otherwise)',
    remedy: 'slices are stopped; targets without result are timed out',
  },
  Loading: {
    after: within(10 * MINUTE_MS),
    deadline: '10 minutes',
    remedy: 'the loader of another replica goes on; counts that never agree end in Error',
  },
  Pausing: {
    after: afterLoss,
    deadline: 'lost_after + 30 s, after the grace',
    remedy: 'leases of silent owners are lost and their slices parked',
  },
  Paused: { after: unlimited, deadline: 'none: a person resumes, cancels or deletes', remedy: '' },
  Resuming: {
    after: within(MINUTE_MS),
    deadline: '1 minute',
    remedy: 'the sweeper queues what is parked and derives Running',
  },
  Canceling: {
    after: afterLoss,
    deadline: 'lost_after + 30 s',
    remedy: 'leases of silent owners are lost and their slices canceled',
  },
  Finished: { after: unlimited, deadline: 'final', remedy: 'processed follows' },
  Canceled: { after: unlimited, deadline: 'final', remedy: 'processed follows' },
  Error: { after: unlimited, deadline: 'final', remedy: 'retry is a new scan' },
  Deleted: { after: unlimited, deadline: 'final', remedy: 'rows are swept' },
};

/** Milliseconds that a scan may be in this state before the sweeper looks after it; null: no such limit. */
export const deadlineOf = (state: ScanStateOrDeleted, timings: ScanTimings): number | null =>
  waits[state].after(timings);

const move = (
  from: ScanState | null,
  to: ScanStateOrDeleted,
  cause: ScanCause,
  by: ScanMove['by'],
): ScanMove => ({ from, to, cause, by, deadline: waits[to].deadline, remedy: waits[to].remedy });

export const PAUSABLE: readonly ScanState[] = ['Queued', 'Creating', 'Initializing', 'Running', 'Resuming'];
export const CANCELABLE: readonly ScanState[] = [...PAUSABLE, 'Pausing', 'Paused'];
const DELETABLE: readonly ScanState[] = ['Paused', ...FINAL_SCAN_STATES];

export const scanMoves: readonly ScanMove[] = [
  move(null, 'Queued', 'started', 'person'),
  // Results that were made elsewhere: there is nothing to be scanned, only to be loaded.
  move(null, 'Loading', 'imported', 'person'),
  move('Queued', 'Creating', 'no ready agent, one is made', 'provisioner'),
  move('Creating', 'Initializing', 'scanner host is up', 'provisioner'),
  move('Creating', 'Queued', 'scanner host failed', 'provisioner'),
  move('Initializing', 'Queued', 'scanner host failed', 'provisioner'),
  move('Initializing', 'Creating', 'scanner host is made anew', 'provisioner'),
  // Its turn has not come, although agents are there.
  move('Initializing', 'Queued', 'scanner host is ready', 'provisioner'),
  move('Queued', 'Running', 'first claim', 'agent'),
  move('Creating', 'Running', 'first claim', 'agent'),
  move('Initializing', 'Running', 'first claim', 'agent'),
  ...WAITING_SCAN_STATES.map((from) => move(from, 'Loading', 'no target left', 'slices')),
  move('Running', 'Loading', 'all slices final', 'slices'),
  move('Running', 'Error', 'all slices failed and nothing was scanned', 'slices'),
  ...WAITING_SCAN_STATES.map((from) => move(from, 'Error', 'planning failed', 'sweeper')),
  ...PAUSABLE.map((from) => move(from, 'Pausing', 'pause', 'person')),
  move('Pausing', 'Paused', 'all slices final or parked', 'slices'),
  move('Pausing', 'Loading', 'all slices final', 'slices'),
  move('Paused', 'Resuming', 'resume', 'person'),
  move('Resuming', 'Running', 'slices queued again', 'slices'),
  move('Resuming', 'Loading', 'nothing parked', 'slices'),
  ...CANCELABLE.map((from) => move(from, 'Canceling', 'cancel', 'person')),
  move('Canceling', 'Canceled', 'all slices final', 'slices'),
  // These move nothing yet: slices are told to stop, or go on to their end, and the scan follows.
  move('Running', 'Running', 'past its deadline', 'sweeper'),
  ...WAITING_SCAN_STATES.map((from) => move(from, from, 'planning failed', 'sweeper')),
  move('Running', 'Running', 'planning failed', 'sweeper'),
  ...CANCELABLE.map((from) => move(from, from, 'being forced', 'fleet administrator')),
  ...CANCELABLE.map((from) => move(from, 'Error', 'forced', 'slices')),
  move('Loading', 'Finished', 'everything committed equals the agents’ counts', 'loader'),
  move('Loading', 'Error', 'counts never agreed', 'loader'),
  ...DELETABLE.map((from) => move(from, 'Deleted', 'delete', 'person')),
];

export const isFinalScan = (state: ScanState): boolean => FINAL_SCAN_STATES.includes(state);

/** The move of the table, or undefined: anything else is refused and changes nothing. */
export function scanMove(
  from: ScanState | null,
  to: ScanStateOrDeleted,
  cause: ScanCause,
): ScanMove | undefined {
  return scanMoves.find((m) => m.from === from && m.to === to && m.cause === cause);
}

/** What of a scan's slices decides its state. */
export interface SliceStanding {
  /** The states that at least one slice is in. */
  readonly present: ReadonlySet<SliceState>;
  /** Targets with disposition `scanned` or `down`. */
  readonly scannedTargets: number;
  /** Every target has been put into a slice, or never will be. */
  readonly planningDone: boolean;
  /** Targets that were not planned never will be: what is there is not all. */
  readonly givenUp?: boolean;
  /** Why the scan is brought to an end before its time, if it is. */
  readonly cut?: ScanCut;
}

/** What a scan in this standing has its slices do. A cancel stands above everything, and being cut above a pause. */
export function wanted(state: ScanStateOrDeleted, cut: ScanCut = ''): Want {
  if (state === 'Canceling') return 'cancel';
  if (state === 'Deleted' || SETTLED_SCAN_STATES.includes(state)) return 'nothing';
  if (cut !== '') return cut === 'deadline' ? 'expire' : 'fail';
  return state === 'Pausing' || state === 'Paused' ? 'pause' : 'run';
}

/**
 * The scan's next state as its slices have it, by the first rule that fits (protocol.md §3), or undefined
 * when it stays. Called in the transaction that moved a slice, under the scan's row lock.
 */
export function deriveScan(
  state: ScanState,
  counts: SliceStanding,
): { to: ScanState; cause: ScanCause; outcome?: ScanOutcome } | undefined {
  const present = [...counts.present];
  const allFinal = counts.planningDone && present.every(isFinalSlice);
  // What is not planned yet is planned after the resume: a pause does not wait for it.
  const allQuiet = present.every((slice) => isFinalSlice(slice) || slice === 'Parked');
  const outcome: ScanOutcome = counts.present.has('Failed') || counts.givenUp ? 'partial' : 'complete';
  if (state === 'Canceling') return allFinal ? { to: 'Canceled', cause: 'all slices final' } : undefined;
  if (counts.cut === 'forced' && CANCELABLE.includes(state)) {
    return present.every(isFinalSlice) ? { to: 'Error', cause: 'forced' } : undefined;
  }
  if (counts.cut === 'unplanned' && WAITING_SCAN_STATES.includes(state)) {
    return present.every(isFinalSlice) ? { to: 'Error', cause: 'planning failed' } : undefined;
  }
  if (state === 'Pausing') {
    if (allFinal) return { to: 'Loading', cause: 'all slices final', outcome };
    return allQuiet ? { to: 'Paused', cause: 'all slices final or parked' } : undefined;
  }
  if (!allFinal) return undefined;
  if (state === 'Running') {
    const allFailed = present.length > 0 && present.every((slice) => slice === 'Failed');
    if (allFailed && counts.scannedTargets === 0) {
      return { to: 'Error', cause: 'all slices failed and nothing was scanned' };
    }
    return { to: 'Loading', cause: 'all slices final', outcome };
  }
  if (state === 'Resuming') return { to: 'Loading', cause: 'nothing parked', outcome };
  // Everything was excluded after the start.
  const isWaiting = WAITING_SCAN_STATES.includes(state);
  if (isWaiting && present.length > 0 && present.every((slice) => slice === 'Done'))
    return { to: 'Loading', cause: 'no target left', outcome };
  return undefined;
}
