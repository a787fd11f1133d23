import { Inject, Injectable } from '@nestjs/common';
import { Database, newId } from '../platform';

/**
 * The mark by which this installation knows its machines again. It lives in the ledger: whoever restores a ledger beside
 * the one that it was copied from, gives the copy a mark of its own (docs/operations/scanner-hosts.md).
 */
@Injectable()
export class FleetMarks {
  private known: string | undefined;

  constructor(@Inject(Database) private readonly database: Database) {}

  async own(): Promise<string> {
    this.known ??= (await this.read()) ?? (await this.make());
    return this.known;
  }

  private async read(): Promise<string | undefined> {
    const [row] = await this.database.rows<{ fleetId: string }>('SELECT fleet_id fleetId FROM fleet_mark');
    return row?.fleetId;
  }

  private async make(): Promise<string> {
    await this.database.transaction((tx) =>
      tx.change('INSERT IGNORE INTO fleet_mark (id, fleet_id) VALUES (1, ?)', [newId()]),
    );
    const made = await this.read();
    if (made === undefined) throw new Error('the fleet has no mark');
    return made;
  }
}
