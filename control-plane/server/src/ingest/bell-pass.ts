import type { BellAccess } from '@scanfleet/proto';
import { isRefusal, type BellListener } from '../platform';
import type { ConversationParts } from './conversation-parts';

/** The next pass is given this long before the present one ends. */
const MARGIN_MS = 20 * 60_000;

/** One session's pass to the bell: from when it gets a seat, renewed while it lasts. */
export class AgentsBellPass {
  private expires = 0;
  private isOver = false;

  constructor(
    private readonly parts: Pick<ConversationParts, 'bellSeats' | 'bellUsers' | 'clock'>,
    private readonly sessionId: string,
    private readonly listener: BellListener,
  ) {}

  get isDue(): boolean {
    return this.parts.clock.now().getTime() > this.expires - MARGIN_MS;
  }

  /** Undefined when enough of its pool hear the bell, or its key is none of NATS: it then claims without a bell. */
  async next(): Promise<BellAccess | undefined> {
    if (this.isOver || !this.parts.bellSeats.take(this.listener.poolId, this.sessionId)) return undefined;
    const pass = await this.parts.bellUsers.passFor(this.listener);
    if (isRefusal(pass)) {
      this.over();
      return undefined;
    }
    this.expires = pass.expiresAt.getTime();
    return {
      servers: [...pass.servers],
      jwt: pass.jwt,
      expiresAtMs: BigInt(this.expires),
      inboxPrefix: pass.inboxPrefix,
      pulls: pass.pulls.map((pull) => ({ ...pull })),
      authorityPem: pass.authorityPem,
    };
  }

  /** The seat is somebody else's. */
  over(): void {
    this.isOver = true;
    this.parts.bellSeats.leave(this.listener.poolId, this.sessionId);
  }
}
