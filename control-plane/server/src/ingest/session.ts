import { status, type ServerDuplexStream } from '@grpc/grpc-js';
import type { AgentMessage, ControlMessage } from '@scanfleet/proto';
import type { Clock, Log } from '../platform';
import { LIMITS, refuseMessage } from './admit';

/** Messages of one session being worked on at once; more are left unread on the wire. */
const MOST_UNDER_WAY = 32;
const HELLO_WITHIN_MS = 10_000;

export type AgentStream = ServerDuplexStream<AgentMessage, ControlMessage>;

/** What the session does with messages; the order of calls is the order of arrival within one lane. */
export interface Conversation {
  /** Called first and once; nothing else is handled before it settles. */
  hello(message: AgentMessage & { message: { $case: 'hello' } }, reply: Reply): Promise<void>;
  handle(message: AgentMessage, reply: Reply): Promise<void>;
  /** The stream is over, for whatever reason. */
  over(): Promise<void>;
}

/** Sends to the agent; waits while the transport is full. Does nothing after the stream ended. */
export type Reply = (message: ControlMessage) => Promise<void>;

/**
 * One agent's stream: reads with back pressure, keeps the order per slice, handles slices side by side.
 * Anything unexpected ends the stream; the agent comes back and nothing is lost, because nothing is
 * acknowledged before its commit.
 */
export class Session {
  private readonly lanes = new Map<string, Promise<void>>();
  private underWay = 0;
  private greeted: Promise<void> | undefined;
  private ended = false;
  private drained: Promise<void> | undefined;
  /** Ends the wait for the transport. */
  private resume = (): void => undefined;
  private readonly cancelGreetingDeadline: () => void;

  constructor(
    private readonly stream: AgentStream,
    private readonly conversation: Conversation,
    clock: Clock,
    private readonly log: Log,
  ) {
    this.cancelGreetingDeadline = clock.after(HELLO_WITHIN_MS, () => {
      if (!this.greeted) this.end(status.DEADLINE_EXCEEDED, 'no Hello');
    });
    stream.on('data', (message: AgentMessage) => this.take(message));
    stream.on('end', () => void this.finish());
    stream.on('error', () => this.close());
    stream.on('close', () => this.close());
    stream.on('cancelled', () => this.close());
  }

  /** Ends the stream towards the agent with a gRPC status. */
  end(code: status, reason: string): void {
    if (this.ended) return;
    this.close();
    if (code === status.OK) this.stream.end();
    else this.stream.emit('error', { code, details: reason });
  }

  readonly reply: Reply = async (message) => {
    if (this.ended) return;
    await this.drained;
    if (this.ended || this.stream.write(message)) return;
    this.drained ??= new Promise((resume) => {
      this.resume = () => {
        this.stream.off('drain', this.resume);
        this.drained = undefined;
        resume();
      };
      this.stream.once('drain', this.resume);
    });
    await this.drained;
  };

  /** The agent has nothing more to say: what it said is still worked on and answered. */
  private async finish(): Promise<void> {
    await Promise.all(this.lanes.values());
    this.end(status.OK, '');
  }

  /** Whatever an agent sends: looking at it must not end the process. */
  private refusalOf({ message }: AgentMessage): string | undefined {
    try {
      return refuseMessage(message);
    } catch (error) {
      this.log.error({ err: error }, 'a message could not be looked at');
      return 'a message that cannot be read';
    }
  }

  private take(message: AgentMessage): void {
    if (this.ended) return;
    const refused = this.refusalOf(message);
    if (refused) return this.end(status.INVALID_ARGUMENT, refused);
    this.underWay++;
    if (this.underWay >= MOST_UNDER_WAY) this.stream.pause();
    const lane = laneOf(message);
    const before = this.lanes.get(lane) ?? Promise.resolve();
    // `handle` never rejects: nothing that an agent sends may end the process.
    const work = before
      .then(() => this.handle(message))
      .then(() => {
        if (this.lanes.get(lane) === work) this.lanes.delete(lane);
        this.done();
      });
    this.lanes.set(lane, work);
  }

  private async handle(message: AgentMessage): Promise<void> {
    if (this.ended) return;
    try {
      if (message.message?.$case === 'hello') {
        if (this.greeted) return this.end(status.INVALID_ARGUMENT, 'one Hello a session');
        this.cancelGreetingDeadline();
        this.greeted = this.conversation.hello(message as never, this.reply);
        await this.greeted;
        return;
      }
      if (!this.greeted) return this.end(status.FAILED_PRECONDITION, 'Hello comes first');
      await this.greeted;
      if (!this.ended) await this.conversation.handle(message, this.reply);
    } catch (error) {
      this.log.error({ err: error, message: message.message?.$case }, 'message not handled, session ends');
      this.end(status.UNAVAILABLE, 'not now');
    }
  }

  private done(): void {
    this.underWay--;
    if (!this.ended && this.underWay === MOST_UNDER_WAY - 1) this.stream.resume();
  }

  private close(): void {
    if (this.ended) return;
    this.ended = true;
    this.resume();
    this.cancelGreetingDeadline();
    void this.conversation.over().catch((error: unknown) => {
      this.log.debug({ err: error }, 'goodbye not written');
    });
  }
}

/** Order matters per slice; claims keep their own order, and a heartbeat waits for nobody but the one before. */
function laneOf(message: AgentMessage): string {
  const said = message.message;
  if (said?.$case === 'claim' || said?.$case === 'heartbeat') return said.$case;
  return (said?.value as { sliceId?: string } | undefined)?.sliceId ?? '';
}

export const RECEIVE_LIMIT_BYTES = LIMITS.message;
