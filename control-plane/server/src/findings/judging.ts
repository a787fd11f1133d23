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
  /** Of its profiles: an address is judged when it has a disposition under each. */
  readonly profiles: number;
}

interface Covered {
  address: string;
  lookedAt: Date;
  ruledOut: string;
}

interface OpenFinding extends Spot {
  id: string;
  address: string;
  state: FindingState;
  lastSeenAt: Date;
  fixedAt: Date | null;
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
    const covered = await tx.rows<Covered>(
      `SELECT address, looked_at lookedAt, ruled_out ruledOut FROM coverage
        WHERE scan_id = ? AND address IN (?) AND judged_at IS NULL FOR UPDATE`,
      [scan.scanId, addresses],
    );
    const looks = new Map<string, { lookedAt: Date; ruledOut: RuledOut }[]>();
    for (const { address, lookedAt, ruledOut } of covered) {
      const list = looks.get(address) ?? [];
      list.push({ lookedAt, ruledOut: JSON.parse(ruledOut) as RuledOut });
      looks.set(address, list);
    }
    const fixed = (await this.unseen(tx, scan, addresses)).flatMap((finding): MovingFinding[] => {
      const against = (looks.get(finding.address) ?? []).filter(({ ruledOut }) =>
        rulesOut(ruledOut, finding),
      );
      const lookedAt = new Date(Math.max(0, ...against.map((look) => look.lookedAt.getTime())));
      const move = against.length > 0 ? moveOf(finding.state, 'missed', lookedAt, finding) : undefined;
      return move ? [{ id: finding.id, move, lookedAt }] : [];
    });
    await moveFindings(tx, { ...scan, at: now }, fixed);
    await tx.change('UPDATE coverage SET judged_at = ? WHERE scan_id = ? AND address IN (?)', [
      now,
      scan.scanId,
      addresses,
    ]);
  }

  /** Open findings of these addresses that the scan did not see. */
  private unseen(tx: Tx, scan: JudgedScan, addresses: readonly string[]): Promise<OpenFinding[]> {
    return tx.rows<OpenFinding>(
      `SELECT f.id, f.address, f.check_id checkId, f.protocol, f.port, f.state, f.last_seen_at lastSeenAt,
              f.fixed_at fixedAt
         FROM findings f FORCE INDEX (finding_address)
         LEFT JOIN sightings s ON s.scan_id = ? AND s.finding_id = f.id
        WHERE f.tenant_id = ? AND f.network_id = ? AND f.address IN (?) AND f.state <> 'Fixed'
          AND s.finding_id IS NULL
        ORDER BY f.fingerprint FOR UPDATE`,
      [scan.scanId, scan.tenantId, scan.networkId, addresses],
    );
  }
}
