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

/**
 * A pull request waits this long at the server; then its status 408 comes back and another is made. Nobody answers for a desk
 * that is not there yet, so the first pull of each ends sooner; one of which nothing was heard for a while beyond its expiry is
 * counted as lost.
 */
const EXPIRY = { firstMs: 10_000, laterMs: 60_000, lostMs: 2_000 };
/** After a status that says that pulling is useless now (409, 503). */
const PAUSE_MS = 2_000;

/** Header of a status: bells of the batch that did not come. */
const UNSERVED = 'Nats-Pending-Messages';

/** A pull request under way, for one of the agent's own desks or the pool's. */
interface Pull {
  readonly desk: string;
  readonly isOwn: boolean;
  /** Bells that may still come. One that got all of its own is not ended by the server: it is forgotten with those that are lost. */
  left: number;
  /** Monotonic. */
  readonly lostAt: number;
}

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
  /** By their inbox token. */
  private readonly pulls = new Map<string, Pull>();
  /** Desks that have answered on this connection. */
  private readonly present = new Set<string>();
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
    private readonly expiry = EXPIRY,
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
    const poolAsked = asked.reduce((sum, pull) => sum + (pull.isOwn ? 0 : pull.left), 0);
    const batches = new Map<BellPlace, number>();
    for (let wanted = free - poolAsked; wanted > 0 && pool.length > 0; wanted--) {
      const place = pool[this.nextEngine++ % pool.length];
      if (place) batches.set(place, (batches.get(place) ?? 0) + 1);
    }
    for (const [place, batch] of batches) this.ask(this.connection, place, this.access.inboxPrefix, batch);
    if (free <= 0) return;
    const ownAsked = new Set(asked.flatMap(({ desk, left }) => (left > 0 ? desk : [])));
    for (const place of places.filter(isOwn))
      if (!ownAsked.has(deskOf(place))) this.ask(this.connection, place, this.access.inboxPrefix, 1);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.pause?.clear();
    this.waiting?.timer.clear();
    this.waiting?.over();
    await this.connection?.close();
  }

  private ask(connection: NatsConnection, place: BellPlace, inbox: string, batch: number): void {
    const token = String((this.lastPull += 1));
    const desk = deskOf(place);
    const expiresMs = this.present.has(desk) ? this.expiry.laterMs : this.expiry.firstMs;
    const lostAt = this.clock.monotonicMs() + expiresMs + this.expiry.lostMs;
    this.pulls.set(token, { desk, isOwn: isOwn(place), left: batch, lostAt });
    // `expires` is in nanoseconds (JetStream API, CONSUMER.MSG.NEXT).
    const request = JSON.stringify({ batch, expires: expiresMs * 1e6 });
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
    this.forgetAll();
    this.pull();
  }

  private away(): void {
    this.up = false;
    this.forgetAll();
  }

  /** Pull requests die with the connection that they were made on. */
  private forgetAll(): void {
    this.pulls.clear();
    this.present.clear();
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
   * Counts off what this answers. A status, which ends a pull, comes to that pull's own inbox subject; a bell comes under
   * the subject that it was rung on, and only its reply subject ($JS.ACK….STREAM.CONSUMER.…) tells the desk. Which of the desk's
   * pulls the server took it for is not told: it is guessed, and put right when one of them ends.
   */
  private answered({ subject, reply = '', headers }: Msg): void {
    const token = subject.slice(subject.lastIndexOf('.') + 1);
    const ended = this.pulls.get(token);
    if (ended) {
      this.present.add(ended.desk);
      this.pulls.delete(token);
      const unserved = Number(headers?.get(UNSERVED) || ended.left);
      this.recharge(ended.desk, unserved - ended.left);
      return;
    }
    const served = [...this.pulls.values()].find(({ desk, left }) => left > 0 && reply.includes(`.${desk}.`));
    if (!served) return;
    this.present.add(served.desk);
    served.left -= 1;
  }

  /** So many more bells came for other pulls of the desk than was thought; negative: fewer. */
  private recharge(ofDesk: string, bells: number): void {
    for (const pull of this.pulls.values()) {
      if (pull.desk !== ofDesk) continue;
      const share = Math.min(bells, pull.left);
      pull.left -= share;
      bells -= share;
    }
  }

  private ring(message: Msg): void {
    const slice = parseBell(message.string());
    if (slice) this.listener.rung({ ...slice, replySubject: message.reply ?? '' });
    else this.log.warn('a bell that names no slice', { bytes: message.data.length });
  }
}

type BellPlace = BellAccess['pulls'][number];

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
