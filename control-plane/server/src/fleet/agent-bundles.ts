import { createHash } from 'node:crypto';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock, CONFIG, Database, Log, notFound, Refusal, type Config, type Result } from '../platform';
import { Pools, type PoolRecord } from './pools';

/** A program of the agent that lies in the operator's folder. Its signature is for agents to judge: no key to it is here. */
export interface AgentBundle {
  readonly version: string;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** Base64. */
  readonly signature: string;
}

/** What lies beside a program, as `npm run agent-bundle -- sign` writes it. */
const statement = z.strictObject({
  version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z
    .number()
    .int()
    .min(1)
    .max(16 * 1024 * 1024),
  signature: z.base64(),
});

export const BUNDLE_PART_BYTES = 256 * 1024;
/** Asked by every agent at every heartbeat: one answer serves all within this. */
const ANSWER_HOLDS_MS = 5_000;
const STATEMENT = /^scanfleet-agent-[\d.]+\.json$/;

/** Signed programs of the agent, and which version each pool's agents are to be. */
@Injectable()
export class AgentBundles {
  private readonly lately = new Map<string, { at: number; answer: Promise<AgentBundle | undefined> }>();
  /** Hashes of files, by name, size and time: a program is read whole once. */
  private readonly hashes = new Map<string, string>();

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'agentBundlesFolder'>,
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pools) private readonly pools: Pools,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** Those in the folder that are whole, in the order of their names. */
  async list(): Promise<AgentBundle[]> {
    const folder = this.config.agentBundlesFolder;
    if (folder === null) return [];
    const names = (await this.namesIn(folder)).filter((name) => STATEMENT.test(name)).sort();
    const found = await Promise.all(names.map((name) => this.read(folder, name)));
    return found.flatMap((bundle) => bundle ?? []);
  }

  /** Which version the pool's agents are to be; null: whatever they are. Refusals: `not-found`, `agent-version-unknown`. */
  async want(poolId: string, version: string | null): Promise<Result<PoolRecord>> {
    if (version !== null && !(await this.list()).some((bundle) => bundle.version === version)) {
      const reason = 'There is no program of the agent of this version.';
      const fields = [{ path: '/version', code: 'agent-version-unknown', reason }];
      return new Refusal('agent-version-unknown', 422, reason, fields);
    }
    await this.database.transaction((tx) =>
      tx.change('UPDATE pools SET agent_version = ? WHERE id = ?', [version ?? '', poolId]),
    );
    this.lately.delete(poolId);
    return (await this.pools.find(poolId)) ?? notFound('pool');
  }

  /** The program that the pool's agents are to be; some seconds old at most. */
  wanted(poolId: string): Promise<AgentBundle | undefined> {
    if (this.config.agentBundlesFolder === null) return Promise.resolve(undefined);
    const now = this.clock.monotonicMs();
    const known = this.lately.get(poolId);
    if (known && now - known.at < ANSWER_HOLDS_MS) return known.answer;
    // No trouble with programs may cost an agent its session.
    const answer = this.look(poolId).catch((error: unknown) => {
      this.log.warn({ err: error, poolId }, 'what the pool’s agents are to be is not known now');
      return undefined;
    });
    this.lately.set(poolId, { at: now, answer });
    return answer;
  }

  /** One part of a program; undefined: there is none there. */
  async part({ version }: AgentBundle, offset: number): Promise<Buffer | undefined> {
    const folder = this.config.agentBundlesFolder;
    if (folder === null || offset % BUNDLE_PART_BYTES !== 0) return undefined;
    const file = await open(join(folder, programOf(version)), 'r');
    try {
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(BUNDLE_PART_BYTES),
        0,
        BUNDLE_PART_BYTES,
        offset,
      );
      return bytesRead > 0 ? buffer.subarray(0, bytesRead) : undefined;
    } finally {
      await file.close();
    }
  }

  private async namesIn(folder: string): Promise<string[]> {
    try {
      return await readdir(folder);
    } catch (error) {
      this.log.warn({ err: error, folder }, 'the folder of the agent’s programs cannot be read');
      return [];
    }
  }

  private async look(poolId: string): Promise<AgentBundle | undefined> {
    const pool = await this.pools.find(poolId);
    if (!pool?.agentVersion) return undefined;
    return (await this.list()).find(({ version }) => version === pool.agentVersion);
  }

  private async read(folder: string, name: string): Promise<AgentBundle | undefined> {
    try {
      const bundle = statement.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
      if ((await this.hashOf(join(folder, programOf(bundle.version)))) === bundle.sha256) return bundle;
      this.log.warn({ file: name }, 'a program of the agent is not what its statement says');
    } catch (error) {
      this.log.warn({ file: name, err: error }, 'a program of the agent cannot be read');
    }
    return undefined;
  }

  private async hashOf(file: string): Promise<string> {
    const { size, mtimeMs } = await stat(file);
    const key = `${file} ${size} ${mtimeMs}`;
    const known = this.hashes.get(key);
    if (known) return known;
    const hash = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    this.hashes.set(key, hash);
    return hash;
  }
}

const programOf = (version: string): string => `scanfleet-agent-${version}.js`;
