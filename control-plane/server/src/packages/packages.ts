import { Inject, Injectable } from '@nestjs/common';
import type { ContentSummary } from '@scanfleet/readers';
import {
  Clock,
  Database,
  isDuplicate,
  isRefusal,
  newId,
  notFound,
  Refusal,
  type Result,
  type Tx,
} from '../platform';
import { outdated, type ExpectedVersion } from '../platform/http';
import { Contents } from './contents';
import { takeIn, type Content } from './intake';

export interface PackageWords {
  readonly name: string;
  readonly description: string;
}

export interface PackageRecord extends PackageWords {
  readonly id: string;
  readonly enabled: boolean;
  /** The newest version. */
  readonly versionId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly content: ContentSummary;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

export interface PackageVersionRecord {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly content: ContentSummary;
  readonly createdAt: Date;
}

/** What a profile chooses of a package, and what it then evaluates. */
export interface ChosenContent {
  readonly versionId: string;
  readonly content: { readonly sha256: string; readonly bytes: number };
  /** Null: the content has only one benchmark, or none. */
  readonly benchmark: string | null;
  /** Rules that the profile selects, or definitions. */
  readonly rules: number;
  readonly kind: 'xccdf' | 'oval';
}

type Row = Omit<PackageRecord, 'enabled' | 'content'> & { enabled: number; summary: string };
type VersionRow = Omit<PackageVersionRecord, 'content'> & { summary: string };

const COLUMNS = `p.id, p.name, p.description, p.enabled, p.created_at createdAt, p.updated_at updatedAt, p.version,
  v.id versionId, v.sha256, v.bytes, v.summary`;
/** With the newest version: ids of version 7 grow. */
const FROM = `security_packages p JOIN package_versions v
  ON v.id = (SELECT MAX(n.id) FROM package_versions n WHERE n.package_id = p.id)`;

/** A tenant's security packages. */
@Injectable()
export class Packages {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Contents) private readonly contents: Contents,
  ) {}

  /** After this id. */
  async list(tenantId: string, after: string | undefined, limit: number): Promise<PackageRecord[]> {
    const rows = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE p.tenant_id = ? ${after === undefined ? '' : 'AND p.id > ?'} ORDER BY p.id LIMIT ?`,
      after === undefined ? [tenantId, limit] : [tenantId, after, limit],
    );
    return rows.map(recordOf);
  }

  async find(tenantId: string, id: string): Promise<Result<PackageRecord>> {
    const [row] = await this.database.rows<Row>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE p.tenant_id = ? AND p.id = ?`,
      [tenantId, id],
    );
    return row ? recordOf(row) : notFound('package');
  }

  /** Newest first; before this id. Refusal `not-found`. */
  async versions(
    tenantId: string,
    id: string,
    before: string | undefined,
    limit: number,
  ): Promise<Result<PackageVersionRecord[]>> {
    const there = await this.find(tenantId, id);
    if (isRefusal(there)) return there;
    const rows = await this.database.rows<VersionRow>(
      `SELECT id, sha256, bytes, summary, created_at createdAt FROM package_versions
        WHERE package_id = ? ${before === undefined ? '' : 'AND id < ?'} ORDER BY id DESC LIMIT ?`,
      before === undefined ? [id, limit] : [id, before, limit],
    );
    return rows.map(({ summary, ...row }) => ({ ...row, content: JSON.parse(summary) as ContentSummary }));
  }

  /** Refusals: those of takeIn, `package-name-taken` (409). */
  async create(
    tenantId: string,
    words: PackageWords,
    source: AsyncIterable<Uint8Array>,
  ): Promise<Result<PackageRecord>> {
    const content = await takeIn(source);
    if (isRefusal(content)) return content;
    const id = newId();
    const now = this.clock.now();
    return this.database.transaction(async (tx) =>
      unlessTaken(async () => {
        await tx.change(
          `INSERT INTO security_packages (id, tenant_id, name, description, created_at, updated_at)
           VALUES (?, ?, ?, ?, ?, ?)`,
          [id, tenantId, words.name, words.description, now, now],
        );
        await this.addVersion(tx, tenantId, id, content);
        return this.find(tenantId, id);
      }),
    );
  }

  /**
   * The package holds this from now on; the same content again changes nothing. Profiles keep the version that they were
   * saved with. Refusals: `not-found`, those of takeIn.
   */
  async renew(
    tenantId: string,
    id: string,
    source: AsyncIterable<Uint8Array>,
  ): Promise<Result<PackageRecord>> {
    const there = await this.find(tenantId, id);
    if (isRefusal(there)) return there;
    const content = await takeIn(source);
    if (isRefusal(content)) return content;
    return this.database.transaction(async (tx) => {
      await tx.rows('SELECT 1 FROM security_packages WHERE id = ? FOR UPDATE', [id]);
      const [newest] = await tx.rows<{ sha256: string }>(
        'SELECT sha256 FROM package_versions WHERE package_id = ? ORDER BY id DESC LIMIT 1',
        [id],
      );
      if (newest?.sha256 === content.sha256) return this.find(tenantId, id);
      // What it held before and holds again is its newest version once more.
      await tx.change('DELETE FROM package_versions WHERE package_id = ? AND sha256 = ?', [
        id,
        content.sha256,
      ]);
      await this.addVersion(tx, tenantId, id, content);
      await tx.change('UPDATE security_packages SET updated_at = ?, version = version + 1 WHERE id = ?', [
        this.clock.now(),
        id,
      ]);
      return this.find(tenantId, id);
    });
  }

  /** Refusals: `not-found`, `version-mismatch` (412), `package-name-taken` (409). */
  async edit(
    tenantId: string,
    id: string,
    change: Partial<PackageWords> & { readonly enabled?: boolean },
    expected: ExpectedVersion,
  ): Promise<Result<PackageRecord>> {
    return this.database.transaction(async (tx) => {
      await tx.rows('SELECT 1 FROM security_packages WHERE tenant_id = ? AND id = ? FOR UPDATE', [
        tenantId,
        id,
      ]);
      const present = await this.find(tenantId, id);
      if (isRefusal(present)) return present;
      const stale = outdated(expected, present.version);
      if (stale) return stale;
      const { name = present.name, description = present.description, enabled = present.enabled } = change;
      return unlessTaken(async () => {
        await tx.change(
          `UPDATE security_packages SET name = ?, description = ?, enabled = ?, updated_at = ?, version = version + 1
            WHERE id = ?`,
          [name, description, enabled, this.clock.now(), id],
        );
        return this.find(tenantId, id);
      });
    });
  }

  /**
   * What a profile of the newest version comes to. Refusals, all 422 at `at`: `no-such-package`, `package-disabled`,
   * `no-such-benchmark`, `no-such-content-profile`.
   */
  async choose(
    tenantId: string,
    packageId: string,
    wanted: { benchmark: string | null; profile: string | null },
    at: string,
  ): Promise<Result<ChosenContent>> {
    const found = await this.find(tenantId, packageId);
    if (isRefusal(found))
      return refused('no-such-package', `${at}/packageId`, 'There is no such security package.');
    if (!found.enabled)
      return refused('package-disabled', `${at}/packageId`, 'The security package is switched off.');
    const { versionId, sha256, bytes, content } = found;
    const chosen = { versionId, content: { sha256, bytes } };
    if (content.kind === 'oval') {
      if (wanted.profile !== null || wanted.benchmark !== null)
        return refused(
          'no-such-content-profile',
          `${at}/profile`,
          'The package holds definitions: they have no profiles.',
        );
      return { ...chosen, kind: 'oval', benchmark: null, rules: content.definitions };
    }
    const benchmarks = content.benchmarks.filter(
      ({ id }) => wanted.benchmark === null || id === wanted.benchmark,
    );
    if (benchmarks.length === 0)
      return refused('no-such-benchmark', `${at}/benchmark`, 'The package has no such benchmark.');
    const having = benchmarks.flatMap((benchmark) =>
      benchmark.profiles.filter(({ id }) => id === wanted.profile).map((profile) => ({ benchmark, profile })),
    );
    const [first, ...more] = having;
    if (!first)
      return refused('no-such-content-profile', `${at}/profile`, 'The package has no such profile.');
    if (more.length > 0)
      return refused(
        'no-such-benchmark',
        `${at}/benchmark`,
        'Several benchmarks have this profile: name one.',
      );
    const benchmark = content.benchmarks.length > 1 ? first.benchmark.id : null;
    return { ...chosen, kind: 'xccdf', benchmark, rules: first.profile.rules };
  }

  private async addVersion(tx: Tx, tenantId: string, packageId: string, content: Content): Promise<void> {
    const { sha256, bytes, summary } = content;
    await this.contents.keep(tx, tenantId, sha256, bytes);
    await tx.change(
      `INSERT INTO package_versions (id, package_id, tenant_id, sha256, bytes, summary, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [newId(), packageId, tenantId, sha256, bytes.length, JSON.stringify(summary), this.clock.now()],
    );
  }
}

const recordOf = ({ summary, enabled, ...row }: Row): PackageRecord => ({
  ...row,
  enabled: Boolean(enabled),
  content: JSON.parse(summary) as ContentSummary,
});

const refused = (code: string, path: string, reason: string): Refusal =>
  new Refusal(code, 422, reason, [{ path, code, reason }]);

async function unlessTaken(write: () => Promise<Result<PackageRecord>>): Promise<Result<PackageRecord>> {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const reason = 'There is a security package of this name.';
    return new Refusal('package-name-taken', 409, reason, [
      { path: '/name', code: 'package-name-taken', reason },
    ]);
  }
}
