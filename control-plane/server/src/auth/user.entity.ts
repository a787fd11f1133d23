import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A person. What a person may do in a tenant stands in Membership. */
@Entity('users')
@Index('user_email', ['email'], { unique: true })
export class User {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** In small letters: addresses that differ only in case are one person's. */
  @Column({ type: 'varchar', length: 254, charset: 'ascii', collation: 'ascii_bin' })
  email: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  /** `en`, `zh-TW` or `ja`. */
  @Column({ type: 'varchar', length: 8, default: 'en' })
  locale: string;

  /** IANA time zone. */
  @Column({ type: 'varchar', length: 64, default: 'UTC' })
  zone: string;

  /** Argon2id in its own text form (PHC). */
  @Column({ type: 'varchar', length: 255 })
  passwordHash: string;

  /** May do everything, in every tenant. */
  @Column({ type: 'boolean', default: false })
  fleetAdministrator: boolean;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  disabledAt: Date | null;

  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number;
}

/** What a user may do in a tenant. A user may belong to several. */
@Entity('memberships')
@Index('membership_user', ['userId'])
export class Membership {
  @PrimaryColumn({ type: 'uuid' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid' })
  userId: string;

  @Column({ type: 'varchar', length: 32 })
  role: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
}

/** An offer to become a member; whoever holds the secret may take it, once. Only its hash is stored. */
@Entity('invitations')
@Index('invitation_secret', ['secretHash'], { unique: true })
@Index('invitation_list', ['tenantId', 'id'])
export class Invitation {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'varchar', length: 254, charset: 'ascii', collation: 'ascii_bin' })
  email: string;

  @Column({ type: 'varchar', length: 32 })
  role: string;

  @Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  secretHash: string;

  @Column({ type: 'varchar', length: 64 })
  invitedBy: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  expiresAt: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  acceptedAt: Date | null;
}
