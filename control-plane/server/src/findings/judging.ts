import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, type Tx } from '../platform';
import { rulesOut, type RuledOut, type Spot } from './coverage';
import { moveFindings, type MovingFinding } from './finding-moves';
import { moveOf, type FindingState } from './lifecycle.machine';

const ADDRESSES_AT_ONCE = 100;

interface JudgedScan {
  readonly tenantId: string;
  readonly networkId: string;
  readonly scanId: string;
  /** An address is judged when it has a disposition under so many profiles: all of them while more may come. */
  readonly profiles: number;
}

interface Covered {
  scanId: string;
  address: string;
  lookedAt: Date;
  ruledOut: string;
  judgedAt: Date | null;
}

interface JudgingLook {
  readonly scanId: string;
  readonly lookedAt: Date;
  readonly ruledOut: RuledOut;
}

interface OpenFinding extends Spot {
  id: string;
  address: string;
  state: FindingState;
  lastSeenAt: Date;
  fixedAt: Date | null;
  /** Which of the scans whose looks are compared saw it. */
  sightedBy: string | null;
}

/**
 * Fixed only when it was looked at: compares the open findings of each address with what the scan’s looks rule out.
 * What any profile of the scan saw is seen; so an address is judged only when all profiles have told of it. Each batch
 * of addresses is one transaction that marks them judged: whatever interrupts it, the rest is judged later.
 */
@Injectable()
export class Judging {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Judges the scan’s next addresses after `after`; answers the last one looked at, null when there is none left. */
  async batch(scan: JudgedScan, after: string): Promise<string | null> {
    return this.database.transaction(async (tx) => {
      const rows = await tx.rows<{ address: string }>(
        `SELECT DISTINCT address FROM coverage WHERE scan_id = ? AND judged_at IS NULL AND address > ?
          ORDER BY address LIMIT ?`,
        [scan.scanId, after, ADDRESSES_AT_ONCE],
      );
      const last = rows.at(-1);
      if (!last) return null;
      const whole = await this.whole(
        tx,
        scan,
        rows.map(({ address }) => address),
      );
      if (whole.length > 0) await this.judge(tx, scan, whole);
      return last.address;
    });
  }

  private async whole(tx: Tx, scan: JudgedScan, addresses: readonly string[]): Promise<string[]> {
    const rows = await tx.rows<{ address: string }>(
      `SELECT address FROM dispositions WHERE scan_id = ? AND address IN (?) AND loaded_at IS NOT NULL
        GROUP BY address HAVING COUNT(*) >= ?`,
      [scan.scanId, addresses, scan.profiles],
    );
    return rows.map(({ address }) => address);
  }

  private async judge(tx: Tx, scan: JudgedScan, addresses: readonly string[]): Promise<void> {
    const now = this.clock.now();
    const looks = await this.looks(tx, scan, addresses);
    const fixed = new Map<string, MovingFinding[]>();
    const scans = [...new Set([scan.scanId, ...[...looks.values()].flat().map((look) => look.scanId)])];
    for (const finding of await this.open(tx, scan, addresses, scans)) {
      // What any profile of a scan saw, no other look of the same scan finds fixed.
      const sightedBy = new Set(finding.sightedBy?.split(','));
      const against = (looks.get(finding.address) ?? [])
        .filter((look) => !sightedBy.has(look.scanId))
        .filter(({ ruledOut }) => rulesOut(ruledOut, finding))
        .reduce<JudgingLook | undefined>((a, b) => (a && a.lookedAt >= b.lookedAt ? a : b), undefined);
      const move = against && moveOf(finding.state, 'missed', against.lookedAt, finding);
      if (!against || !move) continue;
      const list = fixed.get(against.scanId) ?? [];
      list.push({ id: finding.id, move, lookedAt: against.lookedAt });
      fixed.set(against.scanId, list);
    }
    for (const [scanId, moving] of fixed) {
      await moveFindings(tx, { tenantId: scan.tenantId, scanId, at: now }, moving);
    }
    await tx.change('UPDATE coverage SET judged_at = ? WHERE scan_id = ? AND address IN (?)', [
      now,
      scan.scanId,
      addresses,
    ]);
  }

  /**
   * What this scan's looks rule out, and what later looks of other scans do, which were judged before this scan told
   * what it had seen. Locked: a scan that is judged beside this one waits, or is waited for.
   */
  private async looks(
    tx: Tx,
    scan: JudgedScan,
    addresses: readonly string[],
  ): Promise<ReadonlyMap<string, readonly JudgingLook[]>> {
    const [first] = await tx.rows<{ at: Date }>(
      'SELECT MIN(looked_at) at FROM coverage WHERE scan_id = ? AND address IN (?)',
      [scan.scanId, addresses],
    );
    const rows = await tx.rows<Covered>(
      `SELECT scan_id scanId, address, looked_at lookedAt, ruled_out ruledOut, judged_at judgedAt
         FROM coverage FORCE INDEX (coverage_address)
        WHERE tenant_id = ? AND address IN (?) AND looked_at >= ? AND network_id = ?
        ORDER BY address, looked_at FOR UPDATE`,
      [scan.tenantId, addresses, first?.at ?? this.clock.now(), scan.networkId],
    );
    const looks = new Map<string, JudgingLook[]>();
    for (const { scanId, address, lookedAt, ruledOut, judgedAt } of rows) {
      if (scanId !== scan.scanId && judgedAt === null) continue;
      const list = looks.get(address) ?? [];
      list.push({ scanId, lookedAt, ruledOut: JSON.parse(ruledOut) as RuledOut });
      looks.set(address, list);
    }
    return looks;
  }

  /** Open findings of these addresses, locked. */
  private open(
    tx: Tx,
    scan: JudgedScan,
    addresses: readonly string[],
    scans: readonly string[],
  ): Promise<OpenFinding[]> {
    return tx.rows<OpenFinding>(
      `SELECT f.id, f.address, f.check_id checkId, f.protocol, f.port, f.state, f.last_seen_at lastSeenAt,
              f.fixed_at fixedAt,
              (SELECT GROUP_CONCAT(s.scan_id) FROM sightings s WHERE s.finding_id = f.id AND s.scan_id IN (?)) sightedBy
         FROM findings f FORCE INDEX (finding_address)
        WHERE f.tenant_id = ? AND f.network_id = ? AND f.address IN (?) AND f.state <> 'Fixed'
        ORDER BY f.fingerprint FOR UPDATE`,
      [scans, scan.tenantId, scan.networkId, addresses],
    );
  }
}
