import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A scanner host: a machine that a provisioner makes, or made, for a pool. Written only by host-moves.ts. */
@Entity('hosts')
@Index('host_pool', ['poolId', 'id'])
@Index('host_state', ['state', 'poolId'])
@Index('host_agent', ['agentId'])
export class Host {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  poolId: string;

  /** By its name in the provisioners' file. */
  @Column({ type: 'varchar', length: 64 })
  provisioner: string;

  @Column({ type: 'varchar', length: 16 })
  state: string;

  @Column({ type: 'datetime', precision: 3 })
  stateSince: Date;

  /** Why it is in this state, or what it waits for. */
  @Column({ type: 'varchar', length: 500, default: '' })
  reason: string;

  /** What went wrong, kept until it has failed; empty: nothing did. */
  @Column({ type: 'varchar', length: 500, default: '' })
  failure: string;

  /** How far it has booted, as its provisioner says. */
  @Column({ type: 'varchar', length: 200, default: '' })
  phase: string;

  /** The provisioner's own name of it; null: not known yet, which does not say that there is none. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  machineId: string | null;

  @Column({ type: 'json', default: '[]' })
  addresses: string[];

  @Column({ type: 'uuid', nullable: true })
  agentId: string | null;

  /** How often its creation was asked for, then how often its removal was. */
  @Column({ type: 'smallint', unsigned: true, default: 0 })
  attempts: number;

  /** Nothing is asked before this. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  againAt: Date | null;

  /** When its creation was last asked for. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  askedAt: Date | null;

  /** When it was ready for the first time; null: it never was. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  readyAt: Date | null;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
}

/** Every move of a host, written in the move's transaction. */
@Entity('host_history')
@Index('host_history_host', ['hostId', 'id'])
export class HostHistory {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true })
  id: string;

  @Column({ type: 'uuid' })
  hostId: string;

  @Column({ type: 'varchar', length: 16, nullable: true })
  fromState: string | null;

  @Column({ type: 'varchar', length: 16 })
  toState: string;

  @Column({ type: 'varchar', length: 64 })
  cause: string;

  /** `token <id>`, or the round that did it. */
  @Column({ type: 'varchar', length: 64 })
  actor: string;

  @Column({ type: 'varchar', length: 500, default: '' })
  reason: string;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;
}
