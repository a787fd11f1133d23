import { readFileSync } from 'node:fs';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  AckPolicy,
  DiscardPolicy,
  RetentionPolicy,
  StorageType,
  jetstream,
  jetstreamManager,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { connect, credsAuthenticator, type NatsConnection } from '@nats-io/transport-node';
import { Clock } from '../clock';
import { CONFIG, keyFiles, type Config } from '../config';
import { Log } from '../logger';
import { Sweeper } from '../sweeper';
import { parseReply } from './reply';
import { consumerOf, pullSubjectOf, streamOf, streamSubjects, subjectOf, type Desk } from './subjects';

/** One ring. `ring` counts the rings of one slice and epoch: the duplicate window lets each through once. */
export interface Ring extends Desk {
  readonly sliceId: string;
  readonly epoch: number;
  readonly ring: number;
}

/** The bell that a claim is about: the desk it was rung at and the sequence that `ring` answered. */
export interface RungBell extends Desk {
  readonly sequence: number;
}

const REQUEST_MS = 2_000;
/** Sooner than most agents: after a loss of the store the streams should be there when they pull again. */
const RECONNECT_MS = 250;
const MOST = 16_384;

/**
 * The control plane's end of NATS. The bell only saves waiting: whatever is lost here is found again in the
 * database, so no method throws because NATS is away; each says in its answer that nothing was done.
 */
@Injectable()
export class Bell implements OnApplicationBootstrap, OnApplicationShutdown {
  private connection: NatsConnection | undefined;
  private manager: JetStreamManager | undefined;
  private up = false;
  private stopping = false;
  private running: Promise<void> | undefined;
  private wake: () => void = () => undefined;
  /** Desks asked for, by consumer name within stream name; made again after a reconnect. */
  private readonly desks = new Map<string, Map<string, Desk>>();
  private readonly made = new Set<string>();
  private readonly making = new Map<string, Promise<boolean>>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(Log) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.start();
  }

  /** Connects in the background, and goes on trying until `stop`. */
  start(): void {
    if (this.running) return;
    this.running = this.stayConnected();
    this.sweeper.every('bell', this.config.timings.sweep, () => this.makeAgain());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.connection?.close();
    await this.running;
  }

  /** Whether NATS answers now; for health and metrics, never for correctness. */
  get connected(): boolean {
    return this.up;
  }

  /** Makes the pool's stream and a consumer per engine where they are missing. False: not now. */
  async ensurePool(poolId: string, engines: readonly string[]): Promise<boolean> {
    for (const engine of engines) if (!(await this.ensure({ poolId, engine }))) return false;
    return true;
  }

  /** Rings at most once per (slice, epoch, ring). Answers the bell's stream sequence; undefined: not rung. */
  async ring(ring: Ring): Promise<number | undefined> {
    for (const attempt of [1, 2]) {
      if (!(await this.ensure(ring)) || !this.connection) return undefined;
      try {
        const ack = await jetstream(this.connection, { timeout: REQUEST_MS }).publish(
          subjectOf(ring),
          JSON.stringify({ slice: ring.sliceId, epoch: ring.epoch }),
          { msgID: `${ring.sliceId}:${ring.epoch}:${ring.ring}`, timeout: REQUEST_MS },
        );
        return ack.seq;
      } catch (error) {
        this.forget(streamOf(ring.poolId));
        if (attempt === 2) this.log.warn({ err: error, slice: ring.sliceId }, 'bell not rung');
      }
    }
    return undefined;
  }

  /** The subject an agent publishes to when it asks for the desk's next bell. */
  pullSubject(poolId: string, engine: string): string {
    return pullSubjectOf({ poolId, engine });
  }

  /**
   * Acknowledges a bell by the reply subject that an agent handed over, only if it is the reply subject of
   * this very bell. False: it is not, or NATS is away; the bell then rings again and may be removed.
   */
  acknowledge(replySubject: string, expected: RungBell): boolean {
    const reply = parseReply(replySubject);
    if (!reply || reply.stream !== streamOf(expected.poolId)) return false;
    if (reply.consumer !== consumerOf(expected) || reply.sequence !== expected.sequence) return false;
    if (!this.up || !this.connection) return false;
    this.connection.publish(replySubject, '+ACK');
    return true;
  }

  /**
   * A bell has nothing more to bring: it is acknowledged if this is its reply subject, and removed otherwise ('' is nobody's), so
   * that it leads nobody to what is lent already. False: it was gone already, or NATS is away.
   */
  async spent(replySubject: string, bell: RungBell): Promise<boolean> {
    return this.acknowledge(replySubject, bell) || this.remove(bell.poolId, bell.sequence);
  }

  /** Removes a bell nobody should hear any more. False: it was gone already, or NATS is away. */
  async remove(poolId: string, sequence: number): Promise<boolean> {
    if (!this.up || !this.manager) return false;
    try {
      return await this.manager.streams.deleteMessage(streamOf(poolId), sequence, false);
    } catch {
      return false;
    }
  }

  private async ensure(desk: Desk): Promise<boolean> {
    const stream = streamOf(desk.poolId);
    const name = `${stream}.${consumerOf(desk)}`;
    const wanted = this.desks.get(stream) ?? new Map<string, Desk>();
    wanted.set(consumerOf(desk), desk);
    this.desks.set(stream, wanted);
    if (!this.up || !this.manager) return false;
    if (this.made.has(name)) return true;
    // Many bells of one desk are rung at once: the first makes it, the others wait for that.
    const making = this.making.get(name) ?? this.tryMaking(this.manager, desk, name);
    this.making.set(name, making);
    return making;
  }

  private async tryMaking(manager: JetStreamManager, desk: Desk, name: string): Promise<boolean> {
    try {
      await this.make(manager, desk);
      this.made.add(name);
      return true;
    } catch (error) {
      this.log.warn({ err: error, desk: name }, 'consumer of a pool not made');
      return false;
    } finally {
      this.making.delete(name);
    }
  }

  private async make(manager: JetStreamManager, desk: Desk): Promise<void> {
    const { bell } = this.config.timings;
    const name = streamOf(desk.poolId);
    const maxAge = 10 * bell;
    const stream = {
      subjects: [streamSubjects(desk.poolId)],
      max_age: nanos(maxAge),
      duplicate_window: nanos(Math.min(maxAge, 120_000)),
      max_msg_size: 1_024,
      discard: DiscardPolicy.Old,
    };
    try {
      await manager.streams.add({
        name,
        retention: RetentionPolicy.Workqueue,
        storage: StorageType.File,
        ...stream,
      });
    } catch {
      // It is there with other limits, such as those of an earlier configuration.
      await manager.streams.update(name, stream);
    }
    await manager.consumers.add(name, {
      durable_name: consumerOf(desk),
      filter_subject: subjectOf(desk),
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(bell),
      max_deliver: -1,
      max_ack_pending: MOST,
      max_waiting: MOST,
    });
  }

  /** All desks known to this replica: after a reconnect the store may be another one. */
  private async makeAgain(): Promise<void> {
    if (!this.up) return;
    this.made.clear();
    for (const desks of [...this.desks.values()]) {
      for (const desk of [...desks.values()]) if (!(await this.ensure(desk))) return;
    }
  }

  private forget(stream: string): void {
    for (const name of this.made) if (name.startsWith(`${stream}.`)) this.made.delete(name);
  }

  private async stayConnected(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.hold(await this.open());
      } catch (error) {
        this.log.debug({ err: error }, 'NATS is away');
      }
      this.up = false;
      if (!this.stopping) await this.pause();
    }
  }

  private open(): Promise<NatsConnection> {
    const files = keyFiles(this.config.keysFolder);
    return connect({
      name: 'control-plane',
      servers: [...this.config.natsServers],
      authenticator: credsAuthenticator(readFileSync(files.natsCredentials)),
      tls: { ca: readFileSync(files.authorityCertificate, 'utf8') },
      timeout: REQUEST_MS,
      maxReconnectAttempts: -1,
      reconnectTimeWait: RECONNECT_MS,
      reconnectJitterTLS: 100,
      ignoreAuthErrorAbort: true,
      ignoreClusterUpdates: true,
    });
  }

  /** Until the connection is closed for good. */
  private async hold(connection: NatsConnection): Promise<void> {
    if (this.stopping) return connection.close();
    this.connection = connection;
    this.manager = await jetstreamManager(connection, { checkAPI: false, timeout: REQUEST_MS });
    this.arrive('connected to NATS');
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') {
        this.up = false;
        this.log.warn({}, 'NATS is away, work goes on without the bell');
      }
      if (status.type === 'reconnect') this.arrive('connected to NATS again');
    }
    await connection.closed();
  }

  private arrive(message: string): void {
    this.up = true;
    this.log.info({}, message);
    this.sweeper.nudge('bell');
  }

  private pause(): Promise<void> {
    return new Promise((resume) => {
      const cancel = this.clock.after(RECONNECT_MS, resume);
      this.wake = () => {
        cancel();
        resume();
      };
    });
  }
}

const nanos = (milliseconds: number): number => milliseconds * 1_000_000;
