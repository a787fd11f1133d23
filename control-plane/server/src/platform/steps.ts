import { Injectable } from '@nestjs/common';
import type { Tx } from './database';

/** A point inside a room's transaction at which higher rooms do work of their own (rule 7 of the house). */
export interface StepKind<Payload extends object> {
  readonly name: string;
  /** Only for the type; never set. */
  readonly payload?: Payload;
}

export function stepKind<Payload extends object>(name: string): StepKind<Payload> {
  return { name };
}

type Work = (tx: Tx, payload: never) => Promise<void>;

/**
 * In-transaction steps: a lower room names one and runs it; higher rooms register their work at boot. The work
 * belongs to the caller's transaction: database work only, committed or rolled back with it. What it throws rolls
 * everything back.
 */
@Injectable()
export class Steps {
  private readonly registered = new Map<string, { room: string; work: Work }[]>();

  on<P extends object>(kind: StepKind<P>, room: string, work: (tx: Tx, payload: P) => Promise<void>): void {
    const others = this.registered.get(kind.name) ?? [];
    if (others.some((other) => other.room === room)) throw new Error(`${kind.name}: two steps of ${room}`);
    this.registered.set(kind.name, [...others, { room, work: work as Work }]);
  }

  /** Runs every registered step, in the order of registration. */
  async run<P extends object>(tx: Tx, kind: StepKind<P>, payload: P): Promise<void> {
    for (const { work } of this.registered.get(kind.name) ?? []) await work(tx, payload as never);
  }
}
