import { Inject, Injectable } from '@nestjs/common';
import { Agents, Pools } from '../fleet';
import { looksInside } from '../profiles';
import { Bell, Clock, CONFIG, GatheredByLane, Log, Sweeper, type Config } from '../platform';
import {
  Releases,
  Rings,
  SliceLists,
  SliceQueue,
  type QueuedSlice,
  type Rung,
  type SliceUse,
  type WaitingLine,
} from '../scans';
import { freePlaces, roomForBells, whyWaiting, type FleetAgent } from './capacity';
import { Dealer, whyChosenWaits, withoutPlace } from './choices';
import { fairShare } from './fair-share';
import { relief } from './relief';
import { shareOut, type Asker } from './share-out';
import { usePerTenant } from './use-per-tenant';
import { rateLimited } from './waiting';

const ROUND_MS = 1_000;
const RELIEF_MS = 2_000;
/** Of each line, for claims without a bell, and one for each that asks; tried one after the other until one is still free. */
const LOOKED_AT = 16;
const CHOICES = 4;
const ASKED_AT_ONCE = 64;
/** Of a pool: a round is short, however much waits and however many could work on it. */
const RUNG_IN_A_ROUND = 500;
/** Bells that share a transaction, before they are rung and after. */
const RINGS_AT_ONCE = 100;
/** Whether work waits is asked by thousands: one answer serves all who ask within this. */
const ANSWER_HOLDS_MS = 250;
/** Of those who ask within that. */
const TOLD_AT_ONCE = 16;
const MOST_ANSWERS = 1_000;

type Exhausted = ReadonlyMap<string, 'scan' | 'network'>;

/**
 * Rings bells: as many as the pool can use now, chosen by fair share, and again for those that nobody
 * answered. Every replica makes the same rounds; a bell is reserved by a conditional update, so two replicas
 * do not ring for the same slice at once. A bell moves nothing: losing all of them costs time, never work.
 */
@Injectable()
export class Dispatcher {
  private readonly asking = new GatheredByLane<Asker, QueuedSlice[]>(ASKED_AT_ONCE, (poolId, askers) =>
    this.chooseFor(poolId, askers),
  );
  private readonly lately = new Map<string, { at: number; told: number; answer: Promise<boolean> }>();

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(SliceLists) private readonly slices: SliceLists,
    @Inject(SliceQueue) queue: SliceQueue,
    @Inject(Rings) private readonly rings: Rings,
    @Inject(Releases) private readonly releases: Releases,
    @Inject(Agents) private readonly agents: Agents,
    @Inject(Pools) private readonly pools: Pools,
    @Inject(Bell) private readonly bell: Bell,
    @Inject(Log) private readonly log: Log,
  ) {
    queue.onQueued(() => this.nudge());
  }

  start(): void {
    this.sweeper.every('dispatcher', ROUND_MS, () => this.round());
    this.sweeper.every('dispatcher.relief', RELIEF_MS, () => this.relieve());
  }

  /** Something may be possible that was not a moment ago: slices queued, an agent ready, a slot free. */
  nudge(): void {
    this.sweeper.nudge('dispatcher');
  }

  async round(): Promise<void> {
    for (const poolId of await this.slices.waitingPools()) {
      try {
        await this.serve(poolId);
      } catch (error) {
        // One pool's trouble is not the next one's.
        this.log.error({ err: error, poolId }, 'no bells rung in this pool, again later');
      }
    }
  }

  /** Near the end of a pool's work: what slow slices have not begun goes to agents that are idle. */
  async relieve(): Promise<void> {
    for (const poolId of await this.slices.relievablePools()) {
      const [lines, use, agents] = await Promise.all([
        this.slices.lines(poolId),
        this.slices.inUse(poolId, this.bellsSince()),
        this.agents.forDispatch(poolId),
      ]);
      const free = freePlaces(agents, use);
      // While something waits in line, idle places have work without it.
      for (const { engine } of lines) free.delete(engine);
      for (const { id, count } of relief(await this.slices.relievable(poolId), free)) {
        await this.releases.ask(id, count);
      }
    }
  }

  /**
   * Whether an agent of the pool should claim without a bell: something waits that no bell will bring soon. Only so many are told
   * at once: a fleet that comes running costs more than it takes away.
   */
  async workWaiting(poolId: string, engines: ReadonlySet<string>): Promise<boolean> {
    const now = this.clock.monotonicMs();
    const key = `${poolId} ${[...engines].sort().join()}`;
    const known = this.lately.get(key);
    if (known && now - known.at < ANSWER_HOLDS_MS)
      return ++known.told <= TOLD_AT_ONCE && (await known.answer);
    const answer = this.looksOverlooked(poolId, engines);
    // Asked by every agent at every heartbeat; of pools that nobody asks for any more nothing is kept.
    if (this.lately.size > MOST_ANSWERS) this.lately.clear();
    this.lately.set(key, { at: now, told: 1, answer });
    answer.catch(() => this.lately.delete(key));
    return answer;
  }

  private looksOverlooked(poolId: string, engines: ReadonlySet<string>): Promise<boolean> {
    const patience = this.bell.connected ? this.config.timings.bell / 2 : 0;
    return this.slices.overlooked(poolId, engines, new Date(this.clock.now().getTime() - patience));
  }

  /**
   * The slices that fair share would ring for this agent next, for a claim without a bell. Agents that ask while others are being
   * answered are answered together, each with slices of its own.
   */
  choose(poolId: string, agentId: string, engines: ReadonlySet<string>): Promise<QueuedSlice[]> {
    return this.asking.ask(poolId, agentId, { agentId, engines });
  }

  private async chooseFor(poolId: string, askers: readonly Asker[]): Promise<QueuedSlice[][]> {
    const without = [...(await this.slices.exhausted(poolId)).keys()];
    const [lines, use] = await Promise.all([
      this.slices.lines(poolId, without),
      this.slices.inUse(poolId, this.bellsSince()),
    ]);
    const usable = lines.filter((line) => askers.some(({ engines }) => engines.has(line.engine)));
    const takers = askers.map(({ agentId }) => agentId);
    const waiting = await this.slices.queued(poolId, usable, LOOKED_AT + takers.length, { without, takers });
    return shareOut(fairShare(waiting, usePerTenant(use), waiting.length), askers, CHOICES);
  }

  /** Those that have the engine and are ready, or may be again before their work would be lent to another. */
  private able(agents: readonly FleetAgent[], engine: string): string[] {
    const since = this.clock.now().getTime() - this.config.timings.lostAfter;
    return agents
      .filter(({ ready, lastSeenAt }) => ready || (lastSeenAt?.getTime() ?? 0) > since)
      .filter(({ engines }) => engines.includes(engine))
      .map(({ id }) => id);
  }

  private bellsSince(): Date {
    return new Date(this.clock.now().getTime() - this.config.timings.bell);
  }

  private async serve(poolId: string): Promise<void> {
    const [exhausted, choices] = await Promise.all([
      this.slices.exhausted(poolId),
      this.slices.choices(poolId),
    ]);
    const [use, agents] = await Promise.all([
      this.slices.inUse(poolId, this.bellsSince()),
      this.agents.forDispatch(poolId),
    ]);
    const placeless = withoutPlace(choices, agents, use);
    const without = [...exhausted.keys(), ...placeless];
    const lines = await this.slices.lines(poolId, without);
    const places = freePlaces(agents, use);
    const engines = [...new Set(lines.map((line) => line.engine))];
    for (const engine of engines.filter(looksInside))
      await this.slices.unpin(poolId, engine, this.able(agents, engine));
    const served = lines.filter((line) => (places.get(line.engine) ?? 0) > 0);
    // Without NATS nothing is reserved: agents hear at their next heartbeat that work waits.
    const dealer = new Dealer(choices, agents, use);
    if (served.length > 0 && this.bell.connected)
      await this.ringFor(poolId, served, places, use, without, dealer);
    else if (served.length > 0 && choices.size > 0) await this.deal(poolId, served, without, dealer);
    for (const scanId of placeless)
      await this.slices.noteReason(scanId, whyChosenWaits(choices.get(scanId)!, agents).reason);
    await this.explain(
      poolId,
      engines,
      agents,
      new Set(this.bell.connected ? [] : served.map((line) => line.engine)),
      { exhausted, without },
    );
  }

  private async ringFor(
    poolId: string,
    lines: readonly WaitingLine[],
    places: ReadonlyMap<string, number>,
    use: readonly SliceUse[],
    without: readonly string[],
    dealer: Dealer,
  ): Promise<void> {
    const left = roomForBells(places, use);
    const most = Math.min(RUNG_IN_A_ROUND, Math.max(...lines.map((line) => left.get(line.engine) ?? 0)));
    if (most === 0) return;
    const rung = { now: this.clock.now(), forMs: this.config.timings.bell };
    const leaving = { rung, without };
    const waiting = await this.slices.queued(poolId, lines, most, leaving);
    const chosen = fairShare(waiting, usePerTenant(use), waiting.length).filter((slice) => {
      const free = left.get(slice.engine) ?? 0;
      left.set(slice.engine, free - 1);
      return free > 0;
    });
    const dealt = chosen.slice(0, most).flatMap((slice) => {
      if (!slice.chosen) return [slice];
      const agentId = dealer.agentFor(slice);
      return agentId === undefined ? [] : [{ ...slice, pinnedAgentId: agentId }];
    });
    for (let from = 0; from < dealt.length; from += RINGS_AT_ONCE)
      await this.ring(dealt.slice(from, from + RINGS_AT_ONCE));
    // There may be more, and places for them: soon, not in the same breath.
    if (dealt.length === RUNG_IN_A_ROUND) this.nudge();
  }

  /** Without bells: chosen slices are dealt out, and found when their agents ask. */
  private async deal(
    poolId: string,
    lines: readonly WaitingLine[],
    without: readonly string[],
    dealer: Dealer,
  ): Promise<void> {
    const waiting = await this.slices.queued(poolId, lines, LOOKED_AT, { without });
    for (const slice of waiting.filter(({ chosen, pinnedAgentId }) => chosen && pinnedAgentId === null)) {
      const agentId = dealer.agentFor(slice);
      if (agentId !== undefined) await this.slices.deal(slice, agentId);
    }
  }

  private async ring(slices: readonly QueuedSlice[]): Promise<void> {
    const reserved = await this.rings.reserve(slices);
    const rung = await Promise.all(reserved.map((slice) => this.ringOne(slice)));
    const stale = await this.rings.record(rung.flatMap((one) => one ?? []));
    const pools = new Map(reserved.map(({ id, poolId }) => [id, poolId]));
    await Promise.all(
      stale.map(({ sliceId, sequence }) => this.bell.remove(pools.get(sliceId) ?? '', sequence)),
    );
  }

  private async ringOne(slice: QueuedSlice): Promise<Rung | undefined> {
    const { id: sliceId, epoch } = slice;
    const ring = slice.ring + 1;
    // The bell before this one would only lead to a refused claim.
    if (slice.bellSeq !== null) await this.bell.remove(slice.poolId, Number(slice.bellSeq));
    const sequence = await this.bell.ring({
      poolId: slice.poolId,
      engine: slice.engine,
      ...(slice.pinnedAgentId ? { pinnedAgentId: slice.pinnedAgentId } : {}),
      ...{ sliceId, epoch, ring },
    });
    if (sequence !== undefined) return { sliceId, epoch, ring, sequence };
    this.log.warn({ sliceId }, 'bell could not be rung');
    await this.rings.forget(sliceId, epoch, ring);
    return undefined;
  }

  /** `unheard`: engines with free places whose bells cannot be rung now. */
  private async explain(
    poolId: string,
    engines: readonly string[],
    agents: readonly FleetAgent[],
    unheard: ReadonlySet<string>,
    { exhausted, without }: { exhausted: Exhausted; without: readonly string[] },
  ): Promise<void> {
    for (const [scanId, whose] of exhausted) await this.slices.noteReason(scanId, rateLimited(whose).reason);
    if (engines.length === 0) return;
    const pool = await this.pools.find(poolId);
    for (const engine of engines) {
      const { reason } = whyWaiting(pool?.name ?? poolId, engine, agents, unheard.has(engine));
      await this.slices.noteWaiting(poolId, engine, reason, this.bellsSince(), without);
    }
  }
}
