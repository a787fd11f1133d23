import { Inject, Injectable } from '@nestjs/common';
import { Logins, type Login } from '../credentials';
import { AgentSessions } from '../fleet';
import { looksInside, type EngineProfile } from '../profiles';
import { Clock, CONFIG, Database, type Config, type Tx } from '../platform';
import { BegunTargets, type BegunTarget } from './begun';
import { writeSliceHistory } from './history';
import { ScanMoves, type LockedScan } from './scan-moves';
import { wanted } from './scan.machine';
import { SliceMoves } from './slice-moves';
import { Quarantine } from './quarantine';
import { allot, isLimited, slowed } from './rates';
import { isBeingStopped } from './stops';
import { findSlices, type SliceRecord } from './slice-record';

export interface Claimant {
  readonly agentId: string;
  readonly sessionId: string;
  readonly poolId: string;
  /** Engines that are available there, with their limits. */
  readonly engines: ReadonlyMap<string, readonly string[]>;
  readonly name: string;
}

/** What a slice's new owner is told. */
export interface SliceGrant {
  readonly sliceId: string;
  readonly epoch: number;
  readonly scanId: string;
  readonly profile: EngineProfile;
  /** Without a disposition yet. */
  readonly targets: readonly string[];
  /** How they are entered; none for the agent's own machine, or where the job names no credential. */
  readonly login: Login | undefined;
  /** Those of them that runs before were stopped in. */
  readonly begun: readonly BegunTarget[];
  /** Those of them that were excluded since they were planned. */
  readonly leftOut: readonly { readonly address: string; readonly reason: string }[];
  readonly traceId: string;
  /** The bell that was rung for it, if its sequence was recorded. */
  readonly bell: LastBell | undefined;
  readonly engine: string;
}

/** What an agent asks for. */
interface Wish {
  readonly claimant: Claimant;
  readonly nonce: string;
  readonly sliceId: string;
  readonly epoch: number;
}

interface GrantRow {
  readonly profile: string;
  readonly rate: number;
  readonly networkId: string;
  readonly credentialId: string | null;
}

export type ClaimAnswer =
  | { kind: 'granted'; grant: SliceGrant }
  /** `stale`: the desk and sequence of the slice's last bell, which may be acknowledged: it leads nowhere. */
  | { kind: 'denied'; code: ClaimDenial; reason: string; stale?: LastBell };

export interface LastBell {
  readonly poolId: string;
  readonly engine: string;
  /** Whose own desk it was rung at; null: the pool's. */
  readonly pinnedAgentId: string | null;
  readonly sequence: number;
}

export type ClaimDenial =
  'not-queued' | 'not-yours' | 'draining' | 'engine-missing' | 'scan-not-running' | 'nothing-waiting';

const denied = (code: ClaimDenial, reason: string): ClaimAnswer & { kind: 'denied' } => ({
  kind: 'denied',
  code,
  reason,
});

/** Lends slices. The bell that led here has no authority: everything is decided on what the ledger says. */
@Injectable()
export class Claims {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(ScanMoves) private readonly scans: ScanMoves,
    @Inject(SliceMoves) private readonly moves: SliceMoves,
    @Inject(AgentSessions) private readonly sessions: AgentSessions,
    @Inject(Quarantine) private readonly quarantine: Quarantine,
    @Inject(Logins) private readonly logins: Logins,
    @Inject(BegunTargets) private readonly begun: BegunTargets,
  ) {}

  /**
   * The grant that this nonce already got, for an agent that lost the answer. A slice that has been told to stop
   * meanwhile is not begun any more: it is taken back, and undefined is answered.
   */
  async granted(claimant: Claimant, nonce: string): Promise<SliceGrant | undefined> {
    const { agentId, sessionId } = claimant;
    const [slice] = await findSlices(this.database, 'owner_agent_id = ? AND nonce = ?', [agentId, nonce]);
    if (!slice) return undefined;
    if (slice.state === 'Stopping') {
      const fence = { sliceId: slice.id, epoch: slice.epoch, agentId, sessionId };
      await this.moves.giveBack(fence, false, 'stopped before it was begun');
      return undefined;
    }
    return this.database.transaction(async (tx) => {
      const scan = await this.scans.lock(tx, slice.scanId);
      return scan && this.grantOf(tx, scan, slice);
    });
  }

  /**
   * Lends the slice, or says why not. Slices of one scan are lent side by side, but for the first of each run, which moves the
   * scan, and those that share a rate.
   */
  async claim(claimant: Claimant, nonce: string, sliceId: string, epoch: number): Promise<ClaimAnswer> {
    const wish = { claimant, nonce, sliceId, epoch };
    const answer = (await this.claimBesideOthers(wish)) ?? (await this.claimAlone(wish));
    return answer ?? denied('not-queued', 'there is no such slice');
  }

  /** Undefined: the scan has to be locked for this one alone. */
  private claimBesideOthers(wish: Wish): Promise<ClaimAnswer | undefined> {
    return this.moves.withLocks(
      wish.sliceId,
      async (tx, scan, slice) => {
        const moves = wanted(scan.state, scan.cut) === 'run' && scan.state !== 'Running';
        return moves || (await isLimited(tx, slice)) ? undefined : this.decide(tx, scan, slice, wish, null);
      },
      { shared: true },
    );
  }

  private claimAlone(wish: Wish): Promise<ClaimAnswer | undefined> {
    return this.moves.withLocks(wish.sliceId, async (tx, scan, slice) =>
      this.decide(tx, scan, slice, wish, await allot(tx, slice)),
    );
  }

  /** `rate`: what the slice would get; null: it is not limited. */
  private async decide(
    tx: Tx,
    scan: LockedScan,
    slice: SliceRecord,
    { claimant, nonce, epoch }: Wish,
    rate: number | null,
  ): Promise<ClaimAnswer> {
    if (slice.state !== 'Queued' || slice.epoch !== epoch) {
      return {
        ...denied('not-queued', `the slice is ${slice.state} at epoch ${slice.epoch}`),
        ...(slice.state === 'Queued' ? {} : { stale: lastBell(slice) }),
      };
    }
    const whose = slice.pinnedAgentId ?? (slice.chosen ? undefined : claimant.agentId);
    if (slice.poolId !== claimant.poolId || whose !== claimant.agentId) {
      return denied('not-yours', 'the slice belongs to another pool or agent');
    }
    if (!claimant.engines.has(slice.engine)) {
      return denied('engine-missing', `${slice.engine} is not available on this agent`);
    }
    if (wanted(scan.state, scan.cut) !== 'run') {
      return denied('scan-not-running', `the scan is ${scan.state}${scan.cut && ' and being ended'}`);
    }
    if (await isBeingStopped(tx, scan.id))
      return denied('scan-not-running', 'everything that is under way is being stopped');
    if (rate === 0) return denied('nothing-waiting', 'nothing is left of the rate limit now');
    // Held to the commit: a Hello that comes now finds the slice already lent, and adopts it.
    const session = await this.sessions.holdSession(tx, claimant.agentId, claimant.sessionId);
    if (!session) return denied('not-yours', 'this is not the newest session of an admitted agent');
    if (session.draining) return denied('draining', 'the agent is draining');
    return this.lend(tx, scan, slice, claimant, nonce, rate ?? 0);
  }

  private async lend(
    tx: Tx,
    scan: LockedScan,
    slice: SliceRecord,
    claimant: Claimant,
    nonce: string,
    rate: number,
  ): Promise<ClaimAnswer> {
    const now = this.clock.now();
    const { affectedRows } = await tx.change(
      `UPDATE slices SET state = 'Running', state_since = ?, reason = '', owner_agent_id = ?, owner_session = ?,
              nonce = ?, next_seq = 0, signs_of_life = signs_of_life + 1, lease_until = ?,
              done_at_claim = targets_done, phase = '', fraction = 0, rate = ?, claimed_at = ?, waiting = 0,
              release_asked = 0, stop_kind = '', stop_until = NULL
        WHERE id = ? AND epoch = ? AND state = 'Queued'`,
      [
        now,
        claimant.agentId,
        claimant.sessionId,
        nonce,
        new Date(now.getTime() + this.config.timings.lease),
        rate,
        now,
        slice.id,
        slice.epoch,
      ],
    );
    if (affectedRows === 0) return denied('not-queued', 'another agent was faster');
    const actor = `agent ${claimant.agentId}` as const;
    await writeSliceHistory(tx, [
      {
        tenantId: slice.tenantId,
        scanId: slice.scanId,
        sliceId: slice.id,
        epoch: slice.epoch,
        from: 'Queued',
        to: 'Running',
        cause: 'claimed',
        actor,
        reason: '',
        at: now,
      },
    ]);
    if (scan.state !== 'Running') await this.scans.move(tx, scan, 'Running', 'first claim', actor);
    const grant = await this.grantOf(tx, scan, slice);
    await this.remark(tx, scan, claimant, grant);
    return { kind: 'granted', grant };
  }

  private async grantOf(tx: Tx, scan: LockedScan, slice: SliceRecord): Promise<SliceGrant> {
    const targets = await tx.rows<{ address: string }>(
      `SELECT t.address FROM targets t
         LEFT JOIN dispositions d ON d.scan_id = t.scan_id AND d.profile = t.profile AND d.address = t.address
        WHERE t.slice_id = ? AND d.address IS NULL ORDER BY t.address`,
      [slice.id],
    );
    const whyExcluded = await this.quarantine.excluding(tx, slice);
    const leftOut = targets.flatMap(({ address }) => {
      const reason = whyExcluded(address);
      return reason === undefined ? [] : { address, reason };
    });
    const [row] = await tx.rows<GrantRow>(
      `SELECT s.network_id networkId, s.credential_id credentialId, JSON_EXTRACT(s.profiles, CONCAT('$[', ?, ']')) profile, c.rate FROM scans s JOIN slices c ON c.id = ?
        WHERE s.id = ?`,
      [slice.profile, slice.id, scan.id],
    );
    const addresses = targets.map(({ address }) => address);
    return {
      sliceId: slice.id,
      epoch: slice.epoch,
      scanId: scan.id,
      profile: slowed(JSON.parse(row?.profile ?? 'null') as EngineProfile, row?.rate ?? 0),
      targets: addresses,
      login: await this.loginOf(tx, slice, row, addresses),
      begun: await this.begun.of(tx, slice, addresses),
      leftOut,
      traceId: scan.traceId,
      bell: lastBell(slice),
      engine: slice.engine,
    };
  }

  /** An agent that looks at its own machine needs none. */
  private async loginOf(
    tx: Tx,
    { tenantId, engine, pinnedAgentId, chosen }: SliceRecord,
    scan: GrantRow | undefined,
    addresses: readonly string[],
  ): Promise<Login | undefined> {
    if (!scan?.credentialId || !looksInside(engine)) return undefined;
    if (pinnedAgentId !== null && !chosen) return undefined;
    return this.logins.of(tx, { tenantId, id: scan.credentialId }, scan.networkId, addresses);
  }

  /** A scan that had to make do says so. */
  private async remark(tx: Tx, scan: LockedScan, claimant: Claimant, grant: SliceGrant): Promise<void> {
    const limits = claimant.engines.get(grant.engine) ?? [];
    const { profile } = grant;
    const wantsRaw =
      profile.engine === 'nmap' && (profile.options.scan === 'syn' || profile.options.osDetection);
    if (!limits.includes('connect-scan') || !wantsRaw) return;
    const note = `${claimant.name}: connect scan, because the agent has no raw sockets`;
    await tx.change(
      `UPDATE scans SET notes = JSON_ARRAY_APPEND(notes, '$', ?)
        WHERE id = ? AND JSON_CONTAINS(notes, JSON_QUOTE(?)) = 0 AND JSON_LENGTH(notes) < 50`,
      [note, scan.id, note],
    );
  }
}

const lastBell = (slice: SliceRecord): LastBell | undefined =>
  slice.bellSeq === null
    ? undefined
    : {
        poolId: slice.poolId,
        engine: slice.engine,
        pinnedAgentId: slice.pinnedAgentId,
        sequence: slice.bellSeq,
      };
