import { loadavg } from 'node:os';
import type { Clock, Timer } from '../clock';
import type { EngineVerdict } from '../engines/engine';
import type { Engines } from '../engines/registry';
import type { KeeperClient } from '../keeper';
import {
  type AgentBundle,
  type AgentSays,
  type BellAccess,
  type BellListener,
  type ControlSays,
  type Crew as LinkCrew,
  type Grant,
  type HeldVerdict,
  type Hello,
  type Session,
  type SliceRef,
  type Timings,
  type Welcome,
  sliceKey,
} from '../link';
import { type Log, reasonOf } from '../log';
import { Claims } from './claims';
import { ContentOffers } from './content-offers';
import { denied } from './denied';
import { SliceRun, type RunGround } from './slice-run';
import { type Spool, isSliceRef } from './spool';
import { supportBundle } from './support-bundle';
import { Window } from './window';

type Told = Exclude<ControlSays, { kind: 'welcome' }>;

/** The bell as the crew uses it. */
export interface BellRope {
  readonly connected: boolean;
  use(access: BellAccess): void;
  /** A slot may be free: ask for bells. */
  pull(): void;
  /** For good. */
  close(): Promise<void>;
}

export interface CrewGround {
  engines: Engines;
  /** What each engine can do on this machine. */
  verdicts: Promise<readonly EngineVerdict[]>;
  slots: number;
  /** CIDRs and addresses that no tool is ever started for. */
  deny: readonly string[];
  /** Options for people, without what is secret, and the log's last lines: for a support bundle. */
  options?: object;
  recent?: () => readonly string[];
  spool: Spool;
  clock: Clock;
  log: Log;
  /** What Hello says beside what is held. */
  introduction: Pick<Hello, 'agentVersion' | 'hostname' | 'platform' | 'bellPublicKey'>;
  /** The machine's own, as they are now. */
  addresses: () => readonly string[];
  /** Called at the first Welcome; settles when tools can be started and those of an earlier life are gone. */
  keeper: (timings: Timings) => Promise<Pick<KeeperClient, 'guard'>>;
  bell: (listener: BellListener) => BellRope;
  /** A heartbeat was answered; with the program that the control plane wants the agent to be, if that is another one. */
  answered?: (wanted: AgentBundle | null) => void;
}

/**
 * After results could not be kept, or a tool not be started, nothing is claimed for this long: given back at once and
 * claimed again, a slice would run round and round between an agent and its full disk, and an agent whose tool is
 * gone would be the quickest to claim all there is.
 */
const UNABLE_MS = 30_000;
/** Above this share of the spool's quota no slice is claimed: first what is here has to go. */
const SPOOL_FULL = 0.75;

interface Up {
  session: Session;
  window: Window;
  timings: Timings;
  timers: Timer[];
}

/** The agent's work: its slices, its slots, and what each message of the control plane means for them. */
export class Crew implements LinkCrew, BellListener {
  private readonly runs = new Map<string, SliceRun>();
  private readonly claims: Claims;
  private readonly offers: ContentOffers;
  private readonly runGround: RunGround;
  private readonly recovered: Promise<void>;
  private verdicts: readonly EngineVerdict[] = [];
  private up: Up | null = null;
  private keeperStarting: Promise<Pick<KeeperClient, 'guard'>> | null = null;
  private keeper: Pick<KeeperClient, 'guard'> | null = null;
  private bell: BellRope | null = null;
  private heartbeats = 0;
  /** Monotonic milliseconds before which nothing is claimed. */
  private claimsAfter = 0;
  private draining = false;
  private leaving = false;
  private idle: () => void = () => undefined;

  constructor(private readonly ground: CrewGround) {
    const { engines, spool, clock, log, slots } = ground;
    this.runGround = {
      engines,
      spool,
      clock,
      log,
      denied: denied(ground.deny),
      changed: (run) => this.changed(run),
      unable: () => (this.claimsAfter = clock.monotonicMs() + UNABLE_MS),
    };
    this.claims = new Claims({
      slots,
      inUse: () => this.slotsInUse(),
      willing: () => this.keeper !== null && !this.draining && !this.leaving && this.canKeep,
      bootTimeMs: clock.bootTimeMs,
      say: (says) => this.say(says),
    });
    this.offers = new ContentOffers(log);
    this.recovered = this.recover();
    // Said by whoever awaits it first.
    this.recovered.catch(() => undefined);
  }

  async hello(): Promise<Hello> {
    this.verdicts = await this.ground.verdicts;
    await this.recovered;
    const held = [...this.runs.values()].filter((run) => !run.final);
    return {
      ...this.ground.introduction,
      addresses: this.ground.addresses(),
      engines: this.verdicts,
      toolSlots: this.ground.slots,
      held: held.map(({ ref, nextSeq }) => ({ ...ref, nextSeq })),
      openNonces: this.claims.openNonces,
    };
  }

  welcomed(session: Session, welcome: Welcome): void {
    const { timings } = welcome;
    const { clock, log } = this.ground;
    const up: Up = { session, window: new Window(welcome.window), timings, timers: [] };
    this.up = up;
    log.info('ready', { agent: welcome.agentName, session: welcome.sessionId });
    // Not once the keeper is there: a heartbeat may have brought a pass by then.
    if (!welcome.bell) this.hearNoMore();
    up.timers.push(clock.every(timings.heartbeatMs, () => this.heartbeat()));
    up.timers.push(clock.every(timings.renewMs, () => this.renew()));
    this.keeperStarting ??= this.ground.keeper(timings);
    // Last words wait for the keeper: it has made sure that no tool of an earlier life is left.
    this.keeperStarting.then(
      (keeper) => {
        this.keeper = keeper;
        if (this.up === up) this.resume(up, welcome);
      },
      () => undefined,
    );
  }

  lost(): void {
    this.up?.timers.forEach((timer) => timer.clear());
    this.up?.window.close();
    this.up = null;
    for (const run of this.runs.values()) run.detach();
  }

  heard(told: Told): void {
    switch (told.kind) {
      case 'grant':
        return this.granted(told);
      case 'deny':
        this.claims.denied(told.nonce);
        return this.slotsChanged();
      case 'heartbeat-reply':
        this.draining = told.drain;
        if (told.giveBack) this.giveBack('drained');
        if (told.bell) this.hear(told.bell);
        this.claims.told(told.workWaiting, this.bell?.connected ?? false);
        if (this.up) void this.offers.give(told.wantedContent, this.verdicts, this.up.session);
        this.ground.answered?.(told.wantedBundle);
        return this.bell?.pull();
      case 'drain':
        this.draining = true;
        return this.ground.log.info('draining', { reason: told.reason });
      case 'support':
        return void this.support(told.bundleId);
      case 'credit':
        return this.up?.window.resize(told.window);
      default:
        return this.heardOfSlice(told);
    }
  }

  /** Stops claiming, and settles when everything that is held has come to its end. */
  async finish(): Promise<void> {
    this.leaving = true;
    if (this.runs.size > 0) await new Promise<void>((resolve) => (this.idle = resolve));
  }

  /** Stops claiming, ends the tools and gives everything back; settles when all is said and answered. */
  async leave(reason: string): Promise<void> {
    this.leaving = true;
    this.giveBack(reason);
    if (this.runs.size > 0) await new Promise<void>((resolve) => (this.idle = resolve));
  }

  /** Ends the tools; what is finished is delivered, and the rest given back. */
  private giveBack(reason: string): void {
    for (const run of this.runs.values()) run.withdraw(reason);
  }

  wanted(): number {
    return this.claims.free;
  }

  engines(): readonly string[] {
    return this.verdicts.filter(({ available }) => available).map(({ name }) => name);
  }

  rung(bell: { sliceId: string; epoch: number; replySubject: string }): void {
    if (this.runs.has(sliceKey(bell))) return;
    this.claims.rung(bell);
  }

  private async support(bundleId: string): Promise<void> {
    const { log, clock, slots, introduction, spool, options = {}, recent = () => [] } = this.ground;
    const slices = [...this.runs.values()].map(({ ref, nextSeq, final, holdsSlot }) => ({
      ...{ ...ref, nextSeq, final, holdsSlot },
    }));
    const { bellPublicKey: _, ...agent } = introduction;
    const facts = {
      agent: { ...agent, slots, addresses: this.ground.addresses(), draining: this.draining },
      ...{ options, engines: this.verdicts, slices, spool: { fill: spool.quota.fill }, log: recent() },
    };
    try {
      await this.up?.session.putSupportBundle(bundleId, supportBundle(facts, clock.wallMs()));
      log.info('support bundle sent', { bundle: bundleId });
    } catch (thrown) {
      log.warn('support bundle not sent', { bundle: bundleId, reason: reasonOf(thrown) });
    }
  }

  /** Takes over what an earlier life left in the spool. */
  private async recover(): Promise<void> {
    const { log } = this.ground;
    const unreadable = (name: string, thrown: unknown): void =>
      log.error('a folder of the spool cannot be read', { name, reason: reasonOf(thrown) });
    for (const spool of await this.ground.spool.load(unreadable)) {
      this.runs.set(sliceKey(spool.record), SliceRun.recovered(spool, this.runGround));
    }
  }

  /** There is room for results, and the disk took the last ones. */
  private get canKeep(): boolean {
    return this.ground.spool.quota.fill <= SPOOL_FULL && this.ground.clock.monotonicMs() >= this.claimsAfter;
  }

  private slotsInUse(): number {
    let used = 0;
    for (const run of this.runs.values()) if (run.holdsSlot) used += 1;
    return used;
  }

  private say(says: AgentSays): boolean {
    this.up?.session.say(says);
    return this.up !== null;
  }

  private resume(up: Up, welcome: Welcome): void {
    for (const verdict of welcome.held) this.heldVerdict(up, verdict);
    this.claims.repeat();
    this.renew();
    this.claims.claimUnrung();
    if (welcome.bell) this.hear(welcome.bell);
    else this.bell?.pull();
  }

  private hear(access: BellAccess): void {
    this.bell ??= this.ground.bell(this);
    this.bell.use(access);
  }

  /** Enough of the pool hear it: one that did through another replica makes room. */
  private hearNoMore(): void {
    void this.bell?.close();
    this.bell = null;
  }

  private heldVerdict(up: Up, verdict: HeldVerdict): void {
    const run = this.runs.get(sliceKey(verdict));
    if (!run) return;
    if (verdict.verdict === 'abandon') return run.abandon();
    if (verdict.verdict === 'stop') run.stop(verdict.order);
    run.attach(up, verdict.fromSeq);
  }

  private heardOfSlice(told: Exclude<Extract<Told, SliceRef>, Grant>): void {
    const run = this.runs.get(sliceKey(told));
    if (told.kind === 'release') return this.release(told, told.count);
    if (!run) return;
    switch (told.kind) {
      case 'renewed':
        if (told.stop) run.stop(told.stop);
        // 0: the lease is not longer, and neither may the tools live longer.
        if (this.up && told.sentBootMs > 0) run.leased(told.sentBootMs + this.up.timings.stopAfterMs);
        // Said before the last release was heard: that one was the answer.
        if (told.releaseCount > 0 && told.sentBootMs > run.releasedBootMs)
          this.release(told, told.releaseCount);
        return;
      case 'ack':
        if (told.stop) run.stop(told.stop);
        return run.acknowledged(told.nextSeq);
      case 'need-from':
        return run.needFrom(told.seq);
      case 'settled':
        return run.settled(told.state, told.reason);
      case 'stop':
        return run.stop(told.order);
      case 'abandon':
        return run.abandon();
    }
  }

  /** Always answered: a slice that is not here has nothing to give. */
  private release({ sliceId, epoch }: SliceRef, count: number): void {
    const targets = this.runs.get(sliceKey({ sliceId, epoch }))?.release(count) ?? [];
    this.say({ kind: 'released', sliceId, epoch, targets });
  }

  private granted(grant: Grant & { kind: 'grant' }): void {
    const claim = this.claims.granted(grant.nonce);
    if (this.runs.has(sliceKey(grant))) return;
    const { sliceId, epoch } = grant;
    const refusal = this.refusalOf(grant, claim !== null);
    if (refusal) {
      this.ground.log.warn('grant given back', { slice: sliceId, epoch, reason: refusal.reason });
      this.say({ kind: 'last-word', sliceId, epoch, word: { kind: 'reject', ...refusal }, nextSeq: 0 });
      return this.slotsChanged();
    }
    if (!claim || !this.keeper || !grant.work || !this.up) return;
    const deadline = claim.sentBootMs + this.up.timings.stopAfterMs;
    const guard = this.keeper.guard(sliceKey(grant), deadline);
    const run = SliceRun.granted({ grant, work: grant.work, guard }, this.runGround);
    this.runs.set(sliceKey(grant), run);
    run.attach(this.up, 0);
    // The grant of a claim that was asked twice may be as old as the claim: its lease is renewed first.
    if (claim.repeated) this.renewRun(run);
    else run.start();
  }

  private refusalOf(grant: Grant, asked: boolean): { toolFailure: boolean; reason: string } | null {
    if (!isSliceRef(grant)) return { toolFailure: true, reason: 'the slice id cannot be used' };
    if (!grant.work) return { toolFailure: true, reason: grant.refusal };
    if (!asked) return { toolFailure: false, reason: 'the grant was not asked for' };
    if (this.leaving || !this.keeper) return { toolFailure: false, reason: 'the agent is going down' };
    return null;
  }

  private changed(run: SliceRun): void {
    if (run.gone) {
      this.runs.delete(sliceKey(run.ref));
      if (this.runs.size === 0) this.idle();
    }
    if (!run.holdsSlot) this.slotsChanged();
  }

  private slotsChanged(): void {
    this.claims.claimUnrung();
    this.bell?.pull();
  }

  private heartbeat(): void {
    this.heartbeats += 1;
    const load = loadavg()[0] ?? 0;
    // Whoever drained it is to see when its work is at its end.
    const freeSlots = this.draining && !this.leaving ? this.claims.unused : this.wanted();
    this.say({ kind: 'heartbeat', sequence: this.heartbeats, freeSlots, load });
  }

  private renew(): void {
    for (const run of this.runs.values()) this.renewRun(run);
  }

  private renewRun(run: SliceRun): void {
    const sentBootMs = this.ground.clock.bootTimeMs();
    this.say({ kind: 'renew', ...run.ref, sentBootMs, ...run.advance });
  }
}
