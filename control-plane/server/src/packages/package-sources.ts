import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, isRefusal, Refusal, type Result, type Tx } from '../platform';
import { Fetching, type Validators } from './fetching';
import type { PackageRecord, PackageWords } from './package-record';
import { Packages } from './packages';

/** Packages that are fetched from a URL. */
@Injectable()
export class PackageSources {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Packages) private readonly packages: Packages,
    @Inject(Fetching) private readonly fetching: Fetching,
  ) {}

  /** A package of what is there, which can be fetched again. Refusals: those of Fetching.fetch and Packages.create. */
  async create(
    tenantId: string,
    words: PackageWords,
    { url, entry }: { readonly url: string; readonly entry: string | undefined },
  ): Promise<Result<PackageRecord>> {
    const fetched = await this.fetching.fetch(url, entry, undefined);
    if (isRefusal(fetched)) return fetched;
    if (fetched.kind === 'unchanged') throw new Error('unchanged, of which nothing is known');
    return this.database.transaction(async (tx) => {
      const made = await this.packages.create(tenantId, words, () => Promise.resolve(fetched.content));
      if (isRefusal(made)) return made;
      await this.noteSource(tx, made.id, { url, entry: entry ?? null }, fetched);
      return this.packages.find(tenantId, made.id);
    });
  }

  /**
   * Looks at the source again: what is there by now is a new version, what has not changed is none. Refusals: `not-found`, `no-source` (409): it
   * was uploaded; those of Fetching.fetch.
   */
  async refetch(tenantId: string, id: string): Promise<Result<PackageRecord>> {
    const there = await this.packages.find(tenantId, id);
    if (isRefusal(there)) return there;
    if (!there.source) return new Refusal('no-source', 409, 'The package was uploaded: it has no URL.');
    const { url, entry } = there.source;
    const [known] = await this.database.rows<Validators>(
      'SELECT source_etag etag, source_modified modified FROM security_packages WHERE id = ?',
      [id],
    );
    const fetched = await this.fetching.fetch(url, entry ?? undefined, known);
    if (isRefusal(fetched)) return fetched;
    return this.database.transaction(async (tx) => {
      if (fetched.kind === 'fetched') await this.packages.hold(tx, tenantId, id, fetched.content, null);
      const validators = fetched.kind === 'fetched' ? fetched : known;
      await this.noteSource(tx, id, { url, entry }, validators ?? { etag: '', modified: '' });
      return this.packages.find(tenantId, id);
    });
  }

  private async noteSource(
    tx: Tx,
    id: string,
    { url, entry }: { readonly url: string; readonly entry: string | null },
    { etag, modified }: Validators,
  ): Promise<void> {
    await tx.change(
      `UPDATE security_packages SET source_url = ?, source_entry = ?, source_etag = ?, source_modified = ?, fetched_at = ?
        WHERE id = ?`,
      [url, entry, etag, modified, this.clock.now(), id],
    );
  }
}
