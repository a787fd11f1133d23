import { Inject, Injectable } from '@nestjs/common';
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
  type Result,
  type Tx,
} from '../platform';
import { outdated, type ExpectedVersion } from '../platform/http';
import { ContentChoice, type ProfileChanges } from '../packages';
import { ENGINES, type EngineName, type EngineOptions, type EngineProfile } from './engine-profile';
import { presetsOf } from './presets';
import { changedProfile, resolveProfile } from './profile';
import type { ProfileBody, ProfilePatch, ProfileRequest } from './profile-request';

/** In the transaction that deletes a profile: whoever names it keeps its options as their own. */
export const profileDeleting = stepKind<{ tenantId: string; profile: ProfileRecord }>('profile.deleting');

/** A profile under its name: one of the tenant's, or a built-in one, which nobody edits. */
export interface ProfileRecord {
  readonly id: string;
  readonly builtIn: boolean;
  readonly name: string;
  readonly description: string;
  readonly engine: EngineName;
  readonly preset: string | null;
  readonly options: EngineOptions[EngineName];
  readonly version: number;
  /** Null of built-in ones. */
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
}

interface Row extends Omit<ProfileRecord, 'options' | 'builtIn'> {
  /** JSON. */
  readonly options: string;
}

const COLUMNS = `id, name, description, engine, preset, options, version, created_at createdAt,
  updated_at updatedAt`;

const BUILT_IN: readonly ProfileRecord[] = ENGINES.flatMap((engine) =>
  [...presetsOf(engine)]
    .filter(([, { id }]) => id !== '')
    .map(([preset, { id, summary, options }]) => ({
      ...{ id, builtIn: true, name: preset, description: summary, engine, preset, options },
      ...{ version: 1, createdAt: null, updatedAt: null },
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
);

const isBuiltIn = (id: string): boolean => BUILT_IN.some((profile) => profile.id === id);

/** What a tenant's scans can run. */
@Injectable()
export class Profiles {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Steps) private readonly steps: Steps,
    @Inject(ContentChoice) private readonly contents: ContentChoice,
  ) {}

  /** Refusal `not-found`. */
  async find(tenantId: string, id: string): Promise<Result<ProfileRecord>> {
    const [profile] = await this.named(this.database, tenantId, [id]);
    return profile ?? notFound('profile');
  }

  /** The built-in ones, then the tenant's own in order of making; after this id. */
  async list(tenantId: string, after: string | undefined, limit: number): Promise<ProfileRecord[]> {
    const place = BUILT_IN.findIndex(({ id }) => id === after);
    const own = after !== undefined && place < 0;
    const first = own ? [] : BUILT_IN.slice(place + 1, place + 1 + limit);
    const rows = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM profiles WHERE tenant_id = ? ${own ? 'AND id > ?' : ''} ORDER BY id LIMIT ?`,
      own ? [tenantId, after, limit] : [tenantId, limit - first.length],
    );
    return [...first, ...rows.map(recordOf)];
  }

  /** Refusals: those of resolveProfile, `profile-name-taken` (409). */
  async create(tenantId: string, body: ProfileBody): Promise<Result<ProfileRecord>> {
    const profile = await this.withContent(tenantId, resolveProfile(body, ''), '');
    if (isRefusal(profile)) return profile;
    const now = this.clock.now();
    const record: ProfileRecord = {
      ...profile,
      ...{ id: newId(), builtIn: false, name: body.name, description: body.description ?? '' },
      ...{ version: 1, createdAt: now, updatedAt: now },
    };
    return this.database.transaction(async (tx) => {
      const { id, name, description, engine, preset, options } = record;
      return unlessTaken(async () => {
        await tx.change(
          `INSERT INTO profiles (id, tenant_id, name, description, engine, preset, options, created_at, updated_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          [id, tenantId, name, description, engine, preset, JSON.stringify(options), now, now],
        );
        return record;
      });
    });
  }

  /**
   * Jobs that name the profile run what it says at their next start. Refusals: `not-found`, `built-in-profile` (409),
   * `version-mismatch` (412), those of resolveProfile, `profile-name-taken` (409).
   */
  async edit(
    tenantId: string,
    id: string,
    change: ProfilePatch,
    expected: ExpectedVersion,
  ): Promise<Result<ProfileRecord>> {
    return this.database.transaction(async (tx) => {
      const present = await this.own(tx, tenantId, id);
      if (isRefusal(present)) return present;
      const stale = outdated(expected, present.version);
      if (stale) return stale;
      const profile = await this.withContent(tenantId, changedProfile(engineProfileOf(present), change), '');
      if (isRefusal(profile)) return profile;
      const { name = present.name, description = present.description } = change;
      return unlessTaken(async () => {
        await tx.change(
          `UPDATE profiles SET name = ?, description = ?, preset = ?, options = ?, updated_at = ?, version = version + 1
            WHERE tenant_id = ? AND id = ?`,
          [
            name,
            description,
            profile.preset,
            JSON.stringify(profile.options),
            this.clock.now(),
            tenantId,
            id,
          ],
        );
        return this.find(tenantId, id);
      });
    });
  }

  /** Refusals `not-found`, `built-in-profile` (409). */
  async remove(tenantId: string, id: string): Promise<Result<void>> {
    return this.database.transaction<Result<void>>(async (tx) => {
      const profile = await this.own(tx, tenantId, id);
      if (isRefusal(profile)) return profile;
      await this.steps.run(tx, profileDeleting, { tenantId, profile });
      await tx.change('DELETE FROM profiles WHERE tenant_id = ? AND id = ?', [tenantId, id]);
      return undefined;
    });
  }

  /**
   * What a request's profiles come to, in its order. Those named by id are there until the transaction ends.
   * Refusals: those of resolveProfile, `no-such-profile` and `invalid-profile` (422).
   */
  async choose(
    tx: Tx,
    tenantId: string,
    requests: readonly ProfileRequest[],
    at: string,
  ): Promise<Result<EngineProfile[]>> {
    const ids = requests.flatMap(({ profileId }) => profileId ?? []);
    const known = byId(await this.named(tx, tenantId, ids, 'LOCK IN SHARE MODE'));
    const chosen: EngineProfile[] = [];
    for (const [index, request] of requests.entries()) {
      const own = chosenBy(request, known, `${at}/${index}`);
      const profile =
        request.profileId === undefined ? await this.withContent(tenantId, own, `${at}/${index}`) : own;
      if (isRefusal(profile)) return profile;
      chosen.push(profile);
    }
    return chosen;
  }

  /** Lists of profiles as they were stored, with those named by id as they are now; null where one of a list is gone. */
  async present(
    tenantId: string,
    stored: readonly (readonly StoredProfile[])[],
  ): Promise<(EngineProfile[] | null)[]> {
    const ids = stored.flat().flatMap((profile) => ('engine' in profile ? [] : profile.profileId));
    const known = byId(await this.named(this.database, tenantId, ids));
    return stored.map((profiles) => {
      const found = profiles.flatMap((profile) => presentOf(profile, known) ?? []);
      return found.length === profiles.length ? found : null;
    });
  }

  /** With what the package holds now; other engines have no content. Refusals: those of ContentChoice.choose. */
  private async withContent(
    tenantId: string,
    profile: Result<EngineProfile>,
    at: string,
  ): Promise<Result<EngineProfile>> {
    if (isRefusal(profile) || profile.engine !== 'openscap') return profile;
    const { packageId, benchmark, profile: wanted, changes } = profile.options;
    if (packageId === '')
      return refused('invalid-profile', 422, `${at}/options/packageId`, 'openscap needs packageId.');
    const chosen = await this.contents.choose(
      tenantId,
      packageId,
      { benchmark, profile: wanted, changes: changesOf(changes) },
      `${at}/options`,
    );
    return isRefusal(chosen) ? chosen : { ...profile, options: { ...profile.options, ...chosen } };
  }

  private async named(
    from: Pick<Tx, 'rows'>,
    tenantId: string,
    ids: readonly string[],
    lock = '',
  ): Promise<ProfileRecord[]> {
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))].sort();
    const builtIn = BUILT_IN.filter(({ id }) => wanted.includes(id));
    const own = wanted.filter((id) => !isBuiltIn(id));
    if (own.length === 0) return builtIn;
    const rows = await from.rows<Row>(
      `SELECT ${COLUMNS} FROM profiles WHERE tenant_id = ? AND id IN (${own.map(() => '?').join()}) ${lock}`,
      [tenantId, ...own],
    );
    return [...builtIn, ...rows.map(recordOf)];
  }

  /** One that the tenant may change, locked. */
  private async own(tx: Tx, tenantId: string, id: string): Promise<Result<ProfileRecord>> {
    if (isBuiltIn(id.toLowerCase()))
      return new Refusal(
        'built-in-profile',
        409,
        'Built-in profiles stay as they are; make one of your own.',
      );
    const [row] = await tx.rows<Row>(
      `SELECT ${COLUMNS} FROM profiles WHERE tenant_id = ? AND id = ? FOR UPDATE`,
      [tenantId, id],
    );
    return row ? recordOf(row) : notFound('profile');
  }
}

/** Null where nothing is different. */
function changesOf(changes: Partial<ProfileChanges> | null | undefined): ProfileChanges | null {
  const { select = [], unselect = [], values = [] } = changes ?? {};
  return select.length + unselect.length + values.length === 0 ? null : { select, unselect, values };
}

/** What is kept of a chosen profile: of one that was named by id only the id, so that it follows its edits. */
export type StoredProfile = EngineProfile | { readonly profileId: string };

export const storedProfile = (profile: EngineProfile): StoredProfile =>
  profile.profileId === undefined ? profile : { profileId: profile.profileId };

const byId = (profiles: readonly ProfileRecord[]): ReadonlyMap<string, ProfileRecord> =>
  new Map(profiles.map((profile) => [profile.id, profile]));

/** Engine and options were stored together. */
const engineProfileOf = ({ id, name, engine, preset, options }: ProfileRecord): EngineProfile =>
  ({ engine, preset, options, profileId: id, name }) as EngineProfile;

function chosenBy(
  request: ProfileRequest,
  known: ReadonlyMap<string, ProfileRecord>,
  at: string,
): Result<EngineProfile> {
  const { profileId, ...words } = request;
  if (profileId === undefined) return resolveProfile(words, at);
  const path = `${at}/profileId`;
  if (Object.values(words).some((value) => value !== undefined))
    return refused('invalid-profile', 422, path, 'A profile is named by its id or given here, not both.');
  const profile = known.get(profileId.toLowerCase());
  return profile
    ? engineProfileOf(profile)
    : refused('no-such-profile', 422, path, 'There is no such profile.');
}

function presentOf(
  stored: StoredProfile,
  known: ReadonlyMap<string, ProfileRecord>,
): EngineProfile | undefined {
  if ('engine' in stored) return stored;
  const profile = known.get(stored.profileId);
  return profile && engineProfileOf(profile);
}

async function unlessTaken(write: () => Promise<Result<ProfileRecord>>): Promise<Result<ProfileRecord>> {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return refused('profile-name-taken', 409, '/name', 'There is a profile of this name.');
  }
}

const refused = (code: string, status: number, path: string, reason: string): Refusal =>
  new Refusal(code, status, reason, [{ path, code, reason }]);

function recordOf(row: Row): ProfileRecord {
  return { ...row, options: JSON.parse(row.options) as EngineOptions[EngineName], builtIn: false };
}
