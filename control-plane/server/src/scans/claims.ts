import { Inject, Injectable } from '@nestjs/common';
import { AgentSessions } from '../fleet';
import { Clock, CONFIG, Database, Gathered, GatheredByLane, type Config, type Tx } from '../platform';
import { Grants, lastBell, type LastBell, type SliceGrant } from './grants';
import { writeSliceHistory } from './history';
import { allot, isCounted, limitsOf } from './rates';
import { ScanMoves, type LockedScan } from './scan-moves';
import { wanted } from './scan.machine';
import { ScansOfSlices } from './scans-of-slices';
import { SliceMoves } from './slice-moves';
import { findSlices, lockSlices, type SliceRecord } from './slice-record';
import { isBeingStopped } from './stops';

export interface Claimant {
  readonly agentId: string;
  readonly sessionId: string;
  readonly poolId: string;
  /** Engines that are available there, with their limits. */
  readonly engines: ReadonlyMap<string, readonly string[]>;
  readonly name: string;
}

/** What an agent asks for. */
interface Wish {
  readonly claimant: Claimant;
  readonly nonce: string;
  readonly sliceId: string;
  readonly epoch: number;
}

/** A wish that can be fulfilled, with the slice as it was found. */
interface Loan {
  readonly wish: Wish;
  readonly slice: SliceRecord;
}

/** A claim that may have been answered before. */
interface Repeat {
  readonly agentId: string;
  readonly nonce: string;
}

export type ClaimAnswer =
  | { kind: 'granted'; grant: SliceGrant }
  /** `stale`: the desk and sequence of the slice's last bell, which may be acknowledged: it leads nowhere. */
  | { kind: 'denied'; code: ClaimDenial; reason: string; stale?: LastBell };

export type ClaimDenial =
  'not-queued' | 'not-yours' | 'draining' | 'engine-missing' | 'scan-not-running' | 'nothing-waiting';

type Denied = ClaimAnswer & { kind: 'denied' };

const denied = (code: ClaimDenial, reason: string): Denied => ({ kind: 'denied', code, reason });

const NO_SUCH_SLICE = denied('not-queued', 'there is no such slice');

/** Slices of one scan that are lent in one transaction, at most. */
const LENT_AT_ONCE = 64;
const ASKED_AT_ONCE = 200;

/**
 * Lends slices. The bell that led here has no authority: everything is decided on what the ledger says. Claims of one scan's slices
 * that come while others are being decided are decided together: its row, which each of them has to hold, is what a fleet would
 * queue for.
 */
@Injectable()
export class Claims {
  private readonly lending = new GatheredByLane<Wish, ClaimAnswer>(LENT_AT_ONCE, (scanId, wishes) =>
    this.claimTogether(scanId, wishes),
  );
  private readonly repeats = new Gathered<Repeat, SliceRecord | undefined>(ASKED_AT_ONCE, (some) =>
    this.alreadyLent(some),
  );

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(ScanMoves) private readonly scans: ScanMoves,
    @Inject(SliceMoves) private readonly moves: SliceMoves,
    @Inject(AgentSessions) private readonly sessions: AgentSessions,
    @Inject(Grants) private readonly grants: Grants,
    @Inject(ScansOfSlices) private readonly scansOf: ScansOfSlices,
  ) {}

  /**
   * The grant that this nonce already got, for an agent that lost the answer. A slice that has been told to stop
   * meanwhile is not begun any more: it is taken back, and undefined is answered.
   */
  async granted(claimant: Claimant, nonce: string): Promise<SliceGrant | undefined> {
    const { agentId, sessionId } = claimant;
    const slice = await this.repeats.ask(`${agentId} ${nonce}`, { agentId, nonce });
    if (!slice) return undefined;
    if (slice.state === 'Stopping') {
      const fence = { sliceId: slice.id, epoch: slice.epoch, agentId, sessionId };
      await this.moves.giveBack(fence, false, 'stopped before it was begun');
      return undefined;
    }
    return this.database.transaction(async (tx) => {
      const scan = await this.scans.lock(tx, slice.scanId);
      return scan && (await this.grants.of(tx, scan, [slice]))[0];
    });
  }

  private async alreadyLent(some: readonly Repeat[]): Promise<(SliceRecord | undefined)[]> {
    const slices = await findSlices(this.database, 'owner_agent_id IN (?) AND nonce IN (?)', [
      [...new Set(some.map(({ agentId }) => agentId))],
      some.map(({ nonce }) => nonce),
    ]);
    return some.map(({ agentId, nonce }) =>
      slices.find((slice) => slice.ownerAgentId === agentId && slice.nonce === nonce),
    );
  }

  /** Lends the slice, or says why not. */
  async claim(claimant: Claimant, nonce: string, sliceId: string, epoch: number): Promise<ClaimAnswer> {
    const scanId = await this.scansOf.of(sliceId);
    if (scanId === undefined) return NO_SUCH_SLICE;
    return this.lending.ask(scanId, sliceId, { claimant, nonce, sliceId, epoch });
  }

  private claimTogether(scanId: string, wishes: readonly Wish[]): Promise<ClaimAnswer[]> {
    return this.database.transaction(async (tx) => {
      const scan = await this.scans.lock(tx, scanId);
      if (!scan) return wishes.map(() => NO_SUCH_SLICE);
      const sliceIds = wishes.map(({ sliceId }) => sliceId);
      const slices = await lockSlices(tx, sliceIds);
      const isStopped = await isBeingStopped(tx, scan.id);
      // Held to the commit: a Hello that comes now finds the slice already lent, and adopts it.
      const speakers = wishes.map(({ claimant }) => claimant);
      const sessions = await this.sessions.holdSessions(tx, speakers);
      const answers = new Map<Wish, ClaimAnswer>();
      const loans: Loan[] = [];
      for (const wish of wishes) {
        const slice = slices.get(wish.sliceId);
        const session = sessions.get(wish.claimant.sessionId);
        const denial = slice ? whyNot(scan, slice, wish, session, isStopped) : NO_SUCH_SLICE;
        if (denial) answers.set(wish, denial);
        else if (slice) loans.push({ wish, slice });
      }
      for (const [wish, answer] of await this.lendAll(tx, scan, loans)) answers.set(wish, answer);
      return wishes.map((wish) => answers.get(wish) ?? NO_SUCH_SLICE);
    });
  }

  /** Those that share a rate one after the other: each gets its part of what the one before has left. */
  private async lendAll(
    tx: Tx,
    scan: LockedScan,
    loans: readonly Loan[],
  ): Promise<(readonly [Wish, ClaimAnswer])[]> {
    if (loans.length === 0) return [];
    const limits = await limitsOf(tx, scan.id);
    const isLimited = ({ slice }: Loan): boolean => limits !== undefined && isCounted(slice);
    const answers = await this.lend(
      tx,
      scan,
      loans.filter((loan) => !isLimited(loan)),
      0,
    );
    for (const loan of loans.filter(isLimited)) {
      const rate = limits ? await allot(tx, loan.slice, limits) : 0;
      if (rate > 0) answers.push(...(await this.lend(tx, scan, [loan], rate)));
      else answers.push([loan.wish, denied('nothing-waiting', 'nothing is left of the rate limit now')]);
    }
    return answers;
  }

  /** `rate`: what each of them gets; 0: they are not limited. */
  private async lend(
    tx: Tx,
    scan: LockedScan,
    loans: readonly Loan[],
    rate: number,
  ): Promise<(readonly [Wish, ClaimAnswer])[]> {
    const [first] = loans;
    if (!first) return [];
    const now = this.clock.now();
    const values = loans.map(
      () => 'SELECT CAST(? AS UUID) id, ? epoch, CAST(? AS UUID) agent, CAST(? AS UUID) session, ? nonce',
    );
    const { affectedRows } = await tx.change(
      `UPDATE slices s JOIN (${values.join(' UNION ALL ')}) v ON s.id = v.id
          SET s.state = 'Running', s.state_since = ?, s.reason = '', s.owner_agent_id = v.agent, s.owner_session = v.session,
              s.nonce = v.nonce, s.next_seq = 0, s.signs_of_life = s.signs_of_life + 1, s.lease_until = ?,
              s.done_at_claim = s.targets_done, s.phase = '', s.fraction = 0, s.rate = ?, s.claimed_at = ?, s.waiting = 0,
              s.release_asked = 0, s.stop_kind = '', s.stop_until = NULL
        WHERE s.epoch = v.epoch AND s.state = 'Queued'`,
      [
        ...loans.flatMap(({ wish: { claimant, nonce }, slice }) => [
          ...[slice.id, slice.epoch, claimant.agentId, claimant.sessionId, nonce],
        ]),
        ...[now, new Date(now.getTime() + this.config.timings.lease), rate, now],
      ],
    );
    // Their rows are locked, and were Queued when they were read.
    if (affectedRows !== loans.length) throw new Error(`${affectedRows} of ${loans.length} slices were lent`);
    await writeSliceHistory(
      tx,
      loans.map(({ wish, slice }) => ({
        ...{ tenantId: slice.tenantId, scanId: slice.scanId, sliceId: slice.id, epoch: slice.epoch },
        ...({ from: 'Queued', to: 'Running', cause: 'claimed' } as const),
        ...({ actor: `agent ${wish.claimant.agentId}`, reason: '', at: now } as const),
      })),
    );
    if (scan.state !== 'Running')
      await this.scans.move(tx, scan, 'Running', 'first claim', `agent ${first.wish.claimant.agentId}`);
    const grants = await this.grants.of(
      tx,
      scan,
      loans.map(({ slice }) => slice),
    );
    const granted = loans.map(({ wish }, at) => ({ wish, grant: grants[at] as SliceGrant }));
    await this.remark(tx, scan, granted);
    return granted.map(({ wish, grant }) => [wish, { kind: 'granted', grant }]);
  }

  /** A scan that had to make do says so. */
  private async remark(
    tx: Tx,
    scan: LockedScan,
    granted: readonly { readonly wish: Wish; readonly grant: SliceGrant }[],
  ): Promise<void> {
    const notes = granted.flatMap(({ wish: { claimant }, grant: { profile, engine } }) => {
      const limits = claimant.engines.get(engine) ?? [];
      const wantsRaw =
        profile.engine === 'nmap' && (profile.options.scan === 'syn' || profile.options.osDetection);
      if (!limits.includes('connect-scan') || !wantsRaw) return [];
      return `${claimant.name}: connect scan, because the agent has no raw sockets`;
    });
    for (const note of new Set(notes))
      await tx.change(
        `UPDATE scans SET notes = JSON_ARRAY_APPEND(notes, '$', ?)
          WHERE id = ? AND JSON_CONTAINS(notes, JSON_QUOTE(?)) = 0 AND JSON_LENGTH(notes) < 50`,
        [note, scan.id, note],
      );
  }
}

/** Why the slice is not lent to whoever wants it; `session`: the claimant's, if it is the newest of an admitted agent. Pure. */
function whyNot(
  scan: LockedScan,
  slice: SliceRecord,
  { claimant, epoch }: Wish,
  session: { readonly draining: boolean } | undefined,
  isStopped: boolean,
): Denied | undefined {
  if (slice.state !== 'Queued' || slice.epoch !== epoch) {
    return {
      ...denied('not-queued', `the slice is ${slice.state} at epoch ${slice.epoch}`),
      ...(slice.state === 'Queued' ? {} : { stale: lastBell(slice) }),
    };
  }
  const whose = slice.pinnedAgentId ?? (slice.chosen ? undefined : claimant.agentId);
  if (slice.poolId !== claimant.poolId || whose !== claimant.agentId)
    return denied('not-yours', 'the slice belongs to another pool or agent');
  if (!claimant.engines.has(slice.engine))
    return denied('engine-missing', `${slice.engine} is not available on this agent`);
  if (wanted(scan.state, scan.cut) !== 'run')
    return denied('scan-not-running', `the scan is ${scan.state}${scan.cut && ' and being ended'}`);
  if (isStopped) return denied('scan-not-running', 'everything that is under way is being stopped');
  if (!session) return denied('not-yours', 'this is not the newest session of an admitted agent');
  if (session.draining) return denied('draining', 'the agent is draining');
  return undefined;
}
