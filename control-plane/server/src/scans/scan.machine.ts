import { isFinalSlice, type SliceState } from './slice.machine';

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

export const FINAL_SCAN_STATES: readonly ScanState[] = ['Finished', 'Canceled', 'Error'];

/** Loading and after: no slice is made, nothing can be called back. */
export const SETTLED_SCAN_STATES: readonly ScanState[] = ['Loading', ...FINAL_SCAN_STATES];

/** Why a scan is brought to an end before its time. */
export type ScanCut = '' | 'deadline' | 'forced';

export type ScanOutcome = 'complete' | 'partial';
export type ScanResult = 'findings' | 'none' | 'all hosts down';

export interface ScanMove {
  /** Null: the scan is made. */
  readonly from: ScanState | null;
  readonly to: ScanState;
  readonly cause: string;
  readonly by:
    'person' | 'schedule' | 'agent' | 'slices' | 'loader' | 'provisioner' | 'fleet administrator' | 'sweeper';
  /** How long the state that is entered may last without anything happening, and what is done then. */
  readonly deadline: string;
  readonly remedy: string;
}

const waits = {
  Queued: ['none: the reason is shown', 'the dispatcher rings again; why it waits is answered on request'],
  Creating: ['10 minutes', 'the provisioner tries once more, then the scan waits in Queued with the reason'],
  Initializing: ['5 minutes', 'the scanner host is made anew, then the scan waits in Queued with the reason'],
  Running: ['maximum duration of the job', 'slices are stopped; targets without result are timed out'],
  Loading: ['10 minutes', 'the loader of another replica goes on; counts that never agree end in Error'],
  Pausing: ['lost_after + 30 s', 'leases of silent owners are lost and their slices parked'],
  Paused: ['none: a person resumes, cancels or deletes', ''],
  Resuming: ['1 minute', 'the sweeper derives Running again'],
  Canceling: ['lost_after + 30 s', 'leases of silent owners are lost and their slices canceled'],
  Finished: ['final', 'processed follows'],
  Canceled: ['final', 'processed follows'],
  Error: ['final', 'retry is a new scan'],
} as const satisfies Record<ScanState, readonly [string, string]>;

const move = (from: ScanState | null, to: ScanState, cause: string, by: ScanMove['by']): ScanMove => ({
  from,
  to,
  cause,
  by,
  deadline: waits[to][0],
  remedy: waits[to][1],
});

const PAUSABLE: readonly ScanState[] = ['Queued', 'Creating', 'Initializing', 'Running', 'Resuming'];
const CANCELABLE: readonly ScanState[] = [...PAUSABLE, 'Pausing', 'Paused'];

export const scanMoves: readonly ScanMove[] = [
  move(null, 'Queued', 'started', 'person'),
  move('Queued', 'Creating', 'no ready agent, one is made', 'provisioner'),
  move('Creating', 'Initializing', 'scanner host is up', 'provisioner'),
  move('Creating', 'Queued', 'scanner host failed', 'provisioner'),
  move('Initializing', 'Queued', 'scanner host failed', 'provisioner'),
  move('Queued', 'Running', 'first claim', 'agent'),
  move('Creating', 'Running', 'first claim', 'agent'),
  move('Initializing', 'Running', 'first claim', 'agent'),
  move('Queued', 'Loading', 'no target left', 'slices'),
  move('Running', 'Loading', 'all slices final', 'slices'),
  move('Running', 'Error', 'all slices failed and nothing was scanned', 'slices'),
  move('Queued', 'Error', 'planning failed', 'sweeper'),
  ...PAUSABLE.map((from) => move(from, 'Pausing', 'pause', 'person')),
  move('Pausing', 'Paused', 'all slices final or parked', 'slices'),
  move('Pausing', 'Loading', 'all slices final', 'slices'),
  move('Paused', 'Resuming', 'resume', 'person'),
  move('Resuming', 'Running', 'slices queued again', 'slices'),
  move('Resuming', 'Loading', 'nothing parked', 'slices'),
  ...CANCELABLE.map((from) => move(from, 'Canceling', 'cancel', 'person')),
  move('Canceling', 'Canceled', 'all slices final', 'slices'),
  ...PAUSABLE.map((from) => move(from, 'Error', 'forced', 'fleet administrator')),
  ...(['Pausing', 'Paused'] as const).map((from) => move(from, 'Error', 'forced', 'fleet administrator')),
  move('Loading', 'Finished', 'everything committed equals the agents’ counts', 'loader'),
  move('Loading', 'Error', 'counts never agreed', 'loader'),
];

export const isFinalScan = (state: ScanState): boolean => FINAL_SCAN_STATES.includes(state);

/** The move of the table, or undefined: anything else is refused and changes nothing. */
export function scanMove(from: ScanState | null, to: ScanState, cause: string): ScanMove | undefined {
  return scanMoves.find((m) => m.from === from && m.to === to && m.cause === cause);
}

/** What of a scan's slices decides its state. */
export interface SliceStanding {
  /** The states that at least one slice is in. */
  readonly present: ReadonlySet<SliceState>;
  /** Targets with disposition `scanned` or `down`. */
  readonly scannedTargets: number;
  /** Every target has been put into a slice. */
  readonly planningDone: boolean;
}

/**
 * The scan's next state as its slices have it, by the first rule that fits (protocol.md §3), or undefined
 * when it stays. Called in the transaction that moved a slice, under the scan's row lock.
 */
export function deriveScan(
  state: ScanState,
  counts: SliceStanding,
): { to: ScanState; cause: string; outcome?: ScanOutcome } | undefined {
  const present = [...counts.present];
  const allFinal = counts.planningDone && present.every(isFinalSlice);
  // What is not planned yet is planned after the resume: a pause does not wait for it.
  const allQuiet = present.every((slice) => isFinalSlice(slice) || slice === 'Parked');
  const outcome: ScanOutcome = counts.present.has('Failed') ? 'partial' : 'complete';
  if (state === 'Canceling') return allFinal ? { to: 'Canceled', cause: 'all slices final' } : undefined;
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
  return undefined;
}
