import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ContentSummary } from '@scanfleet/readers';
import { Agents, type EngineVerdict } from '../fleet';
import {
  CONTENT_PART_BYTES,
  MOST_CONTENT_BYTES,
  Packages,
  takeIn,
  type Content,
  type PackageRecord,
} from '../packages';
import { Clock, Database, isRefusal, notFound, Refusal, type Result } from '../platform';

/** Of all agents together: distributions ship some ten files each. */
const MOST_CONTENTS = 256;
/** An agent that was asked for a file and has not sent a part of it for so long is asked no more: another is. */
const ASKED_FOR_MS = 60_000;
const QUIET_MS = 1_000;

export type PartTaken = { kind: 'taken'; nextOffset: number } | { kind: 'refused'; reason: string };

/** Content that can be made a package of, and where it was found. */
export interface OfferedContent {
  readonly sha256: string;
  readonly bytes: number;
  /** Where it lies, each once. */
  readonly paths: readonly string[];
  readonly agents: readonly { readonly id: string; readonly name: string }[];
  /** known: nobody wanted to know more; fetching: an agent is asked for its bytes. */
  readonly state: 'known' | 'fetching' | 'offered' | 'refused';
  /** Why it is refused; empty: it is not. */
  readonly reason: string;
  /** Null until it is offered. */
  readonly content: ContentSummary | null;
  /** A package of the tenant's that has a version with these bytes; null: there is none. */
  readonly packageId: string | null;
}

interface Row {
  readonly sha256: string;
  readonly totalBytes: number;
  readonly storedBytes: number;
  readonly agentId: string | null;
  readonly askedAt: Date | null;
  readonly summary: string | null;
  readonly refusal: string | null;
}

const COLUMNS = `sha256, total_bytes totalBytes, stored_bytes storedBytes, agent_id agentId, asked_at askedAt, summary, refusal`;

/**
 * Security content that agents' systems came with. Agents tell of it by path and hash; what a tenant wants to know more of is asked of
 * one of them, and looked into like whatever a stranger uploads. From then on it is offered wherever an agent has it.
 */
@Injectable()
export class SystemContents {
  private quiet: { at: number; answer: Promise<boolean> } | undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Agents) private readonly agents: Agents,
    @Inject(Packages) private readonly packages: Packages,
  ) {}

  /** What this agent is to send now, of what it told of and somebody wants: one file at most, that nobody else was asked for just now. */
  async wanted(agentId: string, engines: readonly EngineVerdict[]): Promise<string[]> {
    const told = new Map(
      engines.flatMap(({ content = [] }) => content).map(({ sha256, bytes }) => [sha256, bytes]),
    );
    if (told.size === 0 || (await this.nothingIsWanted())) return [];
    const stale = new Date(this.clock.now().getTime() - ASKED_FOR_MS);
    const next = (await this.rows([...told.keys()])).find(
      (row) =>
        row.summary === null &&
        row.refusal === null &&
        (row.agentId === agentId || row.askedAt === null || row.askedAt < stale),
    );
    if (!next) return [];
    const isAsked = await this.ask(agentId, next.sha256, told.get(next.sha256) ?? 0, stale);
    return isAsked ? [next.sha256] : [];
  }

  /** Asked at every heartbeat of every agent: one answer serves all of them for a second, or until somebody wants something here. */
  private nothingIsWanted(): Promise<boolean> {
    const now = this.clock.monotonicMs();
    if (this.quiet && now - this.quiet.at < QUIET_MS) return this.quiet.answer;
    const answer = this.database
      .rows('SELECT 1 FROM system_contents WHERE summary IS NULL AND refusal IS NULL LIMIT 1')
      .then((rows) => rows.length === 0);
    this.quiet = { at: now, answer };
    answer.then(
      (isQuiet) => isQuiet || (this.quiet = undefined),
      () => (this.quiet = undefined),
    );
    return answer;
  }

  /** False: another was faster. What one sent that does not answer any more, and what it said of the size, is worth nothing. */
  private ask(agentId: string, sha256: string, bytes: number, stale: Date): Promise<boolean> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      const again = await tx.change(
        'UPDATE system_contents SET asked_at = ? WHERE sha256 = ? AND agent_id = ?',
        [...[now, sha256, agentId]],
      );
      if (again.affectedRows > 0) return true;
      const taken = await tx.change(
        `UPDATE system_contents SET agent_id = ?, asked_at = ?, total_bytes = ?, stored_bytes = 0
          WHERE sha256 = ? AND (asked_at IS NULL OR asked_at < ?) AND summary IS NULL AND refusal IS NULL`,
        [agentId, now, bytes, sha256, stale],
      );
      if (taken.affectedRows > 0)
        await tx.change('DELETE FROM system_content_parts WHERE sha256 = ?', [sha256]);
      return taken.affectedRows > 0;
    });
  }

  /**
   * Has an agent asked for content that one has, so that it is looked into. Repeating it changes nothing. Refusals: `not-found`,
   * `content-too-large` (413), `too-much-system-content` (409).
   */
  async request(tenantId: string, sha256: string): Promise<Result<OfferedContent>> {
    const find = async () => (await this.offered(tenantId)).find((offer) => offer.sha256 === sha256);
    const one = await find();
    if (!one) return notFound('content');
    if (one.state !== 'known') return one;
    if (one.bytes > MOST_CONTENT_BYTES)
      return new Refusal('content-too-large', 413, `Content has at most ${MOST_CONTENT_BYTES} bytes.`);
    const isMade = await this.database.transaction(async (tx) => {
      const [all] = await tx.rows<{ n: string }>('SELECT COUNT(*) n FROM system_contents');
      if (Number(all?.n) >= MOST_CONTENTS) return false;
      await tx.change(
        'INSERT IGNORE INTO system_contents (sha256, total_bytes, stored_bytes) VALUES (?, ?, 0)',
        [...[sha256, one.bytes]],
      );
      return true;
    });
    this.quiet = undefined;
    if (!isMade)
      return new Refusal(
        'too-much-system-content',
        409,
        `There are ${MOST_CONTENTS} of agents’ systems already.`,
      );
    return (await find()) ?? notFound('content');
  }

  /**
   * Takes a part of what this agent was asked for. A part that is there already, or comes too early, is answered with the
   * offset to go on from. With the last one the hash is compared, and the whole looked into.
   */
  async take(
    agentId: string,
    {
      sha256,
      totalBytes,
      offset,
      data,
    }: { sha256: string; totalBytes: number; offset: number; data: Uint8Array },
  ): Promise<PartTaken> {
    const taken = await this.database.transaction(async (tx): Promise<PartTaken & { isLast?: boolean }> => {
      const [row] = await tx.rows<Row>(`SELECT ${COLUMNS} FROM system_contents WHERE sha256 = ? FOR UPDATE`, [
        sha256,
      ]);
      if (row?.agentId !== agentId || row.totalBytes !== totalBytes || row.refusal !== null)
        return { kind: 'refused', reason: 'it was not asked for' };
      if (row.storedBytes !== offset) return { kind: 'taken', nextOffset: row.storedBytes };
      const expected = Math.min(CONTENT_PART_BYTES, totalBytes - offset);
      if (data.length !== expected || expected <= 0)
        return { kind: 'refused', reason: 'parts are 256 KiB, the last one what is left' };
      await tx.change('INSERT INTO system_content_parts (sha256, `offset`, data) VALUES (?, ?, ?)', [
        ...[sha256, offset, Buffer.from(data)],
      ]);
      const stored = offset + data.length;
      await tx.change('UPDATE system_contents SET stored_bytes = ?, asked_at = ? WHERE sha256 = ?', [
        ...[stored, this.clock.now(), sha256],
      ]);
      return { kind: 'taken', nextOffset: stored, isLast: stored === totalBytes };
    });
    if (taken.kind === 'refused') return taken;
    if (!taken.isLast) return { kind: 'taken', nextOffset: taken.nextOffset };
    if (!(await this.hashIsRight(sha256))) {
      // Whoever told of it lied, or its disk did: another agent may have the file that this is the name of.
      await this.forget(sha256);
      return { kind: 'refused', reason: 'the bytes do not have this hash' };
    }
    await this.lookInto(sha256);
    return { kind: 'taken', nextOffset: taken.nextOffset };
  }

  /** What agents of the pools that serve a tenant's networks have, by hash. */
  async offered(tenantId: string): Promise<OfferedContent[]> {
    const found = await this.found(tenantId);
    if (found.size === 0) return [];
    const hashes = [...found.keys()];
    const rows = await this.rows(hashes);
    const held = await this.packages.holding(tenantId, hashes);
    const known = new Map(rows.map((row) => [row.sha256, row]));
    return [...found]
      .map(([sha256, { bytes, paths, agents }]) => ({
        ...{
          sha256,
          bytes,
          paths: [...paths].sort(),
          agents: [...agents].map(([id, name]) => ({ id, name })),
        },
        ...standing(known.get(sha256)),
        packageId: held.get(sha256) ?? null,
      }))
      .sort((a, b) => (`${a.paths[0]} ${a.sha256}` < `${b.paths[0]} ${b.sha256}` ? -1 : 1));
  }

  /** Makes a package of what an agent has. Refusals: `not-found`, `not-offered` (409) with why, those of Packages.create. */
  async adopt(
    tenantId: string,
    sha256: string,
    words: { readonly name: string; readonly description: string },
  ): Promise<Result<PackageRecord>> {
    const one = (await this.offered(tenantId)).find((offer) => offer.sha256 === sha256);
    if (!one) return notFound('content');
    if (one.state === 'known' || one.state === 'fetching')
      return new Refusal('not-offered', 409, 'It was not looked into yet.');
    if (one.state === 'refused') return new Refusal('not-offered', 409, `It is refused: ${one.reason}`);
    return this.packages.create(tenantId, { ...words, labels: {} }, () => this.content(sha256));
  }

  private rows(hashes: readonly string[]): Promise<Row[]> {
    return this.database.rows<Row>(`SELECT ${COLUMNS} FROM system_contents WHERE sha256 IN (?)`, [hashes]);
  }

  private async hashIsRight(sha256: string): Promise<boolean> {
    const hash = createHash('sha256');
    for await (const part of this.parts(sha256)) hash.update(part);
    return hash.digest('hex') === sha256;
  }

  /** As if nobody had been asked yet. */
  private async forget(sha256: string): Promise<void> {
    this.quiet = undefined;
    await this.database.transaction(async (tx) => {
      await tx.change('DELETE FROM system_content_parts WHERE sha256 = ?', [sha256]);
      await tx.change(
        'UPDATE system_contents SET agent_id = NULL, asked_at = NULL, stored_bytes = 0 WHERE sha256 = ?',
        [sha256],
      );
    });
  }

  private async lookInto(sha256: string): Promise<void> {
    const content = await this.content(sha256);
    if (isRefusal(content)) return this.settle(sha256, null, content.reason);
    await this.settle(sha256, content.summary, null);
  }

  private async settle(
    sha256: string,
    summary: ContentSummary | null,
    refusal: string | null,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.change('UPDATE system_contents SET summary = ?, refusal = ? WHERE sha256 = ?', [
        ...[summary && JSON.stringify(summary), refusal?.slice(0, 500) ?? null, sha256],
      ]);
      if (refusal !== null) await tx.change('DELETE FROM system_content_parts WHERE sha256 = ?', [sha256]);
    });
  }

  private content(sha256: string): Promise<Result<Content>> {
    return takeIn(this.parts(sha256));
  }

  private async *parts(sha256: string): AsyncGenerator<Buffer> {
    for (let offset = 0; ; offset += CONTENT_PART_BYTES) {
      const [part] = await this.database.rows<{ data: Buffer }>(
        'SELECT data FROM system_content_parts WHERE sha256 = ? AND `offset` = ?',
        [sha256, offset],
      );
      if (!part) return;
      yield part.data;
    }
  }

  private async found(
    tenantId: string,
  ): Promise<Map<string, { bytes: number; paths: Set<string>; agents: Map<string, string> }>> {
    const found = new Map<string, { bytes: number; paths: Set<string>; agents: Map<string, string> }>();
    const pools = await this.database.rows<{ id: string }>(
      'SELECT DISTINCT pool_id id FROM networks WHERE tenant_id = ?',
      [tenantId],
    );
    for (const { id: poolId } of pools) {
      for (const { id, name, engines } of await this.agents.listForPool(poolId)) {
        for (const { path, sha256, bytes } of engines.flatMap(({ content = [] }) => content)) {
          const one = found.get(sha256) ?? {
            bytes,
            paths: new Set<string>(),
            agents: new Map<string, string>(),
          };
          one.paths.add(path);
          one.agents.set(id, name);
          found.set(sha256, one);
        }
      }
    }
    return found;
  }
}

function standing(row: Row | undefined): Pick<OfferedContent, 'state' | 'reason' | 'content'> {
  if (row?.refusal) return { state: 'refused', reason: row.refusal, content: null };
  if (!row?.summary) return { state: row ? 'fetching' : 'known', reason: '', content: null };
  const content = (typeof row.summary === 'string' ? JSON.parse(row.summary) : row.summary) as ContentSummary;
  return { state: 'offered', reason: '', content };
}
