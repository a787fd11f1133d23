import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A browser that a user has logged in with. Only the hash of its cookie is stored. */
@Entity('sessions')
@Index('session_secret', ['secretHash'], { unique: true })
@Index('session_user', ['userId', 'id'])
@Index('session_end', ['endsAt'])
export class Session {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  userId: string;

  @Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  secretHash: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  seenAt: Date;

  /** Whatever happens, not longer than this. */
  @Column({ type: 'datetime', precision: 3 })
  endsAt: Date;

  @Column({ type: 'varchar', length: 45 })
  address: string;

  @Column({ type: 'varchar', length: 200 })
  userAgent: string;
}

/** Failed log-ins of one account or one source address, since the last one that succeeded. */
@Entity('login_failures')
@Index('login_failure_age', ['lastAt'])
export class LoginFailure {
  /** SHA-256 of `account <email>` or `address <ip>`, hex: what people typed is not kept. */
  @PrimaryColumn({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  subject: string;

  @Column({ type: 'int', unsigned: true })
  failures: number;

  @Column({ type: 'datetime', precision: 3 })
  lastAt: Date;
}
