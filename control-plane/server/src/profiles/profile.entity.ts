import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EngineName, EngineOptions } from './engine-profile';

/** A profile of a tenant's own. The built-in ones are code. */
@Entity('profiles')
@Index('profile_name', ['tenantId', 'name'], { unique: true })
@Index('profile_list', ['tenantId', 'id'])
export class Profile {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  tenantId: string;

  @Column({ type: 'varchar', length: 100 })
  name: string;

  @Column({ type: 'varchar', length: 1000, default: '' })
  description: string;

  @Column({ type: 'varchar', length: 16 })
  engine: EngineName;

  /** The preset that the options began from. */
  @Column({ type: 'varchar', length: 32, nullable: true })
  preset: string | null;

  /** Complete. */
  @Column({ type: 'json' })
  options: EngineOptions[EngineName];

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;

  @Column({ type: 'int', unsigned: true, default: 1 })
  version: number;
}
