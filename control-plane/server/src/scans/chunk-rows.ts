import { Inject, Injectable } from '@nestjs/common';
import { Logins } from '../credentials';
import { Log, type Tx } from '../platform';
import { Artifacts } from './artifacts';
import type { ChunkOfResults, TargetDisposition, TargetPart } from './chunks';
import { findingsOfEnded } from './findings-so-far';
import { shortened } from './history';
import { Looks } from './looks';
import { insertObservations } from './observation-rows';
import { Quarantine } from './quarantine';
import type { SliceRecord } from './slice-record';

/** A chunk whose turn it is, of a slice whose row is locked. */
export interface AcceptedChunk {
  readonly slice: SliceRecord;
  readonly agentId: string;
  readonly chunk: ChunkOfResults;
}

/** What a chunk brought to its slice. */
export interface Brought {
  /** Targets that have their disposition now. */
  readonly done: number;
  readonly findings: number;
}

/** Parts of a chunk that count, and those of them that end their target. */
interface Counting extends AcceptedChunk {
  readonly ended: readonly TargetPart[];
}

/** Kind of the observation that tells a host's key; no result. */
const HOST_KEY = 'host-key';

type Values = (string | number | Date | null)[];

/** Writes what chunks tell of their targets. */
@Injectable()
export class ChunkRows {
  constructor(
    @Inject(Artifacts) private readonly artifacts: Artifacts,
    @Inject(Looks) private readonly looks: Looks,
    @Inject(Quarantine) private readonly quarantine: Quarantine,
    @Inject(Logins) private readonly logins: Logins,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Of chunks of different slices. What each brought, in their order. */
  async write(tx: Tx, accepted: readonly AcceptedChunk[], now: Date): Promise<Brought[]> {
    const mine = await ownTargets(tx, accepted);
    const counting: Counting[] = [];
    for (const one of accepted) {
      const admitted = await this.admit(tx, one, mine.get(one.slice.id) ?? new Set());
      await this.learn(tx, one.slice, admitted);
      await insertObservations(tx, one.slice, admitted);
      counting.push({ ...one, ended: admitted.filter((part) => part.disposition !== null) });
    }
    const known = await disposed(tx, counting);
    const ending = counting.map((one) => ({ ...one, ended: firstOfEach(one, known) }));
    await this.dispose(tx, ending, now);
    const brought: Brought[] = [];
    for (const { slice, ended } of ending)
      brought.push({ done: ended.length, findings: await findingsOfEnded(tx, slice, ended) });
    return brought;
  }

  private async dispose(tx: Tx, ending: readonly Counting[], now: Date): Promise<void> {
    const stored = await this.storeArtifacts(tx, ending);
    const rows: Values[] = [];
    for (const one of ending)
      rows.push(...(await this.dispositions(tx, one, stored.get(one.slice.tenantId) ?? new Set(), now)));
    if (rows.length === 0) return;
    rows.sort((a, b) => (keyOfRow(a) < keyOfRow(b) ? -1 : 1));
    const { affectedRows } = await tx.change(
      'INSERT IGNORE INTO dispositions (scan_id, profile, address, tenant_id, slice_id, epoch, run, kind, reason, row_count, artifact, agent_id, at, looked_at, look, report) VALUES ?',
      [rows as never],
    );
    // Nobody else disposes of targets of slices that are locked here, and those that were known are left out.
    if (affectedRows !== rows.length)
      throw new Error(`${affectedRows} of ${rows.length} dispositions were written`);
  }

  /** The hashes that are there now, by tenant. */
  private async storeArtifacts(tx: Tx, ending: readonly Counting[]): Promise<Map<string, Set<string>>> {
    const contents = new Map<string, Uint8Array[]>();
    for (const { slice, ended } of ending) {
      const some = ended.flatMap(({ artifact }) => artifact ?? []);
      if (some.length > 0) contents.set(slice.tenantId, [...(contents.get(slice.tenantId) ?? []), ...some]);
    }
    const stored = new Map<string, Set<string>>();
    for (const tenantId of [...contents.keys()].sort())
      stored.set(tenantId, await this.artifacts.storeSmall(tx, tenantId, contents.get(tenantId) ?? []));
    return stored;
  }

  private async dispositions(
    tx: Tx,
    { slice, agentId, chunk: { looks = [] }, ended }: Counting,
    stored: ReadonlySet<string>,
    now: Date,
  ): Promise<Values[]> {
    if (ended.length === 0) return [];
    const kept = new Map<number, string>();
    for (const { run, look } of looks) kept.set(run, await this.looks.keep(tx, look));
    const rows: Values[] = [];
    for (const part of ended) {
      const row = await this.dispositionRow(tx, slice, agentId, part, stored, now);
      const report = await this.presentReport(tx, slice.tenantId, part);
      rows.push([...row, lookedAt(part, slice, now), kept.get(part.run) ?? '', report]);
    }
    return rows;
  }

  /** Hosts of which no key was known have one from now on. */
  private async learn(
    tx: Tx,
    { tenantId, scanId }: SliceRecord,
    parts: readonly TargetPart[],
  ): Promise<void> {
    for (const { address, observations } of parts) {
      const told = observations.filter(({ kind }) => kind === HOST_KEY);
      if (told.length === 0) continue;
      const keys = told.map(({ body }) => String((JSON.parse(body) as { key?: unknown }).key));
      await this.logins.learn(tx, { tenantId, id: scanId }, address, keys);
    }
  }

  /** What counts: parts of the slice's own targets; of those that are excluded by now, only that they are. */
  private async admit(
    tx: Tx,
    { slice, agentId, chunk: { seq, parts } }: AcceptedChunk,
    mine: ReadonlySet<string>,
  ): Promise<TargetPart[]> {
    if (parts.length === 0) return [];
    const foreign = parts.flatMap((part) =>
      mine.has(part.address) ? [] : { ...part, why: 'It is no target of the slice.' },
    );
    if (foreign.length > 0)
      this.log.warn({ sliceId: slice.id, agentId, parts: foreign.length }, 'results for foreign targets');
    await this.quarantine.keep(tx, slice, agentId, seq, 'not-of-the-slice', foreign);
    const whyExcluded = await this.quarantine.excluding(tx, slice);
    const own = parts
      .filter(({ address }) => mine.has(address))
      .map((part) => ({ ...part, why: whyExcluded(part.address) }));
    const excluded = own.flatMap(({ why, ...part }) => (why === undefined ? [] : { ...part, why }));
    await this.quarantine.keep(
      ...([tx, slice, agentId, seq, 'excluded'] as const),
      excluded.filter(({ observations }) => observations.length > 0),
    );
    return own.map(({ why, ...part }) => (why === undefined ? part : withoutResults(part, why)));
  }

  /** A report that did not arrive is no reason to doubt the results. */
  private async presentReport(tx: Tx, tenantId: string, { disposition }: TargetPart): Promise<string> {
    const named = disposition?.report ?? '';
    return named !== '' && (await this.artifacts.isComplete(tx, tenantId, named)) ? named : '';
  }

  private async dispositionRow(
    tx: Tx,
    slice: SliceRecord,
    agentId: string,
    part: TargetPart,
    stored: ReadonlySet<string>,
    now: Date,
  ): Promise<Values> {
    const disposition = part.disposition as TargetDisposition;
    const named = disposition.artifact;
    const present =
      named === '' || stored.has(named) || (await this.artifacts.isComplete(tx, slice.tenantId, named));
    return [
      slice.scanId,
      slice.profile,
      part.address,
      slice.tenantId,
      slice.id,
      slice.epoch,
      part.run,
      disposition.kind,
      shortened(present ? disposition.reason : `${disposition.reason} (raw output did not arrive)`.trim()),
      disposition.rowCount,
      present ? named : '',
      agentId,
      now,
    ];
  }
}

/** Addresses of one profile of a scan, and the slices that they are told of. */
interface Asked {
  readonly scanId: string;
  readonly profile: number;
  readonly addresses: Set<string>;
  readonly sliceIds: Set<string>;
}

/** What chunks tell of, by profile and scan: so the tables of targets are keyed. */
function byProfile<A extends AcceptedChunk>(
  chunks: readonly A[],
  partsOf: (one: A) => readonly TargetPart[],
): Asked[] {
  const found = new Map<string, Asked>();
  for (const one of chunks) {
    const { scanId, profile, id } = one.slice;
    const addresses = partsOf(one).map(({ address }) => address);
    if (addresses.length === 0) continue;
    const key = keyOf(one.slice, '');
    const asked = found.get(key) ?? { scanId, profile, addresses: new Set(), sliceIds: new Set() };
    for (const address of addresses) asked.addresses.add(address);
    asked.sliceIds.add(id);
    found.set(key, asked);
  }
  return [...found.values()];
}

const keyOf = ({ scanId, profile }: Pick<SliceRecord, 'scanId' | 'profile'>, address: string): string =>
  `${scanId} ${profile} ${address}`;

/** The order of their key, in which rows are locked: scan, profile, address. */
const keyOfRow = ([scanId, profile, address]: Values): string =>
  `${String(scanId)} ${String(profile)} ${String(address)}`;

/** An agent writes results only for targets of the slice it holds: those among the chunks' addresses, by slice. */
async function ownTargets(
  tx: Tx,
  accepted: readonly AcceptedChunk[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const own = new Map<string, Set<string>>();
  const asked = byProfile(accepted, ({ chunk }) => chunk.parts);
  if (asked.length === 0) return own;
  const one =
    '(SELECT address, slice_id sliceId FROM targets WHERE scan_id = ? AND profile = ? AND address IN (?) AND slice_id IN (?))';
  const rows = await tx.rows<{ address: string; sliceId: string }>(
    asked.map(() => one).join(' UNION ALL '),
    asked.flatMap(({ scanId, profile, addresses, sliceIds }) => [
      scanId,
      profile,
      [...addresses],
      [...sliceIds],
    ]),
  );
  for (const { address, sliceId } of rows) own.set(sliceId, (own.get(sliceId) ?? new Set()).add(address));
  return own;
}

/** Targets that have a disposition already. */
async function disposed(tx: Tx, counting: readonly Counting[]): Promise<ReadonlySet<string>> {
  const asked = byProfile(counting, ({ ended }) => ended);
  if (asked.length === 0) return new Set();
  const one =
    '(SELECT scan_id scanId, profile, address FROM dispositions WHERE scan_id = ? AND profile = ? AND address IN (?))';
  const rows = await tx.rows<{ scanId: string; profile: number; address: string }>(
    asked.map(() => one).join(' UNION ALL '),
    asked.flatMap(({ scanId, profile, addresses }) => [scanId, profile, [...addresses]]),
  );
  return new Set(rows.map((row) => keyOf(row, row.address)));
}

/** A target's first disposition stands. */
function firstOfEach({ slice, ended }: Counting, known: ReadonlySet<string>): readonly TargetPart[] {
  const seen = new Set<string>();
  return ended.filter(({ address }) => {
    const isFirst = !known.has(keyOf(slice, address)) && !seen.has(address);
    seen.add(address);
    return isFirst;
  });
}

/** Run 0 has no rows: what came in before the exclusion counts no more either. */
function withoutResults(part: TargetPart, why: string): TargetPart {
  const disposition = part.disposition && {
    ...({ kind: 'excluded', reason: why, rowCount: 0, artifact: '' } as const),
  };
  return { ...part, run: 0, observations: [], artifact: null, disposition };
}

/** The agent's word, held between the claim and now: its clock may be wrong. */
function lookedAt({ disposition }: TargetPart, { claimedAt }: SliceRecord, now: Date): Date {
  const said = disposition?.lookedAt?.getTime() ?? now.getTime();
  return new Date(Math.min(now.getTime(), Math.max(said, claimedAt?.getTime() ?? 0)));
}
