import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Bytes kept under their own SHA-256: a target's raw output, gzip. Apart by tenant, so that a hash tells nobody anything. */
@Entity('artifacts')
export class Artifact {
  @PrimaryColumn({ type: 'uuid' })
  tenantId: string;

  @PrimaryColumn({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  sha256: string;

  @Column({ type: 'int', unsigned: true })
  totalBytes: number;

  @Column({ type: 'int', unsigned: true })
  storedBytes: number;

  /** All parts are there and their hash is right. */
  @Column({ type: 'boolean' })
  complete: boolean;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
}

@Entity('artifact_parts')
export class ArtifactPart {
  @PrimaryColumn({ type: 'uuid' })
  tenantId: string;

  @PrimaryColumn({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' })
  sha256: string;

  @PrimaryColumn({ type: 'int', unsigned: true })
  offset: number;

  @Column({ type: 'mediumblob' })
  data: Buffer;
}
