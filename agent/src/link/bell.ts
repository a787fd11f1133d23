import { type Msg, type NatsConnection, connect } from '@nats-io/transport-node';
import type { Clock, Timer } from '../clock';
import { type Log, reasonOf } from '../log';
import type { BellKey } from './bell-key';
import type { Bell, BellAccess } from './message';
import { Backoff } from './retry';

/** Who listens to the bell. */
export interface BellListener {
  /** How many bells could be used now: free slots, none while draining. */
  wanted(): number;
  /** Names of the engines that can run here. */
  engines(): readonly string[];
  rung(bell: Bell): void;
}

/** A pull request waits this long at the server; then its status 408 comes back and another is made. */
const PULL_EXPIRES_MS = 10_000;
/** A pull of which nothing was heard for this long beyond its expiry is counted as lost. */
const PULL_LOST_MS = 2_000;
/** After a status that says that pulling is useless now (409, 503). */
const PAUSE_MS = 2_000;

/**
 * Hears which slices wait, by JetStream pull requests made by hand: the agent's user may publish to the
 * pull subjects of its pool and read its own inbox, nothing else. A bell has no authority and is never
 * acknowledged here. While NATS is away this waits and nothing else suffers.
 */
export class BellLine {
  private access: BellAccess | null = null;
  /** The connection being kept, up or not. */
  private connection: NatsConnection | null = null;
  private up = false;
  /** Pulls without an answer, by their inbox token: when each is counted as lost (monotonic). */
  private readonly pulls = new Map<string, { desk: string; isOwn: boolean; lostAt: number }>();
  private lastPull = 0;
  private nextEngine = 0;
  private pause: Timer | null = null;
  private waiting: { timer: Timer; over: () => void } | null = null;
  private closed = false;

  constructor(
    private readonly key: BellKey,
    private readonly listener: BellListener,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  get connected(): boolean {
    return this.up;
  }

  /** The newest access. The user's token is taken by the next connect; another server means another connection. */
  use(access: BellAccess): void {
    const before = this.access;
    this.access = access;
    if (!before) void this.run();
    else if (place(before) !== place(access)) void this.connection?.close();
    this.pull();
  }

  /**
   * Asks for as many of the pool's bells as can be used now, the engines in turn; and for those of the agent's own desks, one of each, as long as
   * any can be used: nobody else could use them, and one that comes too many rings again. To be called whenever that number may have grown.
   */
  pull(): void {
    if (!this.connection || !this.up || !this.access || this.pause || this.closed) return;
    this.forgetLost();
    const engines = new Set(this.listener.engines());
    const places = this.access.pulls.filter(({ engine }) => engines.has(engine));
    const free = this.listener.wanted();
    const asked = [...this.pulls.values()];
    const pool = places.filter((place) => !isOwn(place));
    const poolAsked = asked.filter((pull) => !pull.isOwn).length;
    for (let wanted = free - poolAsked; wanted > 0 && pool.length > 0; wanted--) {
      const place = pool[this.nextEngine++ % pool.length];
      if (place) this.ask(this.connection, place, this.access.inboxPrefix);
    }
    if (free <= 0) return;
    const ownAsked = new Set(asked.map(({ desk }) => desk));
    for (const place of places.filter(isOwn))
      if (!ownAsked.has(deskOf(place))) this.ask(this.connection, place, this.access.inboxPrefix);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.pause?.clear();
    this.waiting?.timer.clear();
    this.waiting?.over();
    await this.connection?.close();
  }

  private ask(connection: NatsConnection, place: { engine: string; subject: string }, inbox: string): void {
    const token = String((this.lastPull += 1));
    const lostAt = this.clock.monotonicMs() + PULL_EXPIRES_MS + PULL_LOST_MS;
    this.pulls.set(token, { desk: deskOf(place), isOwn: isOwn(place), lostAt });
    // `expires` is in nanoseconds (JetStream API, CONSUMER.MSG.NEXT).
    const request = JSON.stringify({ batch: 1, expires: PULL_EXPIRES_MS * 1e6 });
    connection.publish(place.subject, request, { reply: `${inbox}.${token}` });
  }

  private forgetLost(): void {
    const now = this.clock.monotonicMs();
    for (const [token, { lostAt }] of this.pulls) if (now > lostAt) this.pulls.delete(token);
  }

  private async run(): Promise<void> {
    const backoff = new Backoff();
    while (!this.closed && this.access) {
      try {
        const connection = await this.connect(this.access);
        backoff.reset();
        await connection.closed();
      } catch (thrown) {
        this.log.warn('the bell is not connected', { reason: reasonOf(thrown) });
      }
      this.away();
      this.connection = null;
      if (this.closed) return;
      await new Promise<void>((resolve) => {
        this.waiting = { timer: this.clock.after(backoff.next(), resolve), over: resolve };
      });
    }
  }

  private async connect(access: BellAccess): Promise<NatsConnection> {
    const connection = await connect({
      servers: [...access.servers],
      name: 'scanfleet-agent',
      inboxPrefix: access.inboxPrefix,
      authenticator: (challenge = '') => ({
        jwt: (this.access ?? access).jwt,
        nkey: this.key.publicKey,
        sig: this.key.sign(challenge),
      }),
      tls: access.authorityPem === '' ? undefined : { ca: access.authorityPem },
      maxReconnectAttempts: -1,
      // At its expiry the user is closed out until a heartbeat has brought the next token.
      ignoreAuthErrorAbort: true,
      reconnectTimeWait: 1_000,
      reconnectJitter: 1_000,
      noAsyncTraces: true,
    });
    if (this.closed) {
      await connection.close();
      return connection;
    }
    connection.subscribe(`${access.inboxPrefix}.*`, {
      callback: (error, message) => {
        if (error) this.log.warn('the bell cannot be heard', { reason: error.message });
        else this.heard(message);
      },
    });
    this.connection = connection;
    this.here();
    void this.watch(connection);
    return connection;
  }

  private async watch(connection: NatsConnection): Promise<void> {
    for await (const event of connection.status()) {
      if (event.type === 'disconnect') this.away();
      else if (event.type === 'reconnect') this.here();
      else if (event.type === 'error') this.log.warn('the bell says', { reason: event.error.message });
    }
  }

  private here(): void {
    this.up = true;
    this.log.info('the bell is connected');
    // Pull requests die with the connection that they were made on.
    this.pulls.clear();
    this.pull();
  }

  private away(): void {
    this.up = false;
    this.pulls.clear();
  }

  private heard(message: Msg): void {
    this.answered(message);
    const code = message.headers?.code ?? 0;
    if (code === 0) this.ring(message);
    // 404: nothing there; 408: expired. Others: no such consumer, too many pulls, JetStream is away.
    if (code === 0 || code === 404 || code === 408) return this.pull();
    this.pause ??= this.clock.after(PAUSE_MS, () => {
      this.pause = null;
      this.pull();
    });
  }

  /**
   * Counts off the pull that this answers. A status comes to the pull's own inbox subject; a bell comes under
   * the subject that it was rung on, and only its reply subject ($JS.ACK….STREAM.CONSUMER.…) tells the desk,
   * whose pulls the server answers in order.
   */
  private answered({ subject, reply = '' }: Msg): void {
    if (this.pulls.delete(subject.slice(subject.lastIndexOf('.') + 1))) return;
    const first = [...this.pulls].find(([, { desk }]) => reply.includes(`.${desk}.`));
    if (first) this.pulls.delete(first[0]);
  }

  private ring(message: Msg): void {
    const slice = parseBell(message.string());
    if (slice) this.listener.rung({ ...slice, replySubject: message.reply ?? '' });
    else this.log.warn('a bell that names no slice', { bytes: message.data.length });
  }
}

/** `STREAM.CONSUMER`, as acknowledgements name them. */
const deskOf = ({ subject }: { subject: string }): string => subject.split('.').slice(-2).join('.');

/** The desk of this agent alone: its consumer is called `agent_…` (BellAccess). */
const isOwn = ({ subject }: { subject: string }): boolean => /\.agent_\w+?_[a-z][a-z0-9-]*$/.test(subject);

function place(access: BellAccess): string {
  return JSON.stringify([access.servers, access.authorityPem, access.inboxPrefix]);
}

/** The bell's payload is `{slice, epoch}` in JSON and no more. */
function parseBell(text: string): { sliceId: string; epoch: number } | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('slice' in value) || !('epoch' in value)) return null;
  const { slice, epoch } = value;
  return typeof slice === 'string' && typeof epoch === 'number' && Number.isInteger(epoch)
    ? { sliceId: slice, epoch }
    : null;
}
