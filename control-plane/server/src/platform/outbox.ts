import { Inject, Injectable } from '@nestjs/common';
import { Clock } from './clock';
import { Database, type Tx } from './database';
import type { EventKind } from './events';
import { Log } from './logger';
import { Sweeper } from './sweeper';
import { traceId, withTrace } from './trace';

type Handler = (payload: never) => Promise<void>;

interface Due {
  id: string;
  topic: string;
  payload: string;
  trace_id: string;
  attempts: number;
}

const BATCH = 50;
const SAFETY_POLL_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Events taken are this replica's for so long; a handler that takes longer may find another beside it. */
const CLAIM_MS = 30_000;

/**
 * Says what was committed, at least once. `say` writes a row in the caller's transaction; the relay of any
 * replica takes unpublished rows (FOR UPDATE SKIP LOCKED: ids commit out of order, so no "last id seen" is
 * kept) and calls every handler of the topic. A handler that throws gets the event again later, with
 * growing waits; handlers must bear repeats.
 */
@Injectable()
export class Outbox {
  private readonly handlers = new Map<string, { name: string; handle: Handler }[]>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Registered at boot. `name` is unique per topic and appears in the log. */
  hear<P extends object>(kind: EventKind<P>, name: string, handle: (payload: P) => Promise<void>): void {
    const handlers = this.handlers.get(kind.topic) ?? [];
    if (handlers.some((other) => other.name === name))
      throw new Error(`${kind.topic}: two handlers named ${name}`);
    handlers.push({ name, handle: handle as Handler });
    this.handlers.set(kind.topic, handlers);
  }

  async say<P extends object>(tx: Tx, kind: EventKind<P>, payload: P): Promise<void> {
    const now = this.clock.now();
    await tx.change(
      'INSERT INTO outbox (topic, payload, trace_id, created_at, due_at) VALUES (?, ?, ?, ?, ?)',
      [kind.topic, JSON.stringify(payload), traceId(), now, now],
    );
    tx.afterCommit(() => this.sweeper.nudge('outbox'));
  }

  start(): void {
    this.sweeper.every('outbox', SAFETY_POLL_MS, () => this.relay());
    this.sweeper.every('outbox.forget', 60_000, () => this.forget());
  }

  /** Publishes what is due until nothing is left. */
  async relay(): Promise<void> {
    while ((await this.relayBatch()) === BATCH);
  }

  /**
   * Handlers run after the claim's commit, not inside it: an event is claimed by moving its due time, so a
   * replica that dies in between leaves it to be taken again.
   */
  private async relayBatch(): Promise<number> {
    const now = this.clock.now();
    const due = await this.database.transaction(async (tx) => {
      const rows = await tx.rows<Due>(
        'SELECT id, topic, payload, trace_id, attempts FROM outbox WHERE published_at IS NULL AND due_at <= ? ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED',
        [now, BATCH],
      );
      if (rows.length > 0) {
        await tx.change('UPDATE outbox SET attempts = attempts + 1, due_at = ? WHERE id IN (?)', [
          new Date(now.getTime() + CLAIM_MS),
          rows.map((row) => row.id),
        ]);
      }
      return rows;
    });
    const begun = this.clock.monotonicMs();
    for (const [index, event] of due.entries()) {
      if (this.clock.monotonicMs() - begun > CLAIM_MS / 2) {
        await this.putBack(due.slice(index));
        break;
      }
      // Marked one by one: a slow handler further down does not have the others told again.
      if (await this.publish(event)) await this.mark(event);
    }
    return due.length;
  }

  /** Slow handlers have used up the claim: the rest is for whoever comes first. */
  private async putBack(rest: readonly Due[]): Promise<void> {
    await this.database.transaction((tx) =>
      tx.change(
        'UPDATE outbox SET due_at = ?, attempts = attempts - 1 WHERE id IN (?) AND published_at IS NULL',
        [this.clock.now(), rest.map((event) => event.id)],
      ),
    );
  }

  private async mark(event: Due): Promise<void> {
    await this.database.transaction((tx) =>
      tx.change('UPDATE outbox SET published_at = ? WHERE id = ?', [this.clock.now(), event.id]),
    );
  }

  private async publish(event: Due): Promise<boolean> {
    for (const { name, handle } of this.handlers.get(event.topic) ?? []) {
      try {
        await withTrace(event.trace_id, () => handle(JSON.parse(event.payload) as never));
      } catch (error) {
        const wait = Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(event.attempts, 10));
        this.log.error(
          { err: error, topic: event.topic, handler: name, waitMs: wait },
          'event not handled, again later',
        );
        await this.database.transaction((tx) =>
          tx.change('UPDATE outbox SET due_at = ?, last_error = ? WHERE id = ?', [
            new Date(this.clock.now().getTime() + wait),
            String(error).slice(0, 500),
            event.id,
          ]),
        );
        return false;
      }
    }
    return true;
  }

  private async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - 24 * 3_600_000);
    await this.database.transaction((tx) =>
      tx.change('DELETE FROM outbox WHERE published_at < ? LIMIT 5000', [before]),
    );
  }
}
