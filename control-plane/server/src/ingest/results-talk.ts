import { status } from '@grpc/grpc-js';
import type { Chunk, Reject, Released, Renew, StopAck } from '@scanfleet/proto';
import { isAway, isContention } from '../platform';
import type { Fence, Settled } from '../scans';
import type { ConversationParts, End, Speaker } from './conversation-parts';
import type { Reply } from './session';
import { control, writeStop } from './wire';
import { readChunk } from './wire-results';

type Named = Pick<Fence, 'sliceId' | 'epoch'>;

/** An agent speaks of a slice that it has: results, signs of life, and the slice's end. */
export class ResultsTalk {
  constructor(
    private readonly speaker: Speaker,
    private readonly parts: ConversationParts,
    private readonly end: End,
  ) {}

  async chunk(said: Chunk, reply: Reply): Promise<void> {
    const chunk = readChunk(said);
    if ('malformed' in chunk) return this.end(status.INVALID_ARGUMENT, chunk.malformed);
    const fence = this.speaker.fence(said);
    const { clock, metrics } = this.parts;
    const begun = clock.monotonicMs();
    const answer = await this.watched(said, () => this.parts.chunks.commit(fence, chunk));
    metrics.committed((clock.monotonicMs() - begun) / 1_000);
    metrics.chunk(answer.kind.replace(' ', '-'));
    const named = nameOf(said);
    if (answer.kind === 'abandon') return this.abandon('chunk', named, reply);
    if (answer.kind === 'need from') return reply(control('needFrom', { ...named, seq: BigInt(answer.seq) }));
    const stop = answer.stop ? writeStop(named, answer.stop) : undefined;
    await reply(control('ack', { ...named, nextSeq: BigInt(answer.nextSeq), stop }));
  }

  async renew(said: Renew, reply: Reply): Promise<void> {
    const advance = {
      phase: said.phase.slice(0, 64),
      fraction: Number.isFinite(said.fraction) ? Math.min(Math.max(said.fraction, 0), 1) : 0,
      waitingTargets: said.waitingTargets,
    };
    const answer = await this.watched(said, () => this.parts.leases.renew(this.speaker.fence(said), advance));
    const named = nameOf(said);
    if (answer.kind === 'abandon') return this.abandon('renew', named, reply);
    await reply(
      control('renewed', {
        ...named,
        sentBootMs: answer.extended ? said.sentBootMs : 0n,
        stopReason: answer.stop?.reason ?? '',
        stop: answer.stop ? writeStop(named, answer.stop) : undefined,
        releaseCount: answer.release,
      }),
    );
  }

  finish(said: Named, reply: Reply): Promise<void> {
    return this.settle('finish', said, (fence) => this.parts.moves.finish(fence), reply);
  }

  stopAck(said: StopAck, reply: Reply): Promise<void> {
    return this.settle(
      'stop-ack',
      said,
      (fence) => this.parts.moves.stopAck(fence, Number(said.nextSeq)),
      reply,
    );
  }

  reject(said: Reject, reply: Reply): Promise<void> {
    const { toolFailure, reason } = said;
    return this.settle(
      'reject',
      said,
      (fence) => this.parts.moves.giveBack(fence, toolFailure, reason),
      reply,
    );
  }

  /** Not answered: if it is lost, the targets come back with the slice. */
  async released(said: Released): Promise<void> {
    const taken = await this.parts.releases.take(this.speaker.fence(said), said.targets);
    this.parts.log.info({ ...nameOf(said), told: said.targets.length, taken }, 'targets given back');
  }

  private async settle(
    what: string,
    said: Named,
    move: (fence: Fence) => Promise<Settled>,
    reply: Reply,
  ): Promise<void> {
    const settled = await move(this.speaker.fence(said));
    const named = nameOf(said);
    this.parts.dispatcher.nudge();
    if (settled.kind === 'not yours') return this.abandon(what, named, reply);
    const state = settled.kind === 'settled' ? settled.state : 'refused';
    const reason = settled.kind === 'refused' ? settled.reason : '';
    if (state !== 'refused') this.speaker.traces.delete(said.sliceId);
    await reply(control('settled', { ...named, state, reason }));
  }

  private abandon(what: string, named: Named, reply: Reply): Promise<void> {
    this.parts.metrics.fenced(what);
    this.speaker.traces.delete(named.sliceId);
    return reply(control('abandon', named));
  }

  /** A sign of life that could not be written is our silence, not the agent's. What no ledger would take is not. */
  private async watched<T>({ sliceId }: Named, write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (isAway(error)) this.parts.reaper.interrupt();
      else if (isContention(error)) this.parts.reaper.overlook(sliceId);
      throw error;
    }
  }
}

const nameOf = ({ sliceId, epoch }: Named): Named => ({ sliceId, epoch });
