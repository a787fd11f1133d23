import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An engine as its agent reports it. */
export interface EngineVerdict {
  name: string;
  available: boolean;
  version: string;
  verdict: string;
  limits: string[];
  /** Security content that the agent's system came with; agents of before say nothing. */
  content?: { path: string; sha256: string; bytes: number }[];
}

/** A scanner agent. Its status (online, busy …) is derived from what is here and the clock, see agent.status. */
@Entity('agents')
@Index('agent_pool', ['poolId', 'id'])
export class Agent {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  poolId: string;

  @Column({ type: 'varchar', length: 253 })
  name: string;

  /** Active, Draining, Retired, Banned: agent.machine. Written only by agents.ts. */
  @Column({ type: 'varchar', length: 16 })
  state: string;

  @Column({ type: 'varchar', length: 253, default: '' })
  hostname: string;

  @Column({ type: 'varchar', length: 100, default: '' })
  platform: string;

  @Column({ type: 'varchar', length: 50, default: '' })
  version: string;

  @Column({ type: 'smallint', unsigned: true, default: 0 })
  toolSlots: number;

  @Column({ type: 'smallint', unsigned: true, default: 0 })
  freeSlots: number;

  @Column({ type: 'float', default: 0 })
  loadAverage: number;

  @Column({ type: 'json' })
  engines: EngineVerdict[];

  /** The machine's own, canonical, as it says itself. */
  @Column({ type: 'json', default: '[]' })
  addresses: string[];

  /** The newest session; null when it said goodbye or was closed. Only this one may move anything. */
  @Column({ type: 'uuid', nullable: true })
  sessionId: string | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  connectedAt: Date | null;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  lastSeenAt: Date | null;

  @Column({ type: 'varchar', length: 64, default: '' })
  certificateSerial: string;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  certificateExpiresAt: Date | null;

  @Column({ type: 'json', default: '{}' })
  labels: Record<string, string>;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  stateSince: Date | null;

  @Column({ type: 'varchar', length: 500, default: '' })
  stateReason: string;

  /** When what it holds is given back, while it drains. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  drainUntil: Date | null;

  /** Which start of the agent spoke last, and which before that: the second one cannot come back. */
  @Column({ type: 'varchar', length: 64, default: '' })
  instance: string;

  @Column({ type: 'varchar', length: 64, default: '' })
  earlierInstance: string;

  /** What it was told at its last Hello; 0: it never said one. */
  @Column({ type: 'int', unsigned: true, default: 0 })
  heartbeatMs: number;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
}
