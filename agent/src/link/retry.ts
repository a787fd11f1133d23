import { type ServiceError, status } from '@grpc/grpc-js';

/** `retry`: with back-off, for as long as it takes. `give up`: asking again cannot help. */
export type Verdict = 'retry' | 'give up';

/** What the agent asks of the control plane, as far as the answers to a failure differ. */
export type Request = 'session' | 'enrol' | 'renew certificate' | 'artifact';

type Row = Partial<Record<Request, Verdict>>;

/** Give up or retry: the one table. What is not in it is retried. */
const table: Partial<Record<status, Row>> = {
  // The join token is unknown, used or expired.
  [status.UNAUTHENTICATED]: { enrol: 'give up' },
  [status.PERMISSION_DENIED]: { enrol: 'give up' },
  // The certificate request is not one that the control plane can read.
  [status.INVALID_ARGUMENT]: { enrol: 'give up', 'renew certificate': 'give up', artifact: 'give up' },
  // The control plane will not have these bytes: the results are delivered without them.
  [status.FAILED_PRECONDITION]: { artifact: 'give up' },
  [status.OUT_OF_RANGE]: { artifact: 'give up' },
};

/** A control plane that has put the agent out says so in these words, whatever was asked. */
const OUT = /\b(banned|retired)\b/i;

export interface Failure {
  code: status;
  details: string;
}

export function isOut(failure: Failure): boolean {
  const refused = failure.code === status.PERMISSION_DENIED || failure.code === status.UNAUTHENTICATED;
  return refused && OUT.test(failure.details);
}

export function verdictOn(request: Request, failure: Failure): Verdict {
  return isOut(failure) ? 'give up' : (table[failure.code]?.[request] ?? 'retry');
}

/** The code and words of a failed call; anything else thrown counts as an unknown failure. */
export function failureOf(thrown: unknown): Failure {
  if (isServiceError(thrown)) return { code: thrown.code, details: thrown.details };
  return { code: status.UNKNOWN, details: thrown instanceof Error ? thrown.message : String(thrown) };
}

function isServiceError(thrown: unknown): thrown is ServiceError {
  return thrown instanceof Error && 'code' in thrown && 'details' in thrown;
}

const FIRST_MS = 250;
const LONGEST_MS = 30_000;
const TRIES = 4;
/** Of the spread, that the second attempt of an idle agent waits at most. */
const AGAIN = 1 / 4;

/**
 * Waits between attempts: doubled each time up to 30 s, half of each fixed and half random, so that a
 * fleet which lost its control plane at one moment does not return at one moment.
 */
export class Backoff {
  private attempts = 0;
  private longestMs = LONGEST_MS;
  private spreadMs = 0;

  constructor(private readonly random: () => number = Math.random) {}

  /** Milliseconds to wait now. `idle`: nothing is waited for, so it may be spread as the control plane has told. */
  next({ idle = false }: { idle?: boolean } = {}): number {
    const ceiling = Math.min(this.longestMs, FIRST_MS * 2 ** this.attempts);
    const random = this.random();
    const spread = this.attempts === 0 ? this.spreadMs * random : this.again(random);
    this.attempts += 1;
    const waits = ceiling / 2 + (random * ceiling) / 2;
    return idle ? Math.max(waits, spread) : waits;
  }

  /** The back-off of a spread return: who failed once is to be back not long after those who did not. */
  private again(random: number): number {
    const most = Math.min(1, AGAIN * 2 ** (this.attempts - 1)) * this.spreadMs;
    return most / 2 + (random * most) / 2;
  }

  /** Over which a return is spread: anywhere in it the first time, then after an eighth to a quarter of it, doubled each time up to all of it. */
  spread(ms: number): void {
    this.spreadMs = ms;
  }

  /**
   * Tries several times within `ms`, however often it has failed: whoever has a deadline must be back before it. Never
   * waits longer than half a minute.
   */
  within(ms: number): void {
    this.longestMs = Math.max(FIRST_MS, Math.min(LONGEST_MS, ms / TRIES));
  }

  /** The peer answered: the next failure begins anew. */
  reset(): void {
    this.attempts = 0;
  }
}
