import type { BellAccess } from '@scanfleet/proto';
import { isRefusal, type BellListener, type BellUsers, type Clock } from '../platform';

/** The next pass is given this long before the present one ends. */
const MARGIN_MS = 20 * 60_000;

/** One agent's pass to the bell, renewed while its session lasts. */
export class AgentsBellPass {
  private expires = 0;

  constructor(
    private readonly users: BellUsers,
    private readonly clock: Clock,
    private readonly listener: BellListener,
  ) {}

  get isDue(): boolean {
    return this.clock.now().getTime() > this.expires - MARGIN_MS;
  }

  /** Undefined when the agent's key is none of NATS: it then claims without a bell. */
  async next(): Promise<BellAccess | undefined> {
    const pass = await this.users.passFor(this.listener);
    if (isRefusal(pass)) return undefined;
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
}
