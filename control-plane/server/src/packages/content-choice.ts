import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Database, isRefusal, type Result } from '../platform';
import { Contents } from './contents';
import { refused, type ChosenContent, type WantedContent } from './package-record';
import { Packages } from './packages';
import { tailoringOf, XCCDF_ID, type ProfileChanges } from './tailoring';

/** What a profile takes of a package. */
@Injectable()
export class ContentChoice {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Packages) private readonly packages: Packages,
    @Inject(Contents) private readonly contents: Contents,
  ) {}

  /**
   * What a profile of the newest version comes to. Refusals, all 422 at `at`: `no-such-package`, `package-disabled`,
   * `no-such-benchmark`, `no-such-content-profile`, `no-such-rule`, `not-tailorable`.
   */
  async choose(
    tenantId: string,
    packageId: string,
    wanted: WantedContent,
    at: string,
  ): Promise<Result<ChosenContent>> {
    const found = await this.packages.find(tenantId, packageId);
    if (isRefusal(found))
      return refused('no-such-package', `${at}/packageId`, 'There is no such security package.');
    if (!found.enabled)
      return refused('package-disabled', `${at}/packageId`, 'The security package is switched off.');
    const { versionId, sha256, bytes, content } = found;
    const overridden = found.platformOverride?.platforms ?? [];
    const chosen = { versionId, content: { sha256, bytes }, overridden, tailoring: null };
    if (content.kind === 'oval') {
      if (wanted.changes !== null)
        return refused(
          'not-tailorable',
          `${at}/changes`,
          'The package holds definitions: they have no profiles.',
        );
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
    const whole = { ...chosen, kind: 'xccdf' as const, benchmark, rules: first.profile.rules };
    return wanted.changes === null
      ? whole
      : this.tailored(tenantId, whole, first.profile, wanted.changes, `${at}/changes`);
  }

  /** With the document that says what is different, kept like content. */
  private async tailored(
    tenantId: string,
    chosen: ChosenContent,
    profile: { readonly id: string; readonly title: string },
    changes: ProfileChanges,
    at: string,
  ): Promise<Result<ChosenContent>> {
    if (!XCCDF_ID.test(profile.id))
      return refused('not-tailorable', at, 'Only profiles of XCCDF 1.2 can be changed.');
    const content = (await this.contents.whole(tenantId, chosen.content.sha256)).toString('utf8');
    for (const [list, ids] of Object.entries({
      ...{ select: changes.select, unselect: changes.unselect },
      values: changes.values.map(({ id }) => id),
    }))
      for (const [place, id] of ids.entries())
        if (!XCCDF_ID.test(id) || !(content.includes(`id="${id}"`) || content.includes(`id='${id}'`)))
          return refused('no-such-rule', `${at}/${list}/${place}`, `The content has no ${id.slice(0, 200)}.`);
    const document = Buffer.from(tailoringOf(profile.id, profile.title, changes));
    const sha256 = createHash('sha256').update(document).digest('hex');
    await this.database.transaction((tx) => this.contents.keep(tx, tenantId, sha256, document));
    const rules = Math.max(0, chosen.rules + changes.select.length - changes.unselect.length);
    return { ...chosen, rules, tailoring: { sha256, bytes: document.length } };
  }
}
