import { Inject, Injectable } from '@nestjs/common';
import { Database, Log, Sweeper } from '../platform';

export const SWEEP_DELETED = 'scans.deleted';
const ROUND_MS = 60_000;
/** Rows in one transaction: short enough that nobody waits for its locks. */
const BATCH = 5_000;

/**
 * What goes with a deleted scan, in this order; its history stays, and so does what findings know of it. Raw output is
 * kept under its hash: it goes when no other disposition of the tenant names it.
 */
const TABLES = ['quarantine', 'evaluations', 'observations', 'targets', 'slice_history', 'slices'] as const;

/** Sweeps the rows of deleted scans. Every replica may be at it: deleting twice deletes once. */
@Injectable()
export class ScanSweep {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    this.sweeper.every(SWEEP_DELETED, ROUND_MS, () => this.round());
  }

  async round(): Promise<void> {
    const deleted = await this.database.rows<{ id: string; tenantId: string }>(
      "SELECT id, tenant_id tenantId FROM scans WHERE state = 'Deleted' ORDER BY state_since LIMIT 100",
    );
    for (const { id, tenantId } of deleted) {
      try {
        await this.sweep(id, tenantId);
      } catch (error) {
        this.log.error({ err: error, scanId: id }, 'rows of a deleted scan not swept, again later');
      }
    }
  }

  private async sweep(scanId: string, tenantId: string): Promise<void> {
    while (await this.sweepDispositions(scanId, tenantId));
    for (const table of TABLES) while ((await this.deleteFrom(table, scanId)) === BATCH);
    await this.database.transaction((tx) =>
      tx.change("DELETE FROM scans WHERE id = ? AND state = 'Deleted'", [scanId]),
    );
  }

  /** Dispositions with the raw output that only they name. False: none is left. */
  private async sweepDispositions(scanId: string, tenantId: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const rows = await tx.rows<{ profile: number; address: string; artifact: string; report: string }>(
        'SELECT profile, address, artifact, report FROM dispositions WHERE scan_id = ? ORDER BY profile, address LIMIT 500 FOR UPDATE',
        [scanId],
      );
      if (rows.length === 0) return false;
      await tx.change('DELETE FROM dispositions WHERE scan_id = ? AND (profile, address) IN (?)', [
        scanId,
        rows.map(({ profile, address }) => [profile, address]) as never,
      ]);
      const hashes = rows.flatMap(({ artifact, report }) => [artifact, report]).filter((hash) => hash !== '');
      const named = [...new Set(hashes)].sort();
      if (named.length === 0) return true;
      // Locked before looking: whoever commits a disposition that names one holds it until then.
      await tx.rows(
        'SELECT sha256 FROM artifacts WHERE tenant_id = ? AND sha256 IN (?) ORDER BY sha256 FOR UPDATE',
        [tenantId, named],
      );
      const used = await tx.rows<{ artifact: string }>(
        `SELECT artifact FROM dispositions WHERE tenant_id = ? AND artifact IN (?)
          UNION SELECT report FROM dispositions WHERE tenant_id = ? AND report IN (?)`,
        [tenantId, named, tenantId, named],
      );
      const kept = new Set(used.map(({ artifact }) => artifact));
      const gone = named.filter((hash) => !kept.has(hash));
      if (gone.length === 0) return true;
      await tx.change('DELETE FROM artifact_parts WHERE tenant_id = ? AND sha256 IN (?)', [tenantId, gone]);
      await tx.change('DELETE FROM artifacts WHERE tenant_id = ? AND sha256 IN (?)', [tenantId, gone]);
      return true;
    });
  }

  private async deleteFrom(table: (typeof TABLES)[number], scanId: string): Promise<number> {
    const { affectedRows } = await this.database.transaction((tx) =>
      tx.change(`DELETE FROM ${table} WHERE scan_id = ? LIMIT ${BATCH}`, [scanId]),
    );
    return affectedRows;
  }
}
