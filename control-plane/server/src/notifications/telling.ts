import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { tenantDeleting } from '../auth';
import { scanProcessed, SEVERITY_LABELS, type Severity } from '../findings';
import { Jobs } from '../jobs';
import { Clock, Database, isRefusal, Outbox, Steps, type Bound, type Tx } from '../platform';
import { ScanReads, scanMoved, type ScanView } from '../scans';
import { Deliveries, type DeliveryDraft } from './deliveries';
import type { ScanEnd, ScanFacts } from './facts';
import { saysAtOnce, type NewBySeverity } from './occasion';
import { Readers, type Starter } from './readers';
import { Rules, type RuleRecord } from './rules';

/**
 * Hears that a scan was processed, or failed, and queues what the tenant's rules say of it. Events may come again: a
 * delivery is made once for each scan, rule and reader. A scan that only pauses has not ended; it is told when it has.
 */
@Injectable()
export class Telling implements OnApplicationBootstrap {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Steps) private readonly steps: Steps,
    @Inject(ScanReads) private readonly scans: ScanReads,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Rules) private readonly rules: Rules,
    @Inject(Readers) private readonly readers: Readers,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
  ) {}

  onApplicationBootstrap(): void {
    this.outbox.hear(scanProcessed, 'notifications', ({ tenantId, scanId }) => this.ended(tenantId, scanId));
    // A scan in Error is never processed: nothing more will come.
    this.outbox.hear(scanMoved, 'notifications', async ({ tenantId, scanId, state }) => {
      if (state === 'Error') await this.ended(tenantId, scanId);
    });
    this.steps.on(tenantDeleting, 'notifications', forgetTenant);
  }

  private async ended(tenantId: string, scanId: string): Promise<void> {
    const scan = await this.scans.find(tenantId, scanId);
    const facts = isRefusal(scan) ? undefined : factsOf(scan);
    if (isRefusal(scan) || !facts) return;
    const rules = await this.rules.concerning(tenantId, scan.jobId);
    if (rules.length === 0) return;
    const isNew = await this.newBySeverity(tenantId, scanId);
    const starter = await this.starterOf(tenantId, scan);
    const drafts: DeliveryDraft[] = [];
    for (const rule of rules) {
      if (!saysAtOnce(rule.trigger, rule.minSeverity, facts, isNew)) continue;
      for (const to of await this.readers.of(tenantId, rule, starter)) {
        const told = { kind: 'scan', scan: facts } as const;
        drafts.push({ ...{ tenantId, event: `scan ended ${scanId}`, ruleId: rule.id, scanId }, told, to });
      }
    }
    const digests = rules.filter(({ trigger }) => trigger === 'digest');
    await this.database.transaction(async (tx) => {
      await this.deliveries.queue(tx, drafts);
      await this.keepForDigests(tx, tenantId, facts, digests);
    });
  }

  private async starterOf(
    tenantId: string,
    { startedByKind: kind, startedBy, jobId }: ScanView,
  ): Promise<Starter> {
    if (kind !== 'schedule') return { kind, id: startedBy };
    const job = jobId ? await this.jobs.find(tenantId, jobId) : undefined;
    return { kind, id: job && !isRefusal(job) ? job.ownerId : null };
  }

  private async keepForDigests(
    tx: Tx,
    tenantId: string,
    facts: ScanFacts,
    rules: readonly RuleRecord[],
  ): Promise<void> {
    for (const { id } of rules) {
      await tx.change(
        'INSERT IGNORE INTO digest_entries (rule_id, scan_id, tenant_id, facts, at) VALUES (?, ?, ?, ?, ?)',
        [id, facts.scanId, tenantId, JSON.stringify(facts), this.clock.now()],
      );
    }
  }

  /** What the scan saw for the first time, or again after it was fixed, by the severity that it saw. */
  private async newBySeverity(tenantId: string, scanId: string): Promise<NewBySeverity> {
    const rows = await this.database.rows<{ severity: Severity; n: string }>(
      `SELECT s.severity, COUNT(*) n FROM finding_history h FORCE INDEX (finding_history_scan)
         JOIN sightings s ON s.scan_id = h.scan_id AND s.finding_id = h.finding_id
        WHERE h.scan_id = ? AND h.tenant_id = ? AND h.to_state IN ('New', 'Reopened') GROUP BY s.severity`,
      [scanId, tenantId],
    );
    return Object.fromEntries(rows.map(({ severity, n }) => [SEVERITY_LABELS[severity], Number(n)]));
  }
}

/** Undefined: it has not ended, or its findings are not all drawn yet. */
function factsOf(scan: ScanView): ScanFacts | undefined {
  const end = endOf(scan);
  if (!end) return undefined;
  return {
    ...{ scanId: scan.id, jobId: scan.jobId, name: scan.name, end, result: scan.result, reason: scan.reason },
    startedAt: scan.startedAt?.toISOString() ?? null,
    endedAt: (scan.endedAt ?? scan.stateSince).toISOString(),
    findings: scan.summary.findings,
  };
}

function endOf({ state, processed, outcome }: ScanView): ScanEnd | undefined {
  if (state === 'Error') return 'failed';
  if (!processed) return undefined;
  if (state === 'Canceled') return 'canceled';
  if (state === 'Finished') return outcome === 'partial' ? 'partial' : 'complete';
  return undefined;
}

const TABLES = ['deliveries', 'digest_entries', 'notification_rules', 'unsubscribes', 'webhooks'];

async function forgetTenant(tx: Tx, { tenantId }: { tenantId: string }): Promise<void> {
  const bound: Bound[] = [tenantId];
  for (const table of TABLES) await tx.change(`DELETE FROM ${table} WHERE tenant_id = ?`, bound);
}
