import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A customer's project. Everything it owns carries its id. */
@Entity('tenants')
@Index('tenant_name', ['name'], { unique: true })
export class Tenant {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3, nullable: true })
  suspendedAt: Date | null;

  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number;
}
