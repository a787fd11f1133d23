import { status } from '@grpc/grpc-js';
import {
  acceptsProtocol,
  PROTOCOL_VERSION,
  type AgentMessage,
  type Claim,
  type ControlMessage,
  type Hello,
} from '@scanfleet/proto';
import type { Dispatcher, Reaper } from '../dispatcher';
import type { Agents, EngineVerdict } from '../fleet';
import {
  isRefusal,
  newId,
  withTrace,
  type Bell,
  type BellUsers,
  type Clock,
  type Config,
  type Database,
  type Log,
} from '../platform';
import type {
  Chunks,
  Claimant,
  Claims,
  Fence,
  HeldVerdict,
  LastBell,
  Leases,
  Settled,
  SliceMoves,
} from '../scans';
import { AgentsBellPass } from './bell-pass';
import type { Conversation, Reply } from './session';
import { control, GRANTABLE_ENGINES, readChunk, writeGrant, writeVerdict } from './wire';

const NEWER_SESSION = 'a newer session of this agent is here';
/** Chunks an agent may have unacknowledged. */
const WINDOW = 8;

export interface ConversationParts {
  readonly agents: Agents;
  readonly bell: Bell;
  readonly bellUsers: BellUsers;
  readonly chunks: Chunks;
  readonly claims: Claims;
  readonly clock: Clock;
  readonly config: Config;
  readonly database: Database;
  readonly dispatcher: Dispatcher;
  readonly leases: Leases;
  readonly log: Log;
  readonly moves: SliceMoves;
  readonly reaper: Reaper;
}

/** The one that ends a session: an agent that talks nonsense, is too old, or has a newer session. */
export type End = (code: status, reason: string) => void;

/**
 * What an agent says and is answered. Holds nothing that the ledger does not: any replica can go on where
 * another stopped. Every answer follows the commit that it reports.
 */
export class AgentConversation implements Conversation {
  readonly sessionId = newId();
  private claimant: Claimant | undefined;
  private bellPass: AgentsBellPass | undefined;
  private isOver = false;
  /** Of the slices that the agent has: their scan's trace id. */
  private readonly traces = new Map<string, string>();

  constructor(
    private readonly agentId: string,
    private readonly parts: ConversationParts,
    private readonly end: End,
    /** Called when the Hello was accepted: from then on this is the agent's newest session. */
    private readonly greeted: () => void,
    private readonly parted: () => void,
  ) {}

  async hello(message: AgentMessage & { message: { $case: 'hello' } }, reply: Reply): Promise<void> {
    const hello = message.message.value as Hello;
    if (!acceptsProtocol(hello.protocol)) {
      return this.end(
        status.FAILED_PRECONDITION,
        `agent speaks protocol ${hello.protocol}, the control plane ${PROTOCOL_VERSION}: upgrade the agent`,
      );
    }
    const { agents, bell, database, dispatcher, leases, log } = this.parts;
    const engines: EngineVerdict[] = hello.engines.map((engine) => ({ ...engine }));
    const agent = await database.transaction((tx) =>
      agents.hello(
        tx,
        this.agentId,
        {
          version: hello.agentVersion,
          hostname: hello.hostname,
          platform: hello.platform,
          engines,
          toolSlots: hello.toolSlots,
        },
        this.sessionId,
      ),
    );
    if (isRefusal(agent)) return this.end(status.PERMISSION_DENIED, agent.reason);
    // The stream broke meanwhile: nobody would ever end this session, nor take it off the list.
    if (this.isOver) return agents.goodbye(this.agentId, this.sessionId);
    const usable = new Map(
      engines.filter((e) => e.available && GRANTABLE_ENGINES.has(e.name)).map((e) => [e.name, e.limits]),
    );
    this.claimant = {
      agentId: this.agentId,
      sessionId: this.sessionId,
      poolId: agent.poolId,
      engines: usable,
      name: agent.name,
    };
    this.greeted();
    this.bellPass = new AgentsBellPass(this.parts.bellUsers, this.parts.clock, {
      agentId: this.agentId,
      poolId: agent.poolId,
      engines: [...usable.keys()],
      publicKey: hello.bellPublicKey,
    });
    const held = await leases.adopt(this.agentId, this.sessionId, hello.held, hello.openNonces);
    if (!held) return this.end(status.ABORTED, NEWER_SESSION);
    for (const slice of held) if (slice.kind !== 'abandon') this.traces.set(slice.sliceId, slice.traceId);
    bell.ensurePool(agent.poolId, [...usable.keys()]).catch((error: unknown) => {
      log.error({ err: error, agentId: this.agentId }, 'desks of the agent not made');
    });
    await reply(await this.welcome(agent.name, held));
    log.info({ agentId: this.agentId, sessionId: this.sessionId, held: held.length }, 'agent is here');
    dispatcher.nudge();
  }

  private async welcome(agentName: string, held: readonly HeldVerdict[]): Promise<ControlMessage> {
    const { heartbeat, renew, stopAfter, killGrace } = this.parts.config.timings;
    return control('welcome', {
      protocol: PROTOCOL_VERSION,
      sessionId: this.sessionId,
      agentName,
      timings: { heartbeatMs: heartbeat, renewMs: renew, stopAfterMs: stopAfter, killGraceMs: killGrace },
      window: WINDOW,
      held: held.map(writeVerdict),
      bell: await this.bellPass?.next(),
    });
  }

  async handle(message: AgentMessage, reply: Reply): Promise<void> {
    const said = message.message;
    const sliceId = said && 'sliceId' in said.value ? said.value.sliceId : '';
    await withTrace(this.traces.get(sliceId) ?? '', () => this.dispatch(message, reply));
  }

  async over(): Promise<void> {
    this.isOver = true;
    this.parted();
    if (this.claimant) await this.parts.agents.goodbye(this.agentId, this.sessionId);
  }

  private async dispatch({ message }: AgentMessage, reply: Reply): Promise<void> {
    const { moves } = this.parts;
    switch (message?.$case) {
      case 'heartbeat':
        return this.heartbeat(message.value.sequence, message.value.freeSlots, message.value.load, reply);
      case 'claim':
        return this.claim(message.value, reply);
      case 'renew':
        return this.renew(message.value, reply);
      case 'chunk': {
        const chunk = readChunk(message.value);
        if ('malformed' in chunk) return this.end(status.INVALID_ARGUMENT, chunk.malformed);
        const fence = this.fence(message.value);
        const answer = await this.watched(() => this.parts.chunks.commit(fence, chunk));
        const named = { sliceId: fence.sliceId, epoch: fence.epoch };
        if (answer.kind === 'ack')
          return reply(control('ack', { ...named, nextSeq: BigInt(answer.nextSeq), stop: undefined }));
        if (answer.kind === 'need from')
          return reply(control('needFrom', { ...named, seq: BigInt(answer.seq) }));
        return this.abandon(named, reply);
      }
      case 'finish':
        return this.settle(this.fence(message.value), (fence) => moves.finish(fence), reply);
      case 'stopAck': {
        const nextSeq = Number(message.value.nextSeq);
        return this.settle(this.fence(message.value), (fence) => moves.stopAck(fence, nextSeq), reply);
      }
      case 'reject': {
        const { toolFailure, reason } = message.value;
        return this.settle(
          this.fence(message.value),
          (fence) => moves.giveBack(fence, toolFailure, reason),
          reply,
        );
      }
      default:
        return this.end(status.UNIMPLEMENTED, `${message?.$case ?? 'empty'} is not understood`);
    }
  }

  private async heartbeat(sequence: bigint, freeSlots: number, load: number, reply: Reply): Promise<void> {
    const { agents, dispatcher } = this.parts;
    const claimant = this.known();
    const newest = await agents.heartbeat(this.agentId, this.sessionId, { freeSlots, load });
    if (!newest) return this.end(status.ABORTED, NEWER_SESSION);
    const workWaiting =
      freeSlots > 0 && (await dispatcher.workWaiting(claimant.poolId, new Set(claimant.engines.keys())));
    await reply(
      control('heartbeatReply', {
        sequence,
        workWaiting,
        bell: this.bellPass?.isDue ? await this.bellPass.next() : undefined,
        drain: newest.draining,
      }),
    );
  }

  private async claim(claim: Claim, reply: Reply): Promise<void> {
    const { claims, dispatcher } = this.parts;
    const claimant = this.known();
    const before = await claims.granted(claimant, claim.nonce);
    if (before) {
      this.traces.set(before.sliceId, before.traceId);
      return reply(control('grant', writeGrant(claim.nonce, before)));
    }
    const wanted = claim.sliceId
      ? [{ id: claim.sliceId, epoch: claim.epoch }]
      : await dispatcher.choose(claimant.poolId, claimant.agentId, new Set(claimant.engines.keys()));
    let last = { code: 'nothing-waiting', reason: 'nothing is waiting for this agent' };
    for (const slice of wanted) {
      const answer = await claims.claim(claimant, claim.nonce, slice.id, slice.epoch);
      if (answer.kind === 'granted') {
        this.traces.set(answer.grant.sliceId, answer.grant.traceId);
        this.acknowledge(claim.replySubject, answer.grant.bell);
        return reply(control('grant', writeGrant(claim.nonce, answer.grant)));
      }
      last = answer;
      this.acknowledge(claim.replySubject, answer.stale);
    }
    await reply(control('deny', { nonce: claim.nonce, code: last.code, reason: last.reason }));
  }

  /** The bell has done its work. The reply subject came from the agent: only that of this very bell is used. */
  private acknowledge(replySubject: string, bell: LastBell | undefined): void {
    if (replySubject !== '' && bell) this.parts.bell.acknowledge(replySubject, bell);
  }

  private async renew(
    renew: { sliceId: string; epoch: number; sentBootMs: bigint; phase: string; fraction: number },
    reply: Reply,
  ): Promise<void> {
    const progress = {
      phase: renew.phase.slice(0, 64),
      fraction: Number.isFinite(renew.fraction) ? renew.fraction : 0,
    };
    const answer = await this.watched(() => this.parts.leases.renew(this.fence(renew), progress));
    const named = { sliceId: renew.sliceId, epoch: renew.epoch };
    if (answer.kind === 'abandon') return this.abandon(named, reply);
    await reply(
      control('renewed', {
        ...named,
        sentBootMs: renew.sentBootMs,
        stopReason: answer.stopReason,
        stop: undefined,
        releaseCount: 0,
      }),
    );
  }

  private async settle(fence: Fence, move: (fence: Fence) => Promise<Settled>, reply: Reply): Promise<void> {
    const settled = await move(fence);
    const named = { sliceId: fence.sliceId, epoch: fence.epoch };
    this.parts.dispatcher.nudge();
    if (settled.kind === 'not yours') return this.abandon(named, reply);
    const state = settled.kind === 'settled' ? settled.state : 'refused';
    const reason = settled.kind === 'refused' ? settled.reason : '';
    if (state !== 'refused') this.traces.delete(fence.sliceId);
    await reply(control('settled', { ...named, state, reason }));
  }

  private abandon(named: { sliceId: string; epoch: number }, reply: Reply): Promise<void> {
    this.traces.delete(named.sliceId);
    return reply(control('abandon', named));
  }

  /** A sign of life that could not be written is our silence, not the agent's. */
  private async watched<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      this.parts.reaper.interrupt();
      throw error;
    }
  }

  private fence(named: { sliceId: string; epoch: number }): Fence {
    return { sliceId: named.sliceId, epoch: named.epoch, agentId: this.agentId, sessionId: this.sessionId };
  }

  private known(): Claimant {
    if (!this.claimant) throw new Error('no Hello yet');
    return this.claimant;
  }
}
