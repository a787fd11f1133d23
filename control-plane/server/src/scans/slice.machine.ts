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
  move('Running', 'Stopping', 'scan pausing', 'control', 'stop sent'),
  move('Running', 'Stopping', 'scan canceling', 'control', 'stop sent'),
  move('Running', 'Stopping', 'past its deadline', 'control', 'stop sent'),
  move('Running', 'Stopping', 'forced to Error', 'control', 'stop sent'),

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
  move('Stopping', 'Done', 'stopped', 'owner', 'reason pause and nothing is left', raised),
  move('Stopping', 'Done', 'finished', 'owner', 'reason pause and nothing is left'),
  move('Stopping', 'Canceled', 'finished', 'owner', 'reason cancel', raised),
  move('Stopping', 'Parked', 'lease lost', 'reaper', 'reason pause', raised),
  move('Stopping', 'Canceled', 'lease lost', 'reaper', 'reason cancel', raised),
  move('Stopping', 'Failed', 'lease lost', 'reaper', 'reason deadline or forced', raised),
  move('Stopping', 'Done', 'lease lost', 'reaper', 'reason pause and nothing is left', raised),

  move('Parked', 'Queued', 'scan resuming', 'control', '', rung),
  move('Parked', 'Canceled', 'scan canceling', 'control', ''),
];

export const isFinalSlice = (state: SliceState): boolean => FINAL_SLICE_STATES.includes(state);

/** The move of the table, or undefined: anything else is refused and changes nothing. */
export function sliceMove(from: SliceState | null, to: SliceState, cause: SliceCause): SliceMove | undefined {
  return sliceMoves.find((m) => m.from === from && m.to === to && m.cause === cause);
}
