import { status } from '@grpc/grpc-js';
import type { Clock, Timer } from '../clock';
import type { Log } from '../log';
import type { ControlPlaneAddress } from './channel';
import { type Identities, Refused } from './identities';
import type { ControlSays, Hello, Welcome } from './message';
import { Backoff, type Failure, isOut } from './retry';
import { GrpcSession, type Session } from './session';

/** The work's side of the link. Calls come one at a time, in the order of the stream. */
export interface Crew {
  /** What the agent is and holds at this moment: asked anew for every session, while it is being dialled. */
  hello(): Promise<Hello>;
  /** A session is up. */
  welcomed(session: Session, welcome: Welcome): void;
  /** Never called before `welcomed`. */
  heard(message: Exclude<ControlSays, { kind: 'welcome' }>): void;
  /** The session is gone; another one is being made. */
  lost(): void;
}

const WELCOME_WITHIN_MS = 20_000;
/** A session that breaks sooner is a failure like one that never came: whatever broke it may do so again at once. */
const HELD_MS = 10_000;

/** Keeps one session to the control plane, for ever: dial, hello, hear, and again after a pause. */
export class Link {
  private readonly backoff = new Backoff();
  private session: GrpcSession | null = null;
  private pause: { timer: Timer; over: () => void } | null = null;
  private closed = false;

  constructor(
    private readonly address: ControlPlaneAddress,
    private readonly identities: Identities,
    private readonly crew: Crew,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Settles after `close`. Rejects with `Refused` when the control plane will not have this agent. */
  async run(): Promise<void> {
    while (!this.closed) {
      const end = await this.once();
      if (this.closed) return;
      if (isOut(end)) throw new Refused(`the control plane has put this agent out: ${end.details}`);
      const idle = (await this.crew.hello()).held.length === 0;
      const waitMs = Math.round(this.backoff.next({ idle }));
      this.log.warn('no session with the control plane', {
        code: status[end.code] ?? String(end.code),
        reason: end.details,
        waitMs,
      });
      await this.wait(waitMs);
    }
  }

  /** Through the session that is up, if one is. */
  async getContentPart(sha256: string, offset: number): Promise<Uint8Array> {
    if (!this.session) throw new Error('no session with the control plane');
    return this.session.getContentPart(sha256, offset);
  }

  /** Ends the session after what was said; no other follows. */
  close(): void {
    this.closed = true;
    this.session?.close();
    this.pause?.timer.clear();
    this.pause?.over();
  }

  /** One session from dial to end. */
  private async once(): Promise<Failure> {
    const identity = await this.identities.current();
    if (!('agentId' in identity)) return identity;
    if (this.closed) return { code: status.CANCELLED, details: 'closed' };
    let welcomed = false;
    let since = 0;
    const session = new GrpcSession(this.address, identity, this.clock.wallMs, (message) => {
      if (this.session !== session) return;
      if (message.kind !== 'welcome') {
        if (!welcomed) return;
        if (message.kind === 'heartbeat-reply' && message.returnWithinMs !== null)
          this.backoff.spread(message.returnWithinMs);
        this.crew.heard(message);
        return;
      }
      if (welcomed) return;
      welcomed = true;
      tooLate.clear();
      since = this.clock.monotonicMs();
      // A control plane that comes back takes an agent for lost that is not back soon.
      this.backoff.within(message.timings.stopAfterMs);
      this.backoff.spread(message.timings.returnWithinMs);
      this.crew.welcomed(session, message);
    });
    const tooLate = this.clock.after(WELCOME_WITHIN_MS, () => session.cancel());
    this.session = session;
    session.say({ kind: 'hello', ...(await this.crew.hello()) });
    const end = await session.ended;
    tooLate.clear();
    this.session = null;
    if (!welcomed) return end;
    if (this.clock.monotonicMs() - since >= HELD_MS) this.backoff.reset();
    this.crew.lost();
    return end;
  }

  private async wait(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.pause = { timer: this.clock.after(ms, resolve), over: resolve };
    });
    this.pause = null;
  }
}
