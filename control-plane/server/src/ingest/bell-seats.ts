import { Injectable } from '@nestjs/common';

/**
 * Agents of one pool that hear its bells through this replica. NATS looks at each pull request that waits at a desk whenever a bell is
 * rung there, and whether a thousand or ten thousand hear it, a bell is answered as soon.
 */
const MOST_OF_A_POOL = 1_000;

/** Who of a large pool hears its bells. The others are told of work with their heartbeats, and take the seats of those that go. */
@Injectable()
export class BellSeats {
  private readonly taken = new Map<string, Set<string>>();

  /** Whether the session has a seat now. */
  take(poolId: string, sessionId: string): boolean {
    const seats = this.taken.get(poolId) ?? new Set();
    if (!seats.has(sessionId) && seats.size >= MOST_OF_A_POOL) return false;
    this.taken.set(poolId, seats.add(sessionId));
    return true;
  }

  leave(poolId: string, sessionId: string): void {
    const seats = this.taken.get(poolId);
    seats?.delete(sessionId);
    if (seats?.size === 0) this.taken.delete(poolId);
  }
}
