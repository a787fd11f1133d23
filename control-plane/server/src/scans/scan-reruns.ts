import { Inject, Injectable } from '@nestjs/common';
import { NO_TARGETS, Targets, type AddressRange } from '../assets';
import { actorOf, type Principal } from '../auth';
import type { ScannerChoice } from '../fleet';
import { Database, isRefusal, notFound, Refusal, type Result } from '../platform';
import type { EngineProfile } from '../profiles';
import { FINAL_SCAN_STATES, type ScanState } from './scan.machine';
import { ScanStarts } from './scan-starts';

interface Ended {
  readonly state: ScanState;
  readonly jobId: string | null;
  readonly networkId: string;
  readonly name: string;
  readonly priority: number;
  readonly maxDurationMs: string | null;
  readonly maxRate: number | null;
  readonly credentialId: string | null;
  /** JSON. */
  readonly scanner: string | null;
  readonly kept: number;
  /** JSON, both. */
  readonly profiles: string;
  readonly ranges: string;
}

/** Retry is a new scan, never new life for an ended one. */
@Injectable()
export class ScanReruns {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Targets) private readonly targets: Targets,
    @Inject(ScanStarts) private readonly starts: ScanStarts,
  ) {}

  /**
   * Starts a scan of the same targets with the same profiles, linked by rerun_of. The targets must still be in the
   * network’s scope. Refusals: `not-found`, `wrong-state` (409) while the scan has not ended, `nothing-to-scan` (422),
   * those of Targets.resolve and of a start.
   */
  async rerun(by: Principal, scanId: string): Promise<Result<{ id: string }>> {
    return this.database.transaction(async (tx) => {
      const [ended] = await tx.rows<Ended>(
        `SELECT state, job_id jobId, network_id networkId, name, priority, max_duration_ms maxDurationMs, max_rate maxRate, credential_id credentialId, scanner, kept, profiles,
                target_ranges ranges
           FROM scans WHERE tenant_id = ? AND id = ? AND state <> 'Deleted'`,
        [by.tenantId, scanId],
      );
      if (!ended) return notFound('scan');
      const { state, jobId, networkId, name, priority, maxRate, credentialId } = ended;
      if (!FINAL_SCAN_STATES.includes(state)) {
        return new Refusal('wrong-state', 409, `The scan is ${state}: it has to end first.`, [], { state });
      }
      const ranges = JSON.parse(ended.ranges) as AddressRange[];
      const resolved = await this.targets.resolve(by.tenantId, networkId, {
        ...NO_TARGETS,
        targets: ranges.map(({ first, last }) => (first === last ? first : `${first}-${last}`)),
      });
      if (isRefusal(resolved)) return resolved;
      if (resolved.total === 0)
        return new Refusal('nothing-to-scan', 422, 'There is nothing to scan: everything is excluded now.');
      const profiles = JSON.parse(ended.profiles) as EngineProfile[];
      const started = await this.starts.start(tx, {
        ...{ tenantId: by.tenantId, jobId, networkId, name, priority, profiles, maxRate, credentialId },
        poolId: resolved.poolId,
        left: resolved.left,
        targetRanges: resolved.ranges,
        targetsTotal: resolved.total * profiles.length,
        startedBy: actorOf(by),
        scanner: ended.scanner === null ? null : (JSON.parse(ended.scanner) as ScannerChoice),
        kept: Boolean(ended.kept),
        maxDurationMs: ended.maxDurationMs === null ? null : Number(ended.maxDurationMs),
      });
      if (isRefusal(started)) return started;
      await tx.change('UPDATE scans SET rerun_of = ? WHERE id = ?', [scanId, started.id]);
      return started;
    });
  }
}
