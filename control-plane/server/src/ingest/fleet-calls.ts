import { status, type sendUnaryData, type ServiceError } from '@grpc/grpc-js';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type {
  ArtifactPart,
  ArtifactPartReply,
  ContentPartReply,
  ContentPartRequest,
  FleetServer,
  SupportBundle,
  SupportBundleReply,
  SystemContentPart,
} from '@scanfleet/proto';
import { AgentBundles, AgentSessions, SupportBundles } from '../fleet';
import { Contents } from '../packages';
import { Clock, CONFIG, isId, isRefusal, Log, Sweeper, type Config } from '../platform';
import { heartbeatOf, returnWithin } from './pace';
import { Artifacts, Leases, type SessionOrder } from '../scans';
import { SystemContents } from '../system-content';
import { AgentConversation } from './agent-conversation';
import { ConversationParts } from './conversation-parts';
import { Peers, type Call } from './peer';
import { Session, type AgentStream } from './session';
import { SessionOrders } from './session-orders';
import { statusOf, tryAgain } from './status';

/** A ban reaches a silent stream within this. */
const LOOK_MS = 5_000;

/** The Fleet service of the contract: sessions, and large artifacts part by part. */
@Injectable()
export class FleetCalls implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Sessions of this replica, the newest of each agent. */
  private readonly sessions = new Map<string, { conversation: AgentConversation; session: Session }>();

  constructor(
    @Inject(AgentSessions) private readonly agentSessions: AgentSessions,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(Artifacts) private readonly artifacts: Artifacts,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Contents) private readonly contents: Contents,
    @Inject(Leases) private readonly leases: Leases,
    @Inject(Log) private readonly log: Log,
    @Inject(Peers) private readonly peers: Peers,
    @Inject(ConversationParts) private readonly parts: ConversationParts,
    @Inject(SessionOrders) private readonly orders: SessionOrders,
    @Inject(SystemContents) private readonly systemContents: SystemContents,
    @Inject(AgentBundles) private readonly agentBundles: AgentBundles,
    @Inject(SupportBundles) private readonly bundles: SupportBundles,
  ) {}

  readonly service: FleetServer = {
    session: (stream) => void this.open(stream),
    putArtifactPart: (call, callback) =>
      this.reply(this.putPart(call, call.request), callback, 'part of an artifact not stored'),
    putSystemContentPart: (call, callback) =>
      this.reply(
        this.systemContentPart(call, call.request),
        callback,
        'part of a system’s content not stored',
      ),
    getContentPart: (call, callback) =>
      this.reply(this.contentPart(call, call.request), callback, 'part of content not found'),
    putSupportBundle: (call, callback) =>
      this.reply(this.supportBundle(call, call.request), callback, 'support bundle not stored'),
  };

  /** Sessions held by this replica now. */
  get size(): number {
    return this.sessions.size;
  }

  /** Ends the streams of agents that were put out, or speak elsewhere by now, whether they say anything or not. */
  async look(): Promise<void> {
    const held = [...this.sessions].filter(([, { conversation }]) => conversation.isGreeted);
    const standing = await this.agentSessions.standing(
      new Map(held.map(([id, { conversation }]) => [id, conversation.sessionId])),
    );
    for (const [agentId, { conversation, session }] of held) {
      const now = standing.get(agentId);
      if (now) conversation.stands(now, session.reply);
    }
  }

  onApplicationBootstrap(): void {
    this.parts.metrics.sessions(() => this.sessions.size);
    const everyMs = Math.min(LOOK_MS, this.config.timings.heartbeat);
    this.sweeper.every('ingest.standing', everyMs, () => this.look());
    this.orders.start({
      sessionIds: () => [...this.sessions.values()].map(({ conversation }) => conversation.sessionId),
      tell: (order) => this.tell(order),
    });
  }

  onApplicationShutdown(): void {
    for (const { session } of this.sessions.values()) session.end(status.UNAVAILABLE, 'this replica stops');
  }

  private async open(stream: AgentStream): Promise<void> {
    // Nothing is read, and so nothing lost, until it is known who speaks. Whether it is admitted is decided with its Hello.
    const peer = await this.peers.identityOf(stream).catch((error: unknown) => {
      this.log.error({ err: error }, 'peer not recognised');
      return undefined;
    });
    if (!peer) return void stream.emit('error', tryAgain());
    if (isRefusal(peer)) return void stream.emit('error', statusOf(peer));
    const { agentId } = peer;
    const conversation = new AgentConversation(
      agentId,
      this.parts,
      (code, reason) => session.end(code, reason),
      () => this.greet(agentId, conversation, session),
      () => this.part(agentId, conversation),
      {
        heartbeatMs: heartbeatOf(agentId, this.sessions.size, this.config.timings),
        returnWithinMs: () => returnWithin(this.sessions.size, this.config.timings),
      },
    );
    const session: Session = new Session(stream, conversation, this.clock, this.log);
  }

  private greet(agentId: string, conversation: AgentConversation, session: Session): void {
    this.sessions.get(agentId)?.session.end(status.ABORTED, 'a newer session of this agent is here');
    this.sessions.set(agentId, { conversation, session });
  }

  private tell(order: SessionOrder): void {
    for (const { conversation, session } of this.sessions.values()) {
      if (conversation.sessionId === order.sessionId) void conversation.order(order, session.reply);
    }
  }

  private part(agentId: string, conversation: AgentConversation): void {
    if (this.sessions.get(agentId)?.conversation === conversation) this.sessions.delete(agentId);
  }

  /** What went wrong here is no fault of the agent's: it is to try again. */
  private reply<T>(answer: Promise<T | ServiceError>, callback: sendUnaryData<T>, failed: string): void {
    answer.then(
      (given) => (given instanceof Error ? callback(given) : callback(null, given)),
      (error: unknown) => {
        this.log.error({ err: error }, failed);
        callback(tryAgain());
      },
    );
  }

  private async contentPart(
    call: Call,
    { sha256, offset }: ContentPartRequest,
  ): Promise<ContentPartReply | ServiceError> {
    const peer = await this.peers.peerOf(call);
    if (isRefusal(peer)) return Object.assign(new Error(), statusOf(peer)) as ServiceError;
    const bundle = await this.agentBundles.wanted(peer.agent.poolId);
    if (bundle?.sha256 === sha256) {
      const program = await this.agentBundles.part(bundle, offset);
      return program ? { data: program } : refusal(status.NOT_FOUND, 'there is no such part');
    }
    const isHash = /^[0-9a-f]{64}$/.test(sha256);
    const tenantId = isHash && (await this.leases.tenantNeeding(peer.identity.agentId, sha256));
    if (!tenantId) return refusal(status.PERMISSION_DENIED, 'no slice of this agent’s needs it');
    const data = await this.contents.part(tenantId, sha256, offset);
    return data ? { data } : refusal(status.NOT_FOUND, 'there is no such part');
  }

  private async systemContentPart(
    call: Call,
    { sha256, totalBytes, offset, data }: SystemContentPart,
  ): Promise<ArtifactPartReply | ServiceError> {
    const peer = await this.peers.peerOf(call);
    if (isRefusal(peer)) return Object.assign(new Error(), statusOf(peer)) as ServiceError;
    const part = { sha256, totalBytes: Number(totalBytes), offset: Number(offset), data };
    const taken = await this.systemContents.take(peer.identity.agentId, part);
    return taken.kind === 'taken'
      ? { nextOffset: BigInt(taken.nextOffset) }
      : refusal(status.PERMISSION_DENIED, taken.reason);
  }

  private async supportBundle(
    call: Call,
    { bundleId, data }: SupportBundle,
  ): Promise<SupportBundleReply | ServiceError> {
    const peer = await this.peers.peerOf(call);
    if (isRefusal(peer)) return Object.assign(new Error(), statusOf(peer)) as ServiceError;
    const isTaken = isId(bundleId) && (await this.bundles.take(peer.identity.agentId, bundleId, data));
    return isTaken ? {} : refusal(status.PERMISSION_DENIED, 'it was not asked for');
  }

  private async putPart(call: Call, part: ArtifactPart): Promise<ArtifactPartReply | ServiceError> {
    const peer = await this.peers.peerOf(call);
    if (isRefusal(peer)) return Object.assign(new Error(), statusOf(peer)) as ServiceError;
    const tenantId = await this.leases.tenantOfHeld(peer.identity.agentId, part.sliceId, part.epoch);
    if (!tenantId || !/^[0-9a-f]{64}$/.test(part.sha256)) {
      return refusal(status.PERMISSION_DENIED, 'the slice is not this agent’s');
    }
    const answer = await this.artifacts.put(tenantId, {
      sha256: part.sha256,
      totalBytes: Number(part.totalBytes),
      offset: Number(part.offset),
      data: part.data,
    });
    if (answer.kind === 'stored' && answer.fresh)
      await this.leases.stillDelivers(peer.identity.agentId, part.sliceId, part.epoch);
    return answer.kind === 'stored'
      ? { nextOffset: BigInt(answer.nextOffset) }
      : refusal(status.INVALID_ARGUMENT, answer.reason);
  }
}

const refusal = (code: status, details: string): ServiceError =>
  Object.assign(new Error(details), { code, details }) as ServiceError;
