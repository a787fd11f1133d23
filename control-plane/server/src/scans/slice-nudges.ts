import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform';

/** Tells whoever listens (a higher room) that agents have been asked something: to stop, or to give targets back. */
@Injectable()
export class SliceNudges {
  private readonly listeners: ((agentIds: readonly string[]) => void)[] = [];

  /** Registered at boot; called after the commit that asked, on the replica that did it. */
  onOrder(listener: (agentIds: readonly string[]) => void): void {
    this.listeners.push(listener);
  }

  announce(tx: Tx, agentIds: readonly string[]): void {
    const once = [...new Set(agentIds)];
    if (once.length > 0) tx.afterCommit(() => this.listeners.forEach((listener) => listener(once)));
  }
}
