import type { status } from '@grpc/grpc-js';
import { Inject, Injectable } from '@nestjs/common';
import { Dispatcher, Reaper } from '../dispatcher';
import { AgentBundles, AgentSessions } from '../fleet';
import { Bell, BellUsers, Clock, CONFIG, Database, Log, type Config } from '../platform';
import { SystemContents } from '../system-content';
import { Arrivals } from './arrivals';
import { BellSeats } from './bell-seats';
import { Heartbeats } from './heartbeats';
import { IngestMetrics } from './ingest-metrics';
import { Chunks, Claims, Leases, Releases, SliceMoves, type Claimant, type Fence } from '../scans';

/** The rooms that a conversation with an agent speaks for. */
@Injectable()
export class ConversationParts {
  constructor(
    @Inject(AgentBundles) readonly bundles: AgentBundles,
    @Inject(Arrivals) readonly arrivals: Arrivals,
    @Inject(Bell) readonly bell: Bell,
    @Inject(BellSeats) readonly bellSeats: BellSeats,
    @Inject(BellUsers) readonly bellUsers: BellUsers,
    @Inject(Chunks) readonly chunks: Chunks,
    @Inject(Claims) readonly claims: Claims,
    @Inject(Clock) readonly clock: Clock,
    @Inject(CONFIG) readonly config: Config,
    @Inject(Database) readonly database: Database,
    @Inject(Dispatcher) readonly dispatcher: Dispatcher,
    @Inject(Heartbeats) readonly heartbeats: Heartbeats,
    @Inject(IngestMetrics) readonly metrics: IngestMetrics,
    @Inject(Leases) readonly leases: Leases,
    @Inject(Log) readonly log: Log,
    @Inject(AgentSessions) readonly sessions: AgentSessions,
    @Inject(SliceMoves) readonly moves: SliceMoves,
    @Inject(Reaper) readonly reaper: Reaper,
    @Inject(Releases) readonly releases: Releases,
    @Inject(SystemContents) readonly systemContents: SystemContents,
  ) {}
}

/** The one that ends a session: an agent that talks nonsense, is too old, or has a newer session. */
export type End = (code: status, reason: string) => void;

/** Who speaks, as every part of a conversation has to know. */
export class Speaker {
  /** Of the slices that the agent has: their scan's trace id. */
  readonly traces = new Map<string, string>();
  private greeted: Claimant | undefined;

  constructor(
    readonly agentId: string,
    readonly sessionId: string,
  ) {}

  /** Its Hello was accepted. */
  greet(claimant: Claimant): void {
    this.greeted = claimant;
  }

  get isGreeted(): boolean {
    return this.greeted !== undefined;
  }

  /** @throws Error before Hello, which the session lets nobody skip. */
  get claimant(): Claimant {
    if (!this.greeted) throw new Error('no Hello yet');
    return this.greeted;
  }

  fence({ sliceId, epoch }: { sliceId: string; epoch: number }): Fence {
    return { sliceId, epoch, agentId: this.agentId, sessionId: this.sessionId };
  }
}
