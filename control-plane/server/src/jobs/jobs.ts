import { Inject, Injectable } from '@nestjs/common';
import { Users, type Principal } from '../auth';
import { Credentials } from '../credentials';
import {
  Clock,
  Database,
  isDuplicate,
  isRefusal,
  newId,
  notFound,
  Refusal,
  stepKind,
  Steps,
  type Bound,
  type Result,
  type Tx,
} from '../platform';
import { outdated, prefixPattern, type ExpectedVersion } from '../platform/http';
import { Profiles, storedProfile, type ProfileRecord, type ProfileRequest } from '../profiles';
import { Subscriptions } from '../subscriptions';
import {
  JOB_COLUMNS,
  jobOf,
  selectionOf,
  storedProfiles,
  type JobRecord,
  type JobRow,
  type JobWords,
} from './job-record';
import { JobTargets } from './job-targets';
import { Scanners } from './scanners';

/** In the transaction that deletes a job: whatever hangs on it goes too. */
export const jobDeleting = stepKind<{ tenantId: string; jobId: string; actor: string }>('job.deleting');

/** A job as it is asked for: profiles not looked up yet. */
export type JobRequest = Omit<JobWords, 'profiles'> & { readonly profiles: readonly ProfileRequest[] };

/** What an edit names; `ownerId` is a user of the tenant. */
export type JobChange = Partial<JobRequest> & { readonly ownerId?: string };

export interface JobFilter {
  /** The name begins with it, in whatever case. */
  readonly name?: string | undefined;
  /** There is such a label; with this value, where one is given. */
  readonly label?: readonly [name: string, value: string | undefined] | undefined;
  readonly enabled?: boolean | undefined;
  readonly networkId?: string | undefined;
}

/** Copies of one job that are told apart by number. */
const MOST_COPIES = 1_000;
const MOST_NAME = 200;
const MOST_LOOKS = 5;

/** A tenant's definitions of what to scan. */
@Injectable()
export class Jobs {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(JobTargets) private readonly targets: JobTargets,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(Users) private readonly users: Users,
    @Inject(Steps) private readonly steps: Steps,
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(Scanners) private readonly scanners: Scanners,
  ) {}

  /**
   * The targets are checked against the network now, so that a person hears of a mistake at once, and again
   * at every start. Refusals: those of JobTargets.resolve and Profiles.choose, `no-such-credential`, `no-such-agent` (422), `job-name-taken` and `not-subscribed` (409).
   */
  async create(tenantId: string, ownerId: string, request: JobRequest): Promise<Result<JobRecord>> {
    return this.database.transaction(async (tx) => {
      const profiles = await this.chosen(tx, tenantId, request.profiles);
      if (isRefusal(profiles)) return profiles;
      const words: JobWords = { ...request, profiles };
      const resolved = await this.targets.resolve(tenantId, words);
      const missing = await this.credentials.require(tx, tenantId, words.credentialId);
      if (missing) return missing;
      if (isRefusal(resolved)) return resolved;
      const stranger = await this.scanners.require(resolved.poolId, words.scanner);
      return stranger ?? this.add(tx, { tenantId, ownerId, enabled: true }, words);
    });
  }

  async find(tenantId: string, id: string): Promise<Result<JobRecord>> {
    const [job] = await this.reading(tenantId, () =>
      this.database.rows<JobRow>(`SELECT ${JOB_COLUMNS} FROM jobs WHERE tenant_id = ? AND id = ?`, [
        tenantId,
        id,
      ]),
    );
    return job ?? notFound('job');
  }

  /** Newest first; before this key. */
  async list(
    tenantId: string,
    filter: JobFilter,
    before: readonly [at: number, id: string] | undefined,
    limit: number,
  ): Promise<JobRecord[]> {
    const { conditions, values } = conditionsOf(filter);
    if (before) conditions.push('(created_at, id) < (?, ?)');
    return this.reading(tenantId, () =>
      this.database.rows<JobRow>(
        `SELECT ${JOB_COLUMNS} FROM jobs FORCE INDEX (job_list)
          WHERE ${['tenant_id = ?', ...conditions].join(' AND ')} ORDER BY created_at DESC, id DESC LIMIT ?`,
        [tenantId, ...values, ...(before ? [new Date(before[0]), before[1]] : []), limit],
      ),
    );
  }

  /**
   * What the change does not name stays; a scan that is under way keeps what it started with. Refusals: `not-found`,
   * `version-mismatch` (412), `no-such-member` (422), those of `create` but `not-subscribed`.
   */
  async edit(
    tenantId: string,
    id: string,
    change: JobChange,
    expected: ExpectedVersion,
  ): Promise<Result<JobRecord>> {
    return this.database.transaction(async (tx) => {
      const present = await this.find(tenantId, id);
      if (isRefusal(present)) return present;
      const stale = outdated(expected, present.version);
      if (stale) return stale;
      const profiles = change.profiles ? await this.chosen(tx, tenantId, change.profiles) : present.profiles;
      if (isRefusal(profiles)) return profiles;
      const { ownerId = present.ownerId } = change;
      if (change.ownerId && (await this.users.recipients(tenantId, [change.ownerId])).length === 0)
        return noSuchMember();
      const words: JobWords = { ...present, ...change, profiles };
      const resolved = await this.targets.resolve(tenantId, words);
      if (isRefusal(resolved)) return resolved;
      const missing = await this.credentials.require(tx, tenantId, words.credentialId);
      if (missing) return missing;
      const stranger = await this.scanners.require(resolved.poolId, words.scanner);
      if (stranger) return stranger;
      const written = await unlessTaken(() => this.write(tx, tenantId, present, ownerId, words));
      if (isRefusal(written)) return written;
      // Somebody else was faster: refused, or, where any version will do, done again upon theirs.
      return written ? this.find(tenantId, id) : this.edit(tenantId, id, change, expected);
    });
  }

  /** A disabled job does not start. Repeating it changes nothing. Refusal `not-found`. */
  async enable(tenantId: string, id: string, enabled: boolean): Promise<Result<JobRecord>> {
    await this.database.transaction((tx) =>
      tx.change(
        `UPDATE jobs SET enabled = ?, updated_at = ?, version = version + 1
          WHERE tenant_id = ? AND id = ? AND enabled <> ?`,
        [enabled, this.clock.now(), tenantId, id, enabled],
      ),
    );
    return this.find(tenantId, id);
  }

  /**
   * A job like this one, enabled like it, without its schedule: of this name, or of the first free one of `NAME (copy)`,
   * `NAME (copy 2)`, … Refusals: `not-found`, `job-name-taken` and `not-subscribed` (409).
   */
  async clone(
    { tenantId, id: ownerId }: Pick<Principal, 'tenantId' | 'id'>,
    id: string,
    name: string | undefined,
  ): Promise<Result<JobRecord>> {
    return this.database.transaction(async (tx) => {
      await tx.rows('SELECT 1 FROM jobs WHERE tenant_id = ? AND id = ? FOR UPDATE', [tenantId, id]);
      const source = await this.find(tenantId, id);
      if (isRefusal(source)) return source;
      // The profiles that both name stay until the copy is there.
      const named = source.profiles.flatMap(({ profileId }) => (profileId ? [{ profileId }] : []));
      const held = await this.chosen(tx, tenantId, named);
      if (isRefusal(held)) return held;
      const whose = { tenantId, ownerId, enabled: source.enabled };
      if (name !== undefined) return this.add(tx, whose, { ...source, name });
      for (let copy = 1; copy < MOST_COPIES; copy++) {
        const free = copyName(source.name, copy);
        const taken = await tx.rows('SELECT 1 FROM jobs WHERE tenant_id = ? AND name = ?', [tenantId, free]);
        if (taken.length > 0) continue;
        const made = await this.add(tx, whose, { ...source, name: free });
        if (!isRefusal(made) || made.code !== 'job-name-taken') return made;
      }
      return nameTaken();
    });
  }

  /** Scans of the job stay, with their findings. Refusal `not-found`. */
  async remove(tenantId: string, id: string, actor: string): Promise<Result<void>> {
    return this.database.transaction<Result<void>>(async (tx) => {
      const { affectedRows } = await tx.change('DELETE FROM jobs WHERE tenant_id = ? AND id = ?', [
        tenantId,
        id,
      ]);
      if (affectedRows === 0) return notFound('job');
      await this.steps.run(tx, jobDeleting, { tenantId, jobId: id, actor });
      return undefined;
    });
  }

  /** Jobs that name a profile which is being deleted keep its options as their own. */
  async keepOptionsOf(
    tx: Tx,
    tenantId: string,
    { id, engine, preset, options }: ProfileRecord,
  ): Promise<void> {
    const rows = await tx.rows<JobRow>(
      `SELECT ${JOB_COLUMNS} FROM jobs
        WHERE tenant_id = ? AND JSON_CONTAINS(profiles, JSON_OBJECT('profileId', ?)) ORDER BY id FOR UPDATE`,
      [tenantId, id],
    );
    for (const row of rows) {
      const profiles = storedProfiles(row).map((profile) =>
        'engine' in profile || profile.profileId !== id ? profile : { engine, preset, options },
      );
      await tx.change('UPDATE jobs SET profiles = ?, version = version + 1 WHERE tenant_id = ? AND id = ?', [
        JSON.stringify(profiles),
        tenantId,
        row.id,
      ]);
    }
  }

  private chosen(tx: Tx, tenantId: string, profiles: readonly ProfileRequest[]) {
    return this.profiles.choose(tx, tenantId, profiles, '/profiles');
  }

  private async add(
    tx: Tx,
    { tenantId, ownerId, enabled }: { tenantId: string; ownerId: string; enabled: boolean },
    words: JobWords,
  ): Promise<Result<JobRecord>> {
    const refusal = await this.subscriptions.requireActive(tx, tenantId);
    if (refusal) return refusal;
    const id = newId();
    const now = this.clock.now();
    const made = await unlessTaken(() =>
      tx.change(
        `INSERT INTO jobs (id, tenant_id, owner_id, enabled, created_at, updated_at, ${WORDS.join()})
         VALUES (?, ?, ?, ?, ?, ?, ${WORDS.map(() => '?').join()})`,
        [id, tenantId, ownerId, enabled, now, now, ...boundOf(words)],
      ),
    );
    return isRefusal(made) ? made : this.find(tenantId, id);
  }

  /** False when the job is no longer of the version that was read. */
  private async write(
    tx: Tx,
    tenantId: string,
    read: JobRecord,
    ownerId: string | null,
    words: JobWords,
  ): Promise<boolean> {
    const { affectedRows } = await tx.change(
      `UPDATE jobs SET ${WORDS.map((column) => `${column} = ?`).join()}, owner_id = ?, updated_at = ?, version = version + 1
        WHERE tenant_id = ? AND id = ? AND version = ?`,
      [...boundOf(words), ownerId, this.clock.now(), tenantId, read.id, read.version],
    );
    return affectedRows > 0;
  }

  /** Read anew when a profile was deleted between the two looks: then its jobs have its options. */
  private async reading(tenantId: string, read: () => Promise<JobRow[]>): Promise<JobRecord[]> {
    for (let attempt = 1; attempt <= MOST_LOOKS; attempt++) {
      const rows = await read();
      const profiles = await this.profiles.present(tenantId, rows.map(storedProfiles));
      const jobs = rows.flatMap((row, index) => (profiles[index] ? jobOf(row, profiles[index]) : []));
      if (jobs.length === rows.length) return jobs;
    }
    throw new Error(`a job of tenant ${tenantId} names a profile that is gone`);
  }
}

/** The columns that an edit writes, and what goes into them, in the same order. */
const WORDS = [
  ...['name', 'description', 'labels', 'network_id', 'targets', 'selection', 'profiles', 'priority'],
  ...['max_duration_seconds', 'max_rate', 'credential_id', 'scanner'],
];
const boundOf = (words: JobWords): Bound[] => [
  words.name,
  words.description,
  JSON.stringify(words.labels),
  words.networkId,
  JSON.stringify(words.targets),
  JSON.stringify(selectionOf(words)),
  JSON.stringify(words.profiles.map(storedProfile)),
  words.priority,
  words.maxDurationSeconds,
  words.maxRate,
  words.credentialId,
  words.scanner && JSON.stringify(words.scanner),
];

function copyName(name: string, copy: number): string {
  const suffix = copy === 1 ? ' (copy)' : ` (copy ${copy})`;
  const base = name.replace(/ \(copy(?: \d+)?\)$/, '');
  return (
    [...base]
      .slice(0, MOST_NAME - suffix.length)
      .join('')
      .trimEnd() + suffix
  );
}

function conditionsOf({ name, label, enabled, networkId }: JobFilter): {
  conditions: string[];
  values: Bound[];
} {
  const conditions: string[] = [];
  const values: Bound[] = [];
  const where = (condition: string, ...bound: Bound[]): void => {
    conditions.push(condition);
    values.push(...bound);
  };
  if (name !== undefined) where("name LIKE ? ESCAPE '!'", prefixPattern(name));
  if (enabled !== undefined) where('enabled = ?', enabled);
  if (networkId !== undefined) where('network_id = ?', networkId);
  if (label) {
    const path = `$."${label[0]}"`;
    if (label[1] === undefined) where('JSON_EXISTS(labels, ?)', path);
    else where('JSON_VALUE(labels, ?) = BINARY ?', path, label[1]);
  }
  return { conditions, values };
}

async function unlessTaken<T>(write: () => Promise<T>): Promise<Result<T>> {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return nameTaken();
  }
}

function noSuchMember(): Refusal {
  const reason = 'There is no such user in the tenant.';
  return new Refusal('no-such-member', 422, reason, [{ path: '/ownerId', code: 'no-such-member', reason }]);
}

function nameTaken(): Refusal {
  const reason = 'There is a job of this name.';
  return new Refusal('job-name-taken', 409, reason, [{ path: '/name', code: 'job-name-taken', reason }]);
}
