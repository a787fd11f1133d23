import type { ContentSummary } from '@scanfleet/readers';
import { Inject, Injectable } from '@nestjs/common';
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
import { withOverride, type PlatformOverride } from './override';
import {
  COLUMNS,
  FROM,
  overrideOf,
  recordOf,
  refused,
  type PackageRecord,
  type PackageVersionRecord,
  type PackageWords,
  type Row,
  type VersionRow,
} from './package-record';
import { versionChanges } from './version-changes';

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

  /** Newest first; before this id; the last one's changes are told only if it is the first version. Refusal `not-found`. */
  async versions(
    tenantId: string,
    id: string,
    before: string | undefined,
    limit: number,
  ): Promise<Result<PackageVersionRecord[]>> {
    const there = await this.find(tenantId, id);
    if (isRefusal(there)) return there;
    const rows = await this.database.rows<VersionRow>(
      `SELECT id, sha256, bytes, summary, platform_override platformOverride, created_at createdAt FROM package_versions
        WHERE package_id = ? ${before === undefined ? '' : 'AND id < ?'} ORDER BY id DESC LIMIT ?`,
      before === undefined ? [id, limit] : [id, before, limit],
    );
    const contents = rows.map(({ summary }) => JSON.parse(summary) as ContentSummary);
    return rows.map(({ summary: _, platformOverride, ...row }, at) => {
      const [content, before] = [contents[at] as ContentSummary, contents[at + 1]];
      const changes = before ? versionChanges(before, content) : null;
      return { ...row, content, platformOverride: overrideOf(platformOverride), changes };
    });
  }

  /** Refusals: those of `take`, `package-name-taken` (409). */
  async create(
    tenantId: string,
    words: PackageWords,
    take: () => Promise<Result<Content>>,
  ): Promise<Result<PackageRecord>> {
    const content = await take();
    if (isRefusal(content)) return content;
    const id = newId();
    const now = this.clock.now();
    return this.database.transaction(async (tx) =>
      unlessTaken(async () => {
        await tx.change(
          `INSERT INTO security_packages (id, tenant_id, name, description, labels, created_at, updated_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
          [id, tenantId, words.name, words.description, JSON.stringify(words.labels), now, now],
        );
        await this.addVersion(tx, tenantId, id, content);
        return this.find(tenantId, id);
      }),
    );
  }

  /** By hash, a package that has a version with these bytes; of several the first that was made. */
  async holding(tenantId: string, hashes: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.rows<{ sha256: string; id: string }>(
      `SELECT sha256, MIN(package_id) id FROM package_versions WHERE tenant_id = ? AND sha256 IN (?) GROUP BY sha256`,
      [tenantId, hashes],
    );
    return new Map(rows.map(({ sha256, id }) => [sha256, id]));
  }

  /**
   * The package holds this from now on; the same content again changes nothing. Profiles keep the version that they were
   * saved with. Refusals: `not-found`, those of `take`.
   */
  async renew(
    tenantId: string,
    id: string,
    take: () => Promise<Result<Content>>,
  ): Promise<Result<PackageRecord>> {
    const there = await this.find(tenantId, id);
    if (isRefusal(there)) return there;
    const content = await take();
    if (isRefusal(content)) return content;
    return this.database.transaction((tx) => this.hold(tx, tenantId, id, content, null));
  }

  /**
   * From now on these platforms count as given in it, or, null, none do: a new version, made from what was taken in. Refusals: `not-found`,
   * `no-data-stream` (422), those of takeIn.
   */
  async override(
    tenantId: string,
    id: string,
    override: PlatformOverride | null,
  ): Promise<Result<PackageRecord>> {
    return this.database.transaction(async (tx) => {
      const [newest] = await tx.rows<{ sha256: string; base: string | null }>(
        `SELECT v.sha256, v.base_sha256 base FROM security_packages p JOIN package_versions v ON v.package_id = p.id
          WHERE p.tenant_id = ? AND p.id = ? ORDER BY v.id DESC LIMIT 1 FOR UPDATE`,
        [tenantId, id],
      );
      if (!newest) return notFound('package');
      const base = await this.contents.whole(tenantId, newest.base ?? newest.sha256);
      const changed = override ? withOverride(base.toString('utf8'), override) : base;
      if (changed === undefined)
        return refused('no-data-stream', '/platforms', 'Only a SCAP data stream has a place for it.');
      const content = await takeIn(piecesOf(Buffer.from(changed)));
      if (isRefusal(content)) return content;
      const from = override ? { sha256: newest.base ?? newest.sha256, override } : null;
      return this.hold(tx, tenantId, id, content, from);
    });
  }

  /** Its versions go too; scans keep what they found. Refusals: `not-found`, `package-in-use` (409): by profiles or jobs. */
  async remove(tenantId: string, id: string): Promise<Result<void>> {
    return this.database.transaction<Result<void>>(async (tx) => {
      const [held] = await tx.rows(
        'SELECT 1 FROM security_packages WHERE tenant_id = ? AND id = ? FOR UPDATE',
        [tenantId, id],
      );
      if (!held) return notFound('package');
      const users = await this.usersOf(tx, tenantId, id);
      if (users.length > 0) {
        const more = users.length > 5 ? ' and others' : '';
        return new Refusal('package-in-use', 409, `It is used by ${users.slice(0, 5).join(', ')}${more}.`);
      }
      await tx.change('DELETE FROM package_versions WHERE package_id = ?', [id]);
      await tx.change('DELETE FROM security_packages WHERE id = ?', [id]);
      // Content that no other package of the tenant holds, now or as what a version was made from.
      await tx.change(
        `DELETE FROM content_parts WHERE tenant_id = ? AND sha256 NOT IN
           (SELECT sha256 FROM package_versions WHERE tenant_id = ?
             UNION SELECT base_sha256 FROM package_versions WHERE tenant_id = ? AND base_sha256 IS NOT NULL)
           AND sha256 NOT IN (SELECT JSON_VALUE(options, '$.tailoring.sha256') FROM profiles
             WHERE tenant_id = ? AND JSON_VALUE(options, '$.tailoring.sha256') IS NOT NULL)
           AND sha256 NOT IN (SELECT t.sha256 FROM jobs j,
             JSON_TABLE(j.profiles, '$[*]' COLUMNS (sha256 CHAR(64) PATH '$.options.tailoring.sha256')) t
             WHERE j.tenant_id = ? AND t.sha256 IS NOT NULL)`,
        [tenantId, tenantId, tenantId, tenantId, tenantId],
      );
      return undefined;
    });
  }

  /** Profiles and jobs that evaluate it, and scans that are at it, by what people call them. */
  private async usersOf(tx: Tx, tenantId: string, id: string): Promise<string[]> {
    const rows = await tx.rows<{ kind: string; name: string }>(
      `(SELECT 'profile' kind, name FROM profiles WHERE tenant_id = ? AND JSON_VALUE(options, '$.packageId') = ? LIMIT 6)
       UNION ALL
       (SELECT 'job' kind, name FROM jobs WHERE tenant_id = ? AND JSON_CONTAINS(JSON_EXTRACT(profiles, '$[*].options.packageId'), JSON_QUOTE(?)) LIMIT 6)
       UNION ALL
       (SELECT 'scan' kind, name FROM scans WHERE tenant_id = ? AND state NOT IN ('Finished', 'Canceled', 'Error', 'Deleted')
           AND JSON_CONTAINS(JSON_EXTRACT(profiles, '$[*].options.packageId'), JSON_QUOTE(?)) LIMIT 6)`,
      [tenantId, id, tenantId, id, tenantId, id],
    );
    return rows.map(({ kind, name }) => `${kind} “${name}”`);
  }

  /** The package holds this from now on; the same content again changes nothing. */
  async hold(
    tx: Tx,
    tenantId: string,
    id: string,
    content: Content,
    from: { sha256: string; override: PlatformOverride } | null,
  ): Promise<Result<PackageRecord>> {
    await tx.rows('SELECT 1 FROM security_packages WHERE id = ? FOR UPDATE', [id]);
    const [newest] = await tx.rows<{ sha256: string }>(
      'SELECT sha256 FROM package_versions WHERE package_id = ? ORDER BY id DESC LIMIT 1',
      [id],
    );
    if (newest?.sha256 === content.sha256) return this.find(tenantId, id);
    // What it held before and holds again is its newest version once more.
    await tx.change('DELETE FROM package_versions WHERE package_id = ? AND sha256 = ?', [id, content.sha256]);
    await this.addVersion(tx, tenantId, id, content, from);
    await tx.change('UPDATE security_packages SET updated_at = ?, version = version + 1 WHERE id = ?', [
      this.clock.now(),
      id,
    ]);
    return this.find(tenantId, id);
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
      const labels = JSON.stringify(change.labels ?? present.labels);
      return unlessTaken(async () => {
        await tx.change(
          `UPDATE security_packages SET name = ?, description = ?, labels = ?, enabled = ?, updated_at = ?, version = version + 1
            WHERE id = ?`,
          [name, description, labels, enabled, this.clock.now(), id],
        );
        return this.find(tenantId, id);
      });
    });
  }

  private async addVersion(
    tx: Tx,
    tenantId: string,
    packageId: string,
    { sha256, bytes, summary }: Content,
    from: { sha256: string; override: PlatformOverride } | null = null,
  ): Promise<void> {
    await this.contents.keep(tx, tenantId, sha256, bytes);
    const override = from && JSON.stringify(from.override);
    await tx.change(
      `INSERT INTO package_versions (id, package_id, tenant_id, sha256, bytes, summary, base_sha256, platform_override, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[newId(), packageId, tenantId, sha256, bytes.length, JSON.stringify(summary)],
        ...[from?.sha256 ?? null, override, this.clock.now()],
      ],
    );
  }
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}
const PIECE_BYTES = 64 * 1024;

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
