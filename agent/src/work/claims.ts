import { randomUUID } from 'node:crypto';
import type { AgentSays, Bell, Claim } from '../link';

/** A claim whose answer has not come. */
export interface OpenClaim extends Claim {
  /** Boot-time milliseconds when it was first sent: the lease cannot be older. */
  sentBootMs: number;
  /** Asked again in a later session. */
  repeated: boolean;
}

export interface ClaimsGround {
  /** Tools at once. */
  slots: number;
  /** Slots that slices use now. */
  inUse: () => number;
  /** False: no further claims now (draining, going down, not ready, no room for results). */
  willing: () => boolean;
  bootTimeMs: () => number;
  /** Says it in the present session; false when there is none. */
  say: (says: AgentSays) => boolean;
}

/**
 * The agent's slots and the claims for them. One claim holds one slot until its answer comes; a claim
 * without an answer is asked again in the next session under the same nonce, so that a lost Grant is not
 * lost work.
 */
export class Claims {
  private readonly open = new Map<string, OpenClaim>();
  /** The control plane said that work waits, and has not denied it since. */
  private waiting = false;
  /** Heartbeats in a row that said so. */
  private waitingReplies = 0;

  constructor(private readonly ground: ClaimsGround) {}

  /** Slots that a further claim could use. */
  get free(): number {
    return this.ground.willing() ? this.unused : 0;
  }

  /** Slots in which nothing is and nothing is about to be, whether it would claim or not. */
  get unused(): number {
    const { slots, inUse } = this.ground;
    return Math.max(0, slots - inUse() - this.open.size);
  }

  get openNonces(): string[] {
    return [...this.open.keys()];
  }

  /** A bell that comes when nothing is free is left to the others: it rings again. */
  rung(bell: Bell): void {
    if (this.free > 0) this.claim(bell);
  }

  /**
   * A heartbeat's answer. While the bell can be heard, one "work is waiting" may be a bell on its way: only
   * the second in a row counts, so that a fleet does not run for every slice that is rung.
   */
  told(workWaiting: boolean, bellConnected: boolean): void {
    this.waitingReplies = workWaiting ? this.waitingReplies + 1 : 0;
    this.waiting = workWaiting && (!bellConnected || this.waitingReplies > 1);
    this.claimUnrung();
  }

  /**
   * Claims whatever waits, one at a time. To be called when a slot is free again; it does nothing unless
   * the control plane has said that work waits.
   */
  claimUnrung(): void {
    if (!this.waiting || this.free === 0) return;
    for (const claim of this.open.values()) if (claim.bell === null) return;
    this.claim(null);
  }

  /** The claim that a Grant answers; null for one that was not asked for. */
  granted(nonce: string): OpenClaim | null {
    return this.answered(nonce);
  }

  denied(nonce: string): void {
    if (this.answered(nonce)?.bell === null) this.waiting = false;
  }

  /** A new session: what was asked and not answered is asked again. */
  repeat(): void {
    for (const claim of this.open.values()) {
      claim.repeated = true;
      this.ground.say({ kind: 'claim', nonce: claim.nonce, bell: claim.bell });
    }
  }

  private claim(bell: Bell | null): void {
    const nonce = randomUUID();
    const sentBootMs = this.ground.bootTimeMs();
    if (!this.ground.say({ kind: 'claim', nonce, bell })) return;
    this.open.set(nonce, { nonce, bell, sentBootMs, repeated: false });
  }

  private answered(nonce: string): OpenClaim | null {
    const claim = this.open.get(nonce) ?? null;
    this.open.delete(nonce);
    return claim;
  }
}
