/** The life of a delivery as data. No clock and no database in here. */
export const DELIVERY_STATES = ['Queued', 'Delivered', 'Failed', 'Suppressed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export type DeliveryCause =
  | 'told'
  | 'redelivery asked for'
  | 'accepted'
  | 'attempt failed'
  | 'refused for good'
  | 'too many attempts'
  | 'not wanted any more';

export interface DeliveryMove {
  /** Null: the delivery is made. */
  readonly from: DeliveryState | null;
  readonly to: DeliveryState;
  readonly cause: DeliveryCause;
}

/** A redelivery is a delivery of its own: what a log says of the first one stays. */
export const deliveryMoves: readonly DeliveryMove[] = [
  { from: null, to: 'Queued', cause: 'told' },
  { from: null, to: 'Queued', cause: 'redelivery asked for' },
  { from: 'Queued', to: 'Queued', cause: 'attempt failed' },
  { from: 'Queued', to: 'Delivered', cause: 'accepted' },
  { from: 'Queued', to: 'Failed', cause: 'refused for good' },
  { from: 'Queued', to: 'Failed', cause: 'too many attempts' },
  { from: 'Queued', to: 'Suppressed', cause: 'not wanted any more' },
];

export const isFinalDelivery = (state: DeliveryState): boolean => state !== 'Queued';

/** What came of an attempt to send. */
export type Attempt =
  | { readonly kind: 'accepted'; readonly status: number | null }
  /** Worth another attempt. */
  | { readonly kind: 'failed'; readonly status: number | null; readonly error: string }
  /** No attempt will ever do better. */
  | { readonly kind: 'refused'; readonly status: number | null; readonly error: string }
  /** Nobody wants it any more: unsubscribed, switched off, deleted. */
  | { readonly kind: 'suppressed'; readonly reason: string };

export const MOST_ATTEMPTS = 9;

/** The cause of the move that an attempt makes; `attempts` counts it. */
export function causeOf(attempt: Attempt, attempts: number): DeliveryCause {
  switch (attempt.kind) {
    case 'accepted':
      return 'accepted';
    case 'refused':
      return 'refused for good';
    case 'suppressed':
      return 'not wanted any more';
    case 'failed':
      return attempts >= MOST_ATTEMPTS ? 'too many attempts' : 'attempt failed';
  }
}

/** @throws Error for a cause that moves no queued delivery. */
export function stateAfter(cause: DeliveryCause): DeliveryState {
  const move = deliveryMoves.find((one) => one.from === 'Queued' && one.cause === cause);
  if (!move) throw new Error(`${cause} moves no queued delivery`);
  return move.to;
}

const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;

/**
 * Milliseconds until the next attempt after `attempts` of them: 10 s, 40 s, 160 s, …, at most 6 h, each up to a fifth
 * longer by `chance` (0 to 1), so that what failed together does not come back together. Nine attempts take 16 hours.
 */
export function waitAfter(attempts: number, chance: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 4 ** Math.min(attempts - 1, 16));
  return Math.round(wait * (1 + 0.2 * chance));
}
