/**
 * The life of a slice as data: docs/architecture/states.md is printed from this table, slice-moves.ts obeys
 * it, the spec walks it. No clock and no database in here.
 */
export const SLICE_STATES = [
  'Queued',
  'Running',
  'Stopping',
  'Parked',
  'Done',
  'Failed',
  'Canceled',
] as const;
export type SliceState = (typeof SLICE_STATES)[number];

export const FINAL_SLICE_STATES: readonly SliceState[] = ['Done', 'Failed', 'Canceled'];

export type SliceCause =
  | 'planned'
  | 'excluded'
  | 'imported'
  | 'claimed'
  | 'bell not answered'
  | 'results'
  | 'released'
  | 'finished'
  | 'given back'
  | 'lease lost'
  | 'attempts spent'
  | 'scan pausing'
  | 'scan canceling'
  | 'past its deadline'
  | 'forced to Error'
  | 'stopped'
  | 'scan resuming';

/** Why a slice is to stop. Only a pause waits until everything that was finished is delivered. */
export type StopKind = 'pause' | 'cancel' | 'deadline' | 'forced';

/** What a scan has its slices do (scan.machine's `wanted`). */
export type Want = 'run' | 'pause' | 'cancel' | 'expire' | 'fail' | 'nothing';

export interface SliceMove {
  /** Null: the slice is made. */
  readonly from: SliceState | null;
  readonly to: SliceState;
  readonly cause: SliceCause;
  readonly by: 'planner' | 'agent' | 'owner' | 'reconciler' | 'reaper' | 'control';
  /** What else happens in the same transaction. */
  readonly also: string;
  /** The fence grows: whoever held the slice before changes nothing any more. */
  readonly raisesEpoch: boolean;
  /** The agents hear of it through a bell. */
  readonly bell: boolean;
}

const move = (
  from: SliceState | null,
  to: SliceState,
  cause: SliceCause,
  by: SliceMove['by'],
  also: string,
  flags: { raisesEpoch?: boolean; bell?: boolean } = {},
): SliceMove => ({
  from,
  to,
  cause,
  by,
  also,
  raisesEpoch: flags.raisesEpoch ?? false,
  bell: flags.bell ?? false,
});

const raised = { raisesEpoch: true };
const rung = { bell: true };
const raisedAndRung = { raisesEpoch: true, bell: true };

export const sliceMoves: readonly SliceMove[] = [
  move(null, 'Queued', 'planned', 'planner', 'epoch 1', rung),
  move(null, 'Done', 'excluded', 'planner', 'every target disposed: it was excluded before it was planned'),
  move(null, 'Done', 'imported', 'planner', 'every target disposed: its results were made elsewhere'),
  move(null, 'Queued', 'released', 'owner', 'epoch 1; targets that a slow slice had not begun', rung),
  move(
    'Queued',
    'Running',
    'claimed',
    'agent',
    'owner, nonce, lease, next_seq 0; then the bell is acknowledged',
  ),
  move('Queued', 'Queued', 'bell not answered', 'reconciler', 'same epoch', rung),
  move('Running', 'Running', 'results', 'owner', 'rows, next_seq + 1, longer lease'),
  move('Stopping', 'Stopping', 'results', 'owner', 'what was finished is still delivered'),
  move('Running', 'Running', 'released', 'owner', 'targets not spawned yet move to a new Queued slice'),
  move('Running', 'Done', 'finished', 'owner', 'every target disposed; owner becomes last owner'),

  move('Running', 'Queued', 'given back', 'owner', 'the scan is running', raisedAndRung),
  move('Running', 'Parked', 'given back', 'owner', 'the scan is pausing', raised),
  move('Running', 'Canceled', 'given back', 'owner', 'the scan is canceling', raised),
  move('Running', 'Queued', 'lease lost', 'reaper', 'the scan is running', raisedAndRung),
  move('Running', 'Parked', 'lease lost', 'reaper', 'the scan is pausing', raised),
  move('Running', 'Canceled', 'lease lost', 'reaper', 'the scan is canceling', raised),
  move('Running', 'Done', 'lease lost', 'reaper', 'every target was disposed'),
  move('Running', 'Failed', 'attempts spent', 'reaper', 'undisposed targets failed', raised),
  move('Running', 'Failed', 'attempts spent', 'owner', 'undisposed targets failed', raised),

  move('Queued', 'Parked', 'scan pausing', 'control', '', raised),
  move('Queued', 'Canceled', 'scan canceling', 'control', '', raised),
  move('Queued', 'Failed', 'past its deadline', 'control', 'undisposed targets timed out', raised),
  move('Queued', 'Failed', 'forced to Error', 'control', 'undisposed targets failed', raised),
  move('Running', 'Stopping', 'scan pausing', 'control', 'stop sent'),
  move('Running', 'Stopping', 'scan canceling', 'control', 'stop sent'),
  move('Running', 'Stopping', 'past its deadline', 'control', 'stop sent'),
  move('Running', 'Stopping', 'forced to Error', 'control', 'stop sent'),
  move('Stopping', 'Stopping', 'scan canceling', 'control', 'the stop becomes sharper'),
  move('Stopping', 'Stopping', 'past its deadline', 'control', 'the stop becomes sharper'),
  move('Stopping', 'Stopping', 'forced to Error', 'control', 'the stop becomes sharper'),

  move(
    'Stopping',
    'Parked',
    'stopped',
    'owner',
    'reason pause: only when next_seq says that nothing is missing',
    raised,
  ),
  move('Stopping', 'Canceled', 'stopped', 'owner', 'reason cancel', raised),
  move('Stopping', 'Failed', 'stopped', 'owner', 'reason deadline or forced', raised),
  move('Stopping', 'Done', 'stopped', 'owner', 'nothing is left, and the reason is not cancel', raised),
  move('Stopping', 'Done', 'finished', 'owner', 'nothing is left, and the reason is not cancel'),
  move('Stopping', 'Canceled', 'finished', 'owner', 'reason cancel', raised),
  move('Stopping', 'Parked', 'lease lost', 'reaper', 'reason pause', raised),
  move('Stopping', 'Canceled', 'lease lost', 'reaper', 'reason cancel', raised),
  move('Stopping', 'Failed', 'lease lost', 'reaper', 'reason deadline or forced', raised),
  move('Stopping', 'Done', 'lease lost', 'reaper', 'nothing is left, and the reason is not cancel', raised),

  move('Parked', 'Queued', 'scan resuming', 'control', '', rung),
  move('Parked', 'Canceled', 'scan canceling', 'control', ''),
  move('Parked', 'Failed', 'past its deadline', 'control', 'undisposed targets timed out', raised),
  move('Parked', 'Failed', 'forced to Error', 'control', 'undisposed targets failed', raised),
];

export const isFinalSlice = (state: SliceState): boolean => FINAL_SLICE_STATES.includes(state);

/** The move of the table, or undefined: anything else is refused and changes nothing. */
export function sliceMove(from: SliceState | null, to: SliceState, cause: SliceCause): SliceMove | undefined {
  return sliceMoves.find((m) => m.from === from && m.to === to && m.cause === cause);
}

/** How the control plane brings the slices of a scan where the scan wants them: from which state, where to, why. */
export interface Order {
  readonly from: SliceState;
  readonly to: SliceState;
  readonly cause: SliceCause;
}

const order = (from: SliceState, to: SliceState, cause: SliceCause): Order => ({ from, to, cause });

const endAll = (cause: SliceCause, waiting: SliceState): Order[] => [
  order('Queued', waiting, cause),
  order('Parked', waiting, cause),
  order('Running', 'Stopping', cause),
  order('Stopping', 'Stopping', cause),
];

export const orders: Readonly<Record<Want, readonly Order[]>> = {
  run: [order('Parked', 'Queued', 'scan resuming')],
  pause: [order('Queued', 'Parked', 'scan pausing'), order('Running', 'Stopping', 'scan pausing')],
  cancel: endAll('scan canceling', 'Canceled'),
  expire: endAll('past its deadline', 'Failed'),
  fail: endAll('forced to Error', 'Failed'),
  nothing: [],
};

/** The kind of stop that a scan asks of its slices; undefined when it asks for none. */
export const stopKinds: Readonly<Partial<Record<Want, StopKind>>> = {
  pause: 'pause',
  cancel: 'cancel',
  expire: 'deadline',
  fail: 'forced',
};

/** Where a slice goes when its tools are gone after a stop, or its owner is. */
export function afterStop(kind: StopKind, nothingLeft: boolean): SliceState {
  if (kind === 'cancel') return 'Canceled';
  if (kind === 'pause') return nothingLeft ? 'Done' : 'Parked';
  return nothingLeft ? 'Done' : 'Failed';
}
