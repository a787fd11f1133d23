import { Inject, Injectable } from '@nestjs/common';
import { Database, Gathered } from '../platform';

const LOOKED_UP_AT_ONCE = 200;

/** Which scan a slice is of, which never changes: what is done to slices is gathered by it. */
@Injectable()
export class ScansOfSlices {
  private readonly scanIds = new Gathered<string, string | undefined>(LOOKED_UP_AT_ONCE, (sliceIds) =>
    this.lookUp(sliceIds),
  );

  constructor(@Inject(Database) private readonly database: Database) {}

  /** Undefined: there is no such slice. */
  of(sliceId: string): Promise<string | undefined> {
    return this.scanIds.ask(sliceId, sliceId);
  }

  private async lookUp(sliceIds: readonly string[]): Promise<(string | undefined)[]> {
    const rows = await this.database.rows<{ id: string; scanId: string }>(
      'SELECT id, scan_id scanId FROM slices WHERE id IN (?)',
      [sliceIds],
    );
    const found = new Map(rows.map(({ id, scanId }) => [id, scanId]));
    return sliceIds.map((id) => found.get(id));
  }
}
