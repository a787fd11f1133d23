import type { LastWord } from '../link';

/**
 * What becomes of a slice on the agent, as a table: no clock, no disk, no network in it. The control
 * plane's own table (its `slice.machine`) decides; this one only makes sure that the agent says each
 * thing at its time, and its last word only when the tools are gone and everything is delivered.
 */
export type SliceState =
  /** Lent; the tool waits for a lease that is known to be fresh. */
  | 'granted'
  /** The tool runs. */
  | 'running'
  /** To be stopped: no further tool is started, the running one may end by itself within its grace. */
  | 'winding down'
  /** The tool is being ended. */
  | 'stopping'
  /** The process tree is empty; chunks are not acknowledged yet. */
  | 'delivering'
  /** The last word is said; its answer is awaited. */
  | 'closing'
  /** Not the agent's any more, but its tool is still being ended. */
  | 'abandoning'
  | 'settled'
  | 'abandoned';

export type SliceEvent =
  /** The lease is fresh. */
  | { kind: 'start' }
  /**
   * The process tree is empty. `complete`: every target has its disposition. `not started`: this machine could not
   * start the tool, which says nothing about the targets.
   */
  | { kind: 'ended'; how: 'complete' | 'failed' | 'cut' | 'not started'; reason: string }
  /** The control plane asks to stop now. */
  | { kind: 'stop' }
  /** The control plane asks to stop, and the running tool has some time for it. */
  | { kind: 'wind down' }
  | { kind: 'grace over' }
  /** What is not delivered by now is left behind: the slice was stopped for good. */
  | { kind: 'drain over' }
  /** The agent itself gives the slice back: it goes down, or cannot keep results. */
  | { kind: 'withdraw'; reason: string }
  /** Every spooled chunk is acknowledged. */
  | { kind: 'delivered' }
  /** The control plane wants chunks again. */
  | { kind: 'rewound' }
  | { kind: 'settled' }
  /** The control plane refused the last word. */
  | { kind: 'refused'; reason: string }
  /** The control plane says that the slice is not this agent's. */
  | { kind: 'abandon' };

export interface SliceStanding {
  state: SliceState;
  /** What will be said at the end, as far as it is known. */
  word: LastWord | null;
  /** An order to stop stands. */
  ordered: boolean;
}

type WordOf<Event> = LastWord | 'kept' | ((event: Event, before: SliceStanding) => LastWord);

interface Move<Event> {
  to: SliceState;
  word: WordOf<Event>;
}

type EventOf<Kind> = Extract<SliceEvent, { kind: Kind }>;
type Row = { [Kind in SliceEvent['kind']]?: Move<EventOf<Kind>> };

const finish: LastWord = { kind: 'finish' };
const stopAck: LastWord = { kind: 'stop-ack' };
const giveBack = (reason: string): LastWord => ({ kind: 'reject', toolFailure: false, reason });

const afterRun = ({ how, reason }: EventOf<'ended'>): LastWord =>
  how === 'complete' ? finish : { kind: 'reject', toolFailure: how === 'failed', reason };
/** A tool that was being ended owes no success; one that finished all the same did finish. */
const afterStop = ({ how, reason }: EventOf<'ended'>, { word }: SliceStanding): LastWord =>
  how === 'complete' ? finish : (word ?? giveBack(reason));
const withdrawn = ({ reason }: EventOf<'withdraw'>): LastWord => giveBack(reason);
/**
 * A finished slice stays finished, whatever is asked of it (protocol: Finish in Stopping). And one that is given back
 * says why: after a restart, or with a full disk, not all that a tool finished could be kept.
 */
const stopped = (_event: SliceEvent, { word }: SliceStanding): LastWord =>
  word === null || word.kind === 'stop-ack' ? stopAck : word;
/** A slice that is to stop and is not finished is stopped; there is nothing beyond a refused StopAck. */
const afterRefusal = ({ reason }: EventOf<'refused'>, { word, ordered }: SliceStanding): LastWord =>
  ordered && word?.kind === 'finish' ? stopAck : giveBack(`refused: ${reason}`);

const table: Record<SliceState, Row> = {
  granted: {
    start: { to: 'running', word: 'kept' },
    stop: { to: 'delivering', word: stopAck },
    'wind down': { to: 'delivering', word: stopAck },
    withdraw: { to: 'delivering', word: withdrawn },
    abandon: { to: 'abandoned', word: 'kept' },
  },
  running: {
    ended: { to: 'delivering', word: afterRun },
    stop: { to: 'stopping', word: stopAck },
    'wind down': { to: 'winding down', word: stopAck },
    withdraw: { to: 'stopping', word: withdrawn },
    abandon: { to: 'abandoning', word: 'kept' },
  },
  'winding down': {
    ended: { to: 'delivering', word: afterStop },
    stop: { to: 'stopping', word: 'kept' },
    'wind down': { to: 'winding down', word: 'kept' },
    'grace over': { to: 'stopping', word: 'kept' },
    withdraw: { to: 'stopping', word: withdrawn },
    abandon: { to: 'abandoning', word: 'kept' },
  },
  stopping: {
    ended: { to: 'delivering', word: afterStop },
    stop: { to: 'stopping', word: stopped },
    'wind down': { to: 'stopping', word: stopped },
    withdraw: { to: 'stopping', word: withdrawn },
    abandon: { to: 'abandoning', word: 'kept' },
  },
  delivering: {
    delivered: { to: 'closing', word: 'kept' },
    stop: { to: 'delivering', word: stopped },
    'wind down': { to: 'delivering', word: stopped },
    'drain over': { to: 'closing', word: stopAck },
    abandon: { to: 'abandoned', word: 'kept' },
  },
  closing: {
    settled: { to: 'settled', word: 'kept' },
    refused: { to: 'delivering', word: afterRefusal },
    rewound: { to: 'delivering', word: 'kept' },
    stop: { to: 'delivering', word: stopped },
    'wind down': { to: 'delivering', word: stopped },
    abandon: { to: 'abandoned', word: 'kept' },
  },
  abandoning: { ended: { to: 'abandoned', word: 'kept' } },
  settled: {},
  abandoned: {},
};

/** States in which a tool of the slice may be alive. */
export const holdsTool = (state: SliceState): boolean =>
  state === 'granted' ||
  state === 'running' ||
  state === 'winding down' ||
  state === 'stopping' ||
  state === 'abandoning';

export const isFinal = (state: SliceState): boolean => state === 'settled' || state === 'abandoned';

/** Where the event leads; the same standing when it means nothing in this state. */
export function move(standing: SliceStanding, event: SliceEvent): SliceStanding {
  // The row is looked up by the event's own kind, so the two fit; the compiler cannot follow that.
  const next = table[standing.state][event.kind] as Move<SliceEvent> | undefined;
  if (!next) return standing;
  const { word } = next;
  return {
    state: next.to,
    word: word === 'kept' ? standing.word : typeof word === 'function' ? word(event, standing) : word,
    ordered: standing.ordered || event.kind === 'stop' || event.kind === 'wind down',
  };
}
