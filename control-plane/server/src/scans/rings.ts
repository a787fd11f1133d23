import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, type Tx } from '../platform';
import type { QueuedSlice } from './slice-lists';

/** A bell that went out for a slice, and its sequence in the pool's stream. */
export interface Rung {
  readonly sliceId: string;
  readonly epoch: number;
  readonly ring: number;
  readonly sequence: number;
}

/** What the ledger knows of bells. Many at once: a round rings for all of a pool's free places. */
@Injectable()
export class Rings {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Marks bells as about to be rung, and gives the slices of which that is so: Queued still, at that epoch and ring. One that
   * somebody else has in hand at this moment is left to the next round.
   */
  async reserve<Q extends QueuedSlice>(slices: readonly Q[]): Promise<Q[]> {
    if (slices.length === 0) return [];
    return this.database.transaction(async (tx) => {
      const rows = await tx.rows<{ id: string; epoch: number; ring: number }>(
        "SELECT id, epoch, ring FROM slices WHERE id IN (?) AND state = 'Queued' ORDER BY id FOR UPDATE SKIP LOCKED",
        [slices.map(({ id }) => id)],
      );
      const present = new Map(rows.map((row) => [row.id, row]));
      const reserved = slices.filter(({ id, epoch, ring }) => {
        const row = present.get(id);
        return row?.epoch === epoch && row.ring === ring;
      });
      for (const [agentId, some] of byDeal(reserved)) await this.mark(tx, agentId, some);
      return reserved;
    });
  }

  private async mark(tx: Tx, agentId: string | undefined, slices: readonly QueuedSlice[]): Promise<void> {
    const dealt = agentId === undefined ? '' : ', pinned_agent_id = ?';
    await tx.change(
      `UPDATE slices SET ring = ring + 1, rung_at = ?, bell_seq = NULL${dealt} WHERE id IN (?)`,
      [this.clock.now(), ...(agentId === undefined ? [] : [agentId]), slices.map(({ id }) => id)],
    );
  }

  /**
   * Notes the stream sequences of the bells that were rung. Gives those whose slices were claimed meanwhile: a claim could not know
   * the sequence, and the caller removes the stale bell itself.
   */
  async record(rung: readonly Rung[]): Promise<Rung[]> {
    if (rung.length === 0) return [];
    const sorted = [...rung].sort((a, b) => (a.sliceId < b.sliceId ? -1 : 1));
    return this.database.transaction(async (tx) => {
      // Also of a slice that is claimed already: whoever hears the bell late is told that it leads nowhere, and it is acknowledged.
      const values = sorted
        .map(() => 'SELECT CAST(? AS UUID) id, ? epoch, ? ring, ? sequence')
        .join(' UNION ALL ');
      await tx.change(
        `UPDATE slices s JOIN (${values}) v ON s.id = v.id AND s.epoch = v.epoch AND s.ring = v.ring SET s.bell_seq = v.sequence`,
        sorted.flatMap(({ sliceId, epoch, ring, sequence }) => [sliceId, epoch, ring, sequence]),
      );
      const rows = await tx.rows<{ id: string; epoch: number; ring: number }>(
        "SELECT id, epoch, ring FROM slices WHERE id IN (?) AND state = 'Queued'",
        [sorted.map(({ sliceId }) => sliceId)],
      );
      const waiting = new Set(rows.map(({ id, epoch, ring }) => `${id} ${epoch} ${ring}`));
      return sorted.filter(({ sliceId, epoch, ring }) => !waiting.has(`${sliceId} ${epoch} ${ring}`));
    });
  }

  /** The bell did not get out: it counts as not rung, and the next round may ring it. */
  async forget(sliceId: string, epoch: number, ring: number): Promise<void> {
    await this.database.transaction((tx) =>
      tx.change(
        "UPDATE slices SET rung_at = NULL WHERE id = ? AND epoch = ? AND ring = ? AND state = 'Queued'",
        [sliceId, epoch, ring],
      ),
    );
  }
}

/** By the agent that a slice is dealt to; undefined: those that are not dealt out. */
function byDeal(slices: readonly QueuedSlice[]): Map<string | undefined, QueuedSlice[]> {
  const found = new Map<string | undefined, QueuedSlice[]>();
  for (const slice of slices) {
    const agentId = slice.chosen ? (slice.pinnedAgentId ?? undefined) : undefined;
    found.set(agentId, [...(found.get(agentId) ?? []), slice]);
  }
  return found;
}
