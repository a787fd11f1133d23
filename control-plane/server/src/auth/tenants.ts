import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, isDuplicate, newId } from '../platform';

export interface TenantRecord {
  readonly id: string;
  readonly name: string;
}

/** The customers' projects. */
@Injectable()
export class Tenants {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async find(id: string): Promise<TenantRecord | undefined> {
    const [tenant] = await this.database.rows<TenantRecord>('SELECT id, name FROM tenants WHERE id = ?', [
      id,
    ]);
    return tenant;
  }

  /** The tenant of this name, made if it is not there. For bootstrapping; never inside a transaction. */
  async ensure(name: string): Promise<TenantRecord> {
    const made = { id: newId(), name };
    try {
      await this.database.transaction((tx) =>
        tx.change('INSERT INTO tenants (id, name, created_at) VALUES (?, ?, ?)', [
          made.id,
          name,
          this.clock.now(),
        ]),
      );
      return made;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const [tenant] = await this.database.rows<TenantRecord>('SELECT id, name FROM tenants WHERE name = ?', [
      name,
    ]);
    if (!tenant) throw new Error(`tenant ${name} is neither there nor can it be made`);
    return tenant;
  }
}
