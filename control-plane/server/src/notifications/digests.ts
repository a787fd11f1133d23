import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, Sweeper, type Tx } from '../platform';
import { Deliveries } from './deliveries';
import { addFindings, MOST_LISTED, NO_FINDINGS, type DigestFacts, type ScanFacts } from './facts';
import { Readers } from './readers';
import { Rules, type DueDigest } from './rules';

const ROUND = 'notifications.digests';
const ROUND_MS = 30_000;
/** Of one digest; what is beyond waits for the next. */
const MOST_SCANS = 10_000;

/**
 * The round that sends digests. A rule's digest, that its scans are told, and when the next one is due are one
 * transaction: with any number of replicas each scan is in one digest. Nothing ended: nothing is sent.
 */
@Injectable()
export class Digests implements OnApplicationBootstrap {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(Rules) private readonly rules: Rules,
    @Inject(Readers) private readonly readers: Readers,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeper.every(ROUND, ROUND_MS, () => this.sendDue());
  }

  async sendDue(): Promise<void> {
    while (await this.database.transaction((tx) => this.next(tx)));
  }

  private async next(tx: Tx): Promise<boolean> {
    const due = await this.rules.dueDigest(tx);
    if (!due) return false;
    const { tenantId, rule, at } = due;
    const digest = await collect(tx, due);
    if (!digest) return true;
    const told = { kind: 'digest', digest } as const;
    const event = `digest ${rule.id} ${at.toISOString()}`;
    const readers = await this.readers.of(tenantId, rule, null);
    await this.deliveries.queue(
      tx,
      readers.map((to) => ({ tenantId, event, ruleId: rule.id, scanId: null, told, to })),
    );
    return true;
  }
}

/** The scans that were not told yet, told from now on; undefined when there are none. */
async function collect(tx: Tx, { tenantId, rule, from, until }: DueDigest): Promise<DigestFacts | undefined> {
  const rows = await tx.rows<{ scanId: string; facts: string | ScanFacts }>(
    `SELECT scan_id scanId, facts FROM digest_entries
      WHERE tenant_id = ? AND rule_id = ? AND told_at IS NULL ORDER BY at DESC LIMIT ? FOR UPDATE`,
    [tenantId, rule.id, MOST_SCANS],
  );
  if (rows.length === 0 || !rule.digest) return undefined;
  await tx.change(
    'UPDATE digest_entries SET told_at = ? WHERE rule_id = ? AND tenant_id = ? AND scan_id IN (?)',
    [until, rule.id, tenantId, rows.map(({ scanId }) => scanId)],
  );
  const scans = rows.map(({ facts }) =>
    typeof facts === 'string' ? (JSON.parse(facts) as ScanFacts) : facts,
  );
  return {
    ...{ every: rule.digest.every, from: from.toISOString(), until: until.toISOString() },
    ...{ scans: scans.slice(0, MOST_LISTED), count: scans.length },
    totals: scans.reduce((sum, { findings }) => addFindings(sum, findings), NO_FINDINGS),
  };
}
