import { status } from '@grpc/grpc-js';
import {
  acceptsProtocol,
  PROTOCOL_VERSION,
  type AgentBundle as WiredBundle,
  type AgentMessage,
  type ControlMessage,
  type Heartbeat,
  type Hello,
} from '@scanfleet/proto';
import { standingOf, type Admitted, type EngineVerdict, type Standing } from '../fleet';
import { isRefusal, newId, withTrace, type Result } from '../platform';
import type { Greeted } from './arrivals';
import type { HeldVerdict, SessionOrder } from '../scans';
import { AgentsBellPass } from './bell-pass';
import { ClaimsTalk } from './claims-talk';
import { Speaker, type ConversationParts, type End } from './conversation-parts';
import { ResultsTalk } from './results-talk';
import type { Conversation, Reply } from './session';
import { control, GRANTABLE_ENGINES, writeStop, writeVerdict } from './wire';

const NEWER_SESSION = 'a newer session of this agent is here';
/** Chunks an agent may have unacknowledged. */
const WINDOW = 8;

/**
 * What an agent says and is answered. Holds nothing that the ledger does not: any replica can go on where
 * another stopped. Every answer follows the commit that it reports.
 */
export class AgentConversation implements Conversation {
  readonly sessionId = newId();
  private readonly speaker: Speaker;
  private readonly claims: ClaimsTalk;
  private readonly results: ResultsTalk;
  private bellPass: AgentsBellPass | undefined;
  private isOver = false;

  private engines: readonly EngineVerdict[] = [];
  private version = '';
  /** As of the last look, which is some seconds old at most. */
  private standing: Standing = { session: 'held', draining: false, givesBack: false };

  constructor(
    private readonly agentId: string,
    private readonly parts: ConversationParts,
    private readonly end: End,
    /** Called when the Hello was accepted: from then on this is the agent's newest session. */
    private readonly greeted: () => void,
    private readonly parted: () => void,
    private readonly pace: { readonly heartbeatMs: number; readonly returnWithinMs: () => number },
  ) {
    this.speaker = new Speaker(agentId, this.sessionId);
    this.claims = new ClaimsTalk(this.speaker, parts);
    this.results = new ResultsTalk(this.speaker, parts, end);
  }

  /** The Hello was accepted: the session is in the ledger. */
  get isGreeted(): boolean {
    return this.speaker.isGreeted;
  }

  async hello(message: AgentMessage & { message: { $case: 'hello' } }, reply: Reply): Promise<void> {
    const hello = message.message.value as Hello;
    if (!acceptsProtocol(hello.protocol)) {
      return this.end(
        status.FAILED_PRECONDITION,
        `agent speaks protocol ${hello.protocol}, the control plane ${PROTOCOL_VERSION}: upgrade the agent`,
      );
    }
    const { bell, dispatcher, log, sessions } = this.parts;
    const greeted = await this.write(hello);
    if (isRefusal(greeted)) return this.end(status.PERMISSION_DENIED, greeted.reason);
    const { agent } = greeted;
    // The stream broke meanwhile: nobody would ever end this session, nor take it off the list.
    if (this.isOver) return sessions.goodbye(this.agentId, this.sessionId);
    this.engines = agent.engines;
    this.version = hello.agentVersion;
    this.standing = standingOf(agent, this.sessionId, this.parts.clock.now());
    const engines = this.greet(hello, agent);
    const held = await this.takeOver(hello, greeted);
    if (!held) return this.end(status.ABORTED, NEWER_SESSION);
    for (const slice of held)
      if (slice.kind !== 'abandon') this.speaker.traces.set(slice.sliceId, slice.traceId);
    bell.ensurePool(agent.poolId, engines).catch((error: unknown) => {
      log.error({ err: error, agentId: this.agentId }, 'desks of the agent not made');
    });
    await reply(await this.welcome(agent.name, held));
    log.info({ agentId: this.agentId, sessionId: this.sessionId, held: held.length }, 'agent is here');
    dispatcher.nudge();
  }

  private write(hello: Hello): Promise<Result<Greeted>> {
    const { agentVersion: version, hostname, platform, toolSlots, addresses, bellPublicKey } = hello;
    return this.parts.arrivals.hello({
      ...{ agentId: this.agentId, sessionId: this.sessionId },
      ...{ version, hostname, platform, toolSlots, addresses, engines: hello.engines },
      // Each start of an agent makes a bell key of its own.
      instance: bellPublicKey.slice(0, 64),
      heartbeatMs: this.pace.heartbeatMs,
    });
  }

  /** Undefined: a still newer session has begun. */
  private async takeOver(hello: Hello, { owns }: Greeted): Promise<HeldVerdict[] | undefined> {
    const { agentId, sessionId } = this;
    if (owns) return this.parts.leases.adopt(agentId, sessionId, hello.held, hello.openNonces);
    return hello.held.map((slice) => ({ ...slice, kind: 'abandon' }));
  }

  /** Answers the engines that the agent can be given work for. */
  private greet(hello: Hello, agent: Admitted): string[] {
    const usable = new Map(
      hello.engines
        .filter((engine) => engine.available && GRANTABLE_ENGINES.has(engine.name))
        .map((engine) => [engine.name, engine.limits]),
    );
    const { agentId, sessionId } = this;
    const { poolId, name } = agent;
    this.speaker.greet({ agentId, sessionId, poolId, engines: usable, name });
    this.greeted();
    const engines = [...usable.keys()];
    const publicKey = hello.bellPublicKey;
    const listener = { agentId, poolId, engines, publicKey };
    this.bellPass = new AgentsBellPass(this.parts, sessionId, listener);
    return engines;
  }

  private async welcome(agentName: string, held: readonly HeldVerdict[]): Promise<ControlMessage> {
    const { renew, stopAfter, killGrace } = this.parts.config.timings;
    return control('welcome', {
      protocol: PROTOCOL_VERSION,
      sessionId: this.sessionId,
      agentName,
      timings: {
        heartbeatMs: this.pace.heartbeatMs,
        returnWithinMs: this.pace.returnWithinMs(),
        renewMs: renew,
        stopAfterMs: stopAfter,
        killGraceMs: killGrace,
      },
      window: WINDOW,
      held: held.map(writeVerdict),
      bell: await this.bellPass?.next(),
    });
  }

  async handle(message: AgentMessage, reply: Reply): Promise<void> {
    const said = message.message;
    const sliceId = said && 'sliceId' in said.value ? said.value.sliceId : '';
    await withTrace(this.speaker.traces.get(sliceId) ?? '', () => this.dispatch(message, reply));
  }

  async over(): Promise<void> {
    this.isOver = true;
    this.bellPass?.over();
    this.parted();
    if (this.speaker.isGreeted) await this.parts.sessions.goodbye(this.agentId, this.sessionId);
  }

  /** What the ledger says of this session now: it ends, or the agent is told at once that it drains. */
  stands(standing: Standing, reply: Reply): void {
    const before = this.standing;
    this.standing = standing;
    if (standing.session === 'out') this.end(status.PERMISSION_DENIED, 'the agent was retired or banned');
    else if (standing.session === 'newer') this.end(status.ABORTED, NEWER_SESSION);
    else if (standing.draining && !before.draining)
      void reply(control('drain', { reason: 'drained by its operator' }));
    if (standing.session === 'held' && standing.bundleId && standing.bundleId !== before.bundleId)
      void reply(control('support', { bundleId: standing.bundleId }));
  }

  /** Tells the agent of one of its slices what the ledger wants: to stop, or to give targets back. */
  async order({ sliceId, epoch, stop, release }: SessionOrder, reply: Reply): Promise<void> {
    if (stop) return reply(control('stop', writeStop({ sliceId, epoch }, stop)));
    if (release > 0) await reply(control('release', { sliceId, epoch, count: release }));
  }

  private async dispatch({ message }: AgentMessage, reply: Reply): Promise<void> {
    switch (message?.$case) {
      case 'heartbeat':
        return this.heartbeat(message.value, reply);
      case 'claim':
        return this.claims.claim(message.value, reply);
      case 'renew':
        return this.results.renew(message.value, reply);
      case 'chunk':
        return this.results.chunk(message.value, reply);
      case 'finish':
        return this.results.finish(message.value, reply);
      case 'stopAck':
        return this.results.stopAck(message.value, reply);
      case 'reject':
        return this.results.reject(message.value, reply);
      case 'released':
        return this.results.released(message.value);
      default:
        return this.end(status.UNIMPLEMENTED, `${message?.$case ?? 'empty'} is not understood`);
    }
  }

  private async wantedBundle(poolId: string): Promise<WiredBundle | undefined> {
    const bundle = await this.parts.bundles.wanted(poolId);
    if (!bundle || bundle.version === this.version) return undefined;
    return { ...bundle, signature: Buffer.from(bundle.signature, 'base64') };
  }

  private async heartbeat({ sequence, freeSlots, load }: Heartbeat, reply: Reply): Promise<void> {
    const { dispatcher, heartbeats } = this.parts;
    const { poolId, engines } = this.speaker.claimant;
    heartbeats.heard(this.agentId, this.sessionId, { freeSlots, load });
    const workWaiting = freeSlots > 0 && (await dispatcher.workWaiting(poolId, new Set(engines.keys())));
    await reply(
      control('heartbeatReply', {
        sequence,
        workWaiting,
        bell: this.bellPass?.isDue ? await this.bellPass.next() : undefined,
        drain: this.standing.draining,
        giveBack: this.standing.givesBack,
        wantedContent: await this.parts.systemContents.wanted(this.agentId, this.engines),
        wantedBundle: await this.wantedBundle(poolId),
        returnWithinMs: this.pace.returnWithinMs(),
      }),
    );
  }
}
