import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const ASCII = { charset: 'ascii', collation: 'ascii_bin' } as const;

export type CredentialKind = 'ssh-key' | 'ssh-password';

/** What opens a tenant's systems to an agent. The secret is sealed; its key is outside of the database. */
@Entity('credentials')
@Index('credential_name', ['tenantId', 'name'], { unique: true })
@Index('credential_list', ['tenantId', 'id'])
@Index('credential_sealing', ['sealingKey', 'id'])
export class Credential {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'varchar', length: 1000, default: '' })
  description: string;

  @Column({ type: 'varchar', length: 16, ...ASCII })
  kind: CredentialKind;

  @Column({ type: 'varchar', length: 64, ...ASCII })
  userName: string;

  @Column({ type: 'smallint', unsigned: true, default: 22 })
  port: number;

  /** Everything is run by `sudo -n`. */
  @Column({ type: 'boolean', default: false })
  sudo: boolean;

  /** The first key of a host of which none is known is taken and pinned. */
  @Column({ type: 'boolean', default: false })
  trustFirstKey: boolean;

  /** SHA256:… of the public key; empty for passwords. */
  @Column({ type: 'varchar', length: 60, default: '', ...ASCII })
  fingerprint: string;

  /** Which key of the key ring wrapped the key of this secret. */
  @Column({ type: 'varchar', length: 32, ...ASCII })
  sealingKey: string;

  /** The secret's own key, wrapped. */
  @Column({ type: 'varbinary', length: 100 })
  wrappedKey: Buffer;

  @Column({ type: 'blob' })
  sealed: Buffer;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;

  /** When it last went out with work. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  usedAt: Date | null;

  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number;
}

/** A key by which a host proves to be itself. */
@Entity('host_keys')
@Index('host_key_pin', ['tenantId', 'networkId', 'address', 'port', 'fingerprint'], { unique: true })
@Index('host_key_list', ['tenantId', 'id'])
export class HostKey {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'uuid' })
  networkId: string;

  /** Canonical. */
  @Column({ type: 'varchar', length: 45, ...ASCII })
  address: string;

  @Column({ type: 'smallint', unsigned: true })
  port: number;

  /** As known_hosts has it, without the name. */
  @Column({ type: 'varchar', length: 5000, ...ASCII })
  hostKey: string;

  @Column({ type: 'varchar', length: 60, ...ASCII })
  fingerprint: string;

  /** By whom: `user …`, `token …`, or `scan …` when it was the first one that was seen. */
  @Column({ type: 'varchar', length: 64, ...ASCII })
  pinnedBy: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
}
