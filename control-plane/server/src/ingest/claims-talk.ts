import type { Claim } from '@scanfleet/proto';
import type { LastBell } from '../scans';
import type { ConversationParts, Speaker } from './conversation-parts';
import type { Reply } from './session';
import { control, writeGrant } from './wire';

/** An agent asks for work: what is said of Claim, Grant and Deny. */
export class ClaimsTalk {
  constructor(
    private readonly speaker: Speaker,
    private readonly parts: ConversationParts,
  ) {}

  async claim(claim: Claim, reply: Reply): Promise<void> {
    const { claims, dispatcher, metrics } = this.parts;
    const { claimant, traces } = this.speaker;
    const before = await claims.granted(claimant, claim.nonce);
    if (before) {
      metrics.claimed('granted again');
      traces.set(before.sliceId, before.traceId);
      return reply(control('grant', writeGrant(claim.nonce, before)));
    }
    const wanted = claim.sliceId
      ? [{ id: claim.sliceId, epoch: claim.epoch }]
      : await dispatcher.choose(claimant.poolId, claimant.agentId, new Set(claimant.engines.keys()));
    let last = { code: 'nothing-waiting', reason: 'nothing is waiting for this agent' };
    for (const slice of wanted) {
      const answer = await claims.claim(claimant, claim.nonce, slice.id, slice.epoch);
      if (answer.kind === 'granted') {
        metrics.claimed('granted');
        traces.set(answer.grant.sliceId, answer.grant.traceId);
        this.acknowledge(claim.replySubject, answer.grant.bell);
        return reply(control('grant', writeGrant(claim.nonce, answer.grant)));
      }
      last = answer;
      this.acknowledge(claim.replySubject, answer.stale);
    }
    metrics.claimed(last.code);
    await reply(control('deny', { nonce: claim.nonce, code: last.code, reason: last.reason }));
  }

  /** The bell has done its work. The reply subject came from the agent: only that of this very bell is used. */
  private acknowledge(replySubject: string, bell: LastBell | undefined): void {
    if (bell) void this.parts.bell.spent(replySubject, bell);
  }
}
