import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, type Tx } from '../platform';
import type { ScanResult } from './scan.machine';

/** The lease under which one replica at a time draws findings from a settled scan. */
@Injectable()
export class ScanProcessing {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** True when this caller may process the scan for `leaseMs`: nobody else's lease is running. */
  async take(scanId: string, leaseMs: number): Promise<boolean> {
    const now = this.clock.now();
    const { affectedRows } = await this.database.transaction((tx) =>
      tx.change(
        `UPDATE scans SET processing_until = ?
          WHERE id = ? AND NOT processed AND state IN ('Finished', 'Canceled', 'Paused')
            AND (processing_until IS NULL OR processing_until < ?)`,
        [new Date(now.getTime() + leaseMs), scanId, now],
      ),
    );
    return affectedRows === 1;
  }

  async release(scanId: string): Promise<void> {
    await this.database.transaction((tx) =>
      tx.change('UPDATE scans SET processing_until = NULL WHERE id = ?', [scanId]),
    );
  }

  /** Marks the scan processed, with what it brought, in the caller's transaction. */
  async finish(tx: Tx, scanId: string, end: { result: ScanResult; summary: object }): Promise<void> {
    await tx.change(
      'UPDATE scans SET processed = TRUE, result = ?, summary = ?, processing_until = NULL WHERE id = ?',
      [end.result, JSON.stringify(end.summary), scanId],
    );
  }
}
