import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../auth';
import { Clock, Database, Log, Steps, Sweeper } from '../platform';
import { FINAL_SCAN_STATES, ScanHolds, scanStarting, type Hold } from '../scans';
import { gateOf, type Gate } from './gate';
import { Windows, type WindowRecord } from './windows';

interface Watched {
  readonly id: string;
  readonly tenantId: string;
  readonly networkId: string;
  readonly jobId: string | null;
  readonly holdCode: string;
}

const EVERY_MS = 1_000;
const OWN_CODES: readonly string[] = ['blackout', 'window-closed'] satisfies Hold['code'][];
/** Not on their way any more, or about to be so. */
const DONE = [...FINAL_SCAN_STATES, 'Loading', 'Canceling', 'Deleted'];

/**
 * Keeps scans to their hours: pauses what runs when a window closes or a blackout begins, lets it go on afterwards, and
 * has what is started in between wait. Every replica looks each second; the scan's lock decides between them.
 */
@Injectable()
export class WindowRound {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(Steps) private readonly steps: Steps,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Windows) private readonly windows: Windows,
    @Inject(ScanHolds) private readonly holds: ScanHolds,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    this.steps.on(scanStarting, 'schedules', async (_tx, starting) => {
      const gate = await this.gate(starting.tenantId, starting.networkId, starting.jobId);
      if (!gate.open) starting.hold = holdOf(gate);
    });
    this.sweeper.every('windows', EVERY_MS, () => this.round());
  }

  async round(): Promise<void> {
    const gates = new Map<string, Gate<WindowRecord>>();
    for (const scan of await this.watched()) {
      const { tenantId, networkId, jobId } = scan;
      const key = `${networkId} ${jobId}`;
      try {
        const gate = gates.get(key) ?? (await this.gate(tenantId, networkId, jobId));
        gates.set(key, gate);
        await this.serve(scan, gate);
      } catch (error) {
        this.log.error({ err: error, scanId: scan.id }, 'window not kept, again in a moment');
      }
    }
  }

  private async serve({ id, tenantId, holdCode }: Watched, gate: Gate<WindowRecord>): Promise<void> {
    const isHeld = OWN_CODES.includes(holdCode);
    await this.database.transaction(async (tx) => {
      const changed = gate.open
        ? isHeld && (await this.holds.release(id))
        : await this.holds.hold(id, holdOf(gate), gate.rule.graceSeconds * 1_000);
      if (!changed) return;
      this.audit.record(tx, {
        tenantId,
        actor: 'window',
        action: gate.open ? 'window.released' : 'window.held',
        subject: `scan ${id}`,
        details: gate.open ? {} : { window: gate.rule.id, name: gate.rule.name, code: gate.code },
      });
    });
  }

  private async gate(tenantId: string, networkId: string, jobId: string | null): Promise<Gate<WindowRecord>> {
    return gateOf(await this.windows.rulesOf(tenantId, networkId, jobId), this.clock.now().getTime());
  }

  /** Scans on their way whose network or job has hours, and those that are held. */
  private watched(): Promise<Watched[]> {
    const columns =
      'SELECT s.id, s.tenant_id tenantId, s.network_id networkId, s.job_id jobId, s.hold_code holdCode';
    return this.database.rows<Watched>(
      `${columns} FROM scans s WHERE s.hold_code IN (?) AND s.state NOT IN (?)
       UNION
       ${columns} FROM scans s JOIN scan_windows w ON w.tenant_id = s.tenant_id
          AND (w.network_id = s.network_id OR w.job_id = s.job_id)
        WHERE s.state NOT IN (?)`,
      [OWN_CODES, DONE, DONE],
    );
  }
}

function holdOf(gate: Extract<Gate<WindowRecord>, { open: false }>): Hold {
  const { code, rule, opensAt } = gate;
  const until = opensAt === null ? null : new Date(opensAt);
  const what =
    code === 'blackout' ? `The blackout "${rule.name}" holds` : `The window "${rule.name}" is closed`;
  return { code, reason: `${what}${until ? ` until ${until.toISOString()}` : ''}.`, until };
}
