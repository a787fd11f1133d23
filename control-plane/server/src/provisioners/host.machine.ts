/**
 * The life of a scanner host as data: docs/architecture/states.md is printed from this table, host-moves.ts obeys it, the
 * spec walks it. No clock and no database in here.
 */
export const HOST_STATES = [
  'requested',
  'creating',
  'booting',
  'enrolled',
  'ready',
  'busy',
  'draining',
  'terminating',
  'gone',
  'failed',
] as const;
export type HostState = (typeof HOST_STATES)[number];

export type HostCause =
  | 'wanted'
  | 'not wanted any more'
  | 'creation begins'
  | 'told to wait'
  | 'created'
  | 'cannot be created'
  | 'not created in time'
  | 'enrolled'
  | 'not enrolled in time'
  | 'its agent is here'
  | 'its agent never came'
  | 'work began'
  | 'work ended'
  | 'drained'
  | 'resumed'
  | 'nothing left to do'
  | 'machine stopped'
  | 'machine vanished'
  | 'agent lost'
  | 'agent sent away'
  | 'removed'
  | 'destroyed'
  | 'destroyed after a failure';

export interface HostMove {
  /** Null: the host is wanted. */
  readonly from: HostState | null;
  readonly to: HostState;
  readonly cause: HostCause;
  /** What is done when the state that is entered lasts too long, or goes wrong. */
  readonly deadline: string;
  readonly remedy: string;
}

/** What the deadlines are made of, in milliseconds. */
export interface HostTimings {
  readonly bootMs: number;
}

interface Wait {
  readonly after: (timings: HostTimings) => number | null;
  readonly deadline: string;
  readonly remedy: string;
}

const MINUTE_MS = 60_000;
const unlimited = (): null => null;

const waits: Readonly<Record<HostState, Wait>> = {
  requested: {
    after: unlimited,
    deadline: 'none: why it waits is shown',
    remedy:
      'asked for again as quota, create rate and quarantine allow; dropped when it is not wanted any more',
  },
  creating: {
    after: () => 5 * MINUTE_MS,
    deadline: '5 minutes',
    remedy: 'looked for by its mark, asked for again under the same key, then removed and failed',
  },
  booting: {
    after: ({ bootMs }) => bootMs,
    deadline: 'boot time of the pool (10 minutes unless it says otherwise)',
    remedy: 'removed and failed; three failed boots in a row put the pool in quarantine',
  },
  enrolled: {
    after: () => 2 * MINUTE_MS,
    deadline: '2 minutes',
    remedy: 'removed and failed, as for booting',
  },
  ready: { after: unlimited, deadline: 'idle time of the pool, where it is on demand', remedy: 'drained' },
  busy: {
    after: unlimited,
    deadline: 'none: leases watch its work',
    remedy: 'a lost agent’s host is removed',
  },
  draining: {
    after: unlimited,
    deadline: 'none: leases watch its work',
    remedy: 'removed when nothing is left to do, or its agent is lost',
  },
  terminating: {
    after: unlimited,
    deadline: 'none: it may exist, and is never forgotten',
    remedy: 'removed again, at growing intervals, until it is not there any more',
  },
  gone: {
    after: unlimited,
    deadline: 'final',
    remedy: 'a machine that carries its mark all the same is removed',
  },
  failed: {
    after: unlimited,
    deadline: 'final',
    remedy: 'a machine that carries its mark all the same is removed',
  },
};

/** Milliseconds that a host may be in this state; null: no such limit. */
export const deadlineOf = (state: HostState, timings: HostTimings): number | null =>
  waits[state].after(timings);

const move = (from: HostState | null, to: HostState, cause: HostCause): HostMove => ({
  from,
  to,
  cause,
  deadline: waits[to].deadline,
  remedy: waits[to].remedy,
});

/** A machine may be there. */
const MADE: readonly HostState[] = ['creating', 'booting', 'enrolled', 'ready', 'busy', 'draining'];
const BOOTED: readonly HostState[] = ['ready', 'busy', 'draining'];

export const hostMoves: readonly HostMove[] = [
  move(null, 'requested', 'wanted'),
  move('requested', 'gone', 'not wanted any more'),
  move('requested', 'gone', 'removed'),
  move('requested', 'creating', 'creation begins'),
  move('creating', 'requested', 'told to wait'),
  move('creating', 'booting', 'created'),
  move('creating', 'terminating', 'cannot be created'),
  move('creating', 'terminating', 'not created in time'),
  move('booting', 'enrolled', 'enrolled'),
  move('booting', 'terminating', 'not enrolled in time'),
  move('enrolled', 'ready', 'its agent is here'),
  move('enrolled', 'terminating', 'its agent never came'),
  move('ready', 'busy', 'work began'),
  move('busy', 'ready', 'work ended'),
  move('ready', 'draining', 'drained'),
  move('busy', 'draining', 'drained'),
  move('draining', 'ready', 'resumed'),
  move('draining', 'terminating', 'nothing left to do'),
  ...(['booting', 'enrolled', ...BOOTED] as const).flatMap((from) => [
    move(from, 'terminating', 'machine stopped'),
    move(from, 'terminating', 'machine vanished'),
  ]),
  ...BOOTED.map((from) => move(from, 'terminating', 'agent lost')),
  ...(['enrolled', ...BOOTED] as const).map((from) => move(from, 'terminating', 'agent sent away')),
  ...MADE.map((from) => move(from, 'terminating', 'removed')),
  move('terminating', 'gone', 'destroyed'),
  move('terminating', 'failed', 'destroyed after a failure'),
];

export const FINAL_HOST_STATES: readonly HostState[] = ['gone', 'failed'];
export const LIVING_HOST_STATES: readonly HostState[] = HOST_STATES.filter(
  (state) => !FINAL_HOST_STATES.includes(state),
);
/** It serves its pool, or will. */
export const SERVING_HOST_STATES: readonly HostState[] = [
  'requested',
  'creating',
  'booting',
  'enrolled',
  'ready',
  'busy',
];

/** Causes that are somebody's fault: they end in `failed`. */
const FAILURES: ReadonlySet<HostCause> = new Set<HostCause>([
  'cannot be created',
  'not created in time',
  'not enrolled in time',
  'its agent never came',
  'machine stopped',
  'machine vanished',
  'agent lost',
]);
export const isFailure = (cause: HostCause): boolean => FAILURES.has(cause);

/** The move of the table, or undefined: anything else is refused and changes nothing. */
export const hostMove = (from: HostState | null, to: HostState, cause: HostCause): HostMove | undefined =>
  hostMoves.find((one) => one.from === from && one.to === to && one.cause === cause);
