import { Duplex } from 'node:stream';
import { status } from '@grpc/grpc-js';
import { AgentMessage, ControlMessage, Heartbeat, Hello, Renew } from '@scanfleet/proto';
import { makeLogger, ManualClock } from '../platform';
import { Session, type AgentStream, type Conversation, type Reply } from './session';
import { control } from './wire';

const clock = new ManualClock();
const log = makeLogger('silent');

/** The stream as grpc-js makes it: a Duplex of messages that ends on 'error'. The test is the other end. */
class Wire extends Duplex {
  readonly written: ControlMessage[] = [];
  failed: { code: status; details: string } | undefined;
  /** Takes what was written; while unset the transport is full. */
  private taken: (() => void) | undefined;

  constructor(private readonly full = false) {
    super({ objectMode: true, writableHighWaterMark: full ? 1 : 16 });
    this.on('error', (error) => {
      this.failed = error as never;
      this.end();
    });
  }

  override _read(): void {}

  override _write(message: ControlMessage, _: string, done: () => void): void {
    this.written.push(message);
    if (this.full) this.taken = done;
    else done();
  }

  takeOne(): void {
    this.taken?.();
  }
}

const hello: AgentMessage = {
  message: { $case: 'hello', value: { ...Hello.decode(new Uint8Array()), toolSlots: 1 } },
};
const heartbeat: AgentMessage = {
  message: { $case: 'heartbeat', value: Heartbeat.decode(new Uint8Array()) },
};
const renew = (slice: number): AgentMessage => {
  const sliceId = `01890000-0000-7000-8000-${String(slice).padStart(12, '0')}`;
  return { message: { $case: 'renew', value: { ...Renew.decode(new Uint8Array()), sliceId, epoch: 1 } } };
};

/** Handles nothing until it is let go. */
class Slow implements Conversation {
  readonly handled: string[] = [];
  isOver = false;
  private readonly waiting: (() => void)[] = [];
  constructor(private readonly greeting: () => Promise<void> = async () => undefined) {}

  hello(): Promise<void> {
    return this.greeting();
  }
  async handle({ message }: AgentMessage, reply: Reply): Promise<void> {
    await new Promise<void>((resume) => this.waiting.push(resume));
    this.handled.push(message?.$case ?? '');
    await reply(control('drain', { reason: 'answer' }));
  }
  async over(): Promise<void> {
    this.isOver = true;
  }
  get atWork(): number {
    return this.waiting.length;
  }
  letGo(): void {
    for (const resume of this.waiting.splice(0)) resume();
  }
}

const settled = (): Promise<void> => new Promise((resume) => setImmediate(resume));

function open(wire: Wire, conversation: Conversation): Session {
  return new Session(wire as unknown as AgentStream, conversation, clock, log);
}

describe('a session', () => {
  it('reads no more than 32 messages ahead, and goes on when they are done', async () => {
    const wire = new Wire();
    const slow = new Slow();
    open(wire, slow);
    wire.push(hello);
    for (let n = 0; n < 50; n++) wire.push(renew(n));
    await settled();
    await settled();
    expect(slow.atWork).toBe(32);
    for (let round = 0; slow.handled.length < 50 && round < 50; round++) {
      slow.letGo();
      await settled();
    }
    expect(slow.handled).toHaveLength(50);
  });

  it('answers what was said before the agent ended its side', async () => {
    const wire = new Wire();
    const slow = new Slow();
    open(wire, slow);
    wire.push(hello);
    wire.push(heartbeat);
    wire.push(null);
    await settled();
    expect(slow.isOver).toBe(false);
    slow.letGo();
    await settled();
    expect(wire.written).toHaveLength(1);
    expect(slow.isOver).toBe(true);
  });

  it('ends when a message cannot be handled, and handles nothing after it', async () => {
    const wire = new Wire();
    const slow = new Slow(() => Promise.reject(new Error('database away')));
    open(wire, slow);
    wire.push(hello);
    wire.push(renew(1));
    await settled();
    expect(wire.failed).toMatchObject({ code: status.UNAVAILABLE });
    expect(slow.atWork).toBe(0);
    expect(slow.isOver).toBe(true);
  });

  it('waits for a full transport without heaping up listeners, and stops waiting when the stream breaks', async () => {
    const wire = new Wire(true);
    const session = open(wire, new Slow());
    const before = wire.listenerCount('close');
    for (let n = 0; n < 30; n++) {
      const said = session.reply(control('drain', { reason: String(n) }));
      await settled();
      wire.takeOne();
      await said;
    }
    expect(wire.listenerCount('close')).toBe(before);
    expect(wire.listenerCount('drain')).toBeLessThan(3);
    const stuck = session.reply(control('drain', { reason: 'never taken' }));
    wire.destroy();
    await stuck;
  });

  it('takes one Hello, first and within ten seconds', async () => {
    const twice = new Wire();
    open(twice, new Slow());
    twice.push(hello);
    twice.push(hello);
    const none = new Wire();
    open(none, new Slow());
    none.push(heartbeat);
    const silent = new Wire();
    open(silent, new Slow());
    await settled();
    clock.advance(10_000);
    await settled();
    expect(twice.failed?.code).toBe(status.INVALID_ARGUMENT);
    expect(none.failed?.code).toBe(status.FAILED_PRECONDITION);
    expect(silent.failed?.code).toBe(status.DEADLINE_EXCEEDED);
  });
});
