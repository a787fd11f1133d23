import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalAddress, Targets, type LeftTarget } from '../assets';
import { Jobs, type JobRecord } from '../jobs';
import { Clock, Database, isRefusal, Refusal, type Result } from '../platform';
import type { EngineProfile } from '../profiles';
import { ScanImports, type Starter } from '../scans';
import { Documents } from './documents';
import type { Format, ImportedDocument } from './imported-document';

/** What whoever sends a document says of it. */
export interface ImportWords {
  /** Where the results were made, in their words. */
  readonly source: string;
  /** Index into the job's profiles; undefined: the first that such results can be of. */
  readonly profile: number | undefined;
  /** Of which system results of an evaluation are; undefined: as they say. */
  readonly address: string | undefined;
  /** When the tool looked, where the document does not tell; undefined: now. */
  readonly measuredAt: Date | undefined;
}

/** What became of a document. */
export interface Imported {
  readonly scanId: string;
  readonly format: Format;
  /** Systems whose results were taken. */
  readonly targets: number;
  /** Systems whose results were not, each with why. */
  readonly leftOut: readonly LeftTarget[];
  /** As of when they count. */
  readonly measuredAt: Date;
  /** Why the document is not the whole of what its tool had to say; empty: it is. */
  readonly cut: string;
}

/** Takes in results that were made elsewhere, as a scan of a job. */
@Injectable()
export class Imports {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Database) private readonly database: Database,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(Targets) private readonly targets: Targets,
    @Inject(Documents) private readonly documents: Documents,
    @Inject(ScanImports) private readonly scans: ScanImports,
  ) {}

  /**
   * The document is read to its end before anything is written. Refusals: `not-found`, those of Documents.read, `no-such-profile` and
   * `nothing-in-scope` (422), those of Targets.admitted and ScanImports.add.
   */
  async add(
    tenantId: string,
    jobId: string,
    by: Starter,
    { sent, isPacked }: { sent: Readable; isPacked: boolean },
    words: ImportWords,
  ): Promise<Result<Imported>> {
    const job = await this.jobs.find(tenantId, jobId);
    if (isRefusal(job)) return job;
    const address = words.address && (canonicalAddress(words.address) ?? words.address);
    const document = await this.documents.read(tenantId, sent, isPacked, { address });
    if (isRefusal(document)) return document;
    const profile = profileFor(document.format, job.profiles, words.profile);
    if (!profile) return noSuchProfile(document.format, words.profile);
    const { networkId, exclusions } = job;
    const addresses = document.targets.map(({ address }) => address);
    const scope = await this.targets.admitted(tenantId, networkId, addresses, exclusions);
    if (isRefusal(scope)) return scope;
    const targets = document.targets.filter(({ address }) => scope.admitted.has(address));
    if (targets.length === 0) return nothingInScope(scope.left);
    const measuredAt = this.measured(document, words);
    const { source } = words;
    const { format, sha256, look, cut } = document;
    const made = await this.database.transaction((tx) =>
      this.scans.add(tx, {
        ...{ tenantId, jobId, networkId, poolId: scope.poolId, name: job.name, priority: job.priority },
        ...{ engine: profile.engine, profiles: [profile], targets, targetRanges: scope.ranges },
        ...{ left: scope.left, startedBy: by, look, lookedAt: measuredAt },
        outcome: cut === '' ? 'complete' : 'partial',
        origin: { source, format, sha256, measuredAt: document.measuredAt?.toISOString() ?? null },
      }),
    );
    if (isRefusal(made)) return made;
    return { scanId: made.id, format, targets: targets.length, leftOut: scope.left, measuredAt, cut };
  }

  /** Nothing was seen later than now. */
  private measured({ measuredAt }: ImportedDocument, words: ImportWords): Date {
    const now = this.clock.now();
    const told = measuredAt ?? words.measuredAt ?? now;
    return told > now ? now : told;
  }
}

function profileFor(
  format: Format,
  profiles: JobRecord['profiles'],
  index: number | undefined,
): EngineProfile | undefined {
  const fits = (profile: EngineProfile): boolean =>
    format === 'nmap'
      ? profile.engine === 'nmap'
      : profile.engine === 'openscap' && profile.options.kind === format;
  const asked = index === undefined ? profiles : profiles.slice(index, index + 1);
  return asked.find(fits);
}

function noSuchProfile(format: Format, index: number | undefined): Refusal {
  const reason =
    index === undefined
      ? `The job has no profile that results of ${format} can be of.`
      : `The job’s profile ${index} is none that results of ${format} can be of.`;
  return new Refusal('no-such-profile', 422, reason, [{ path: '/profile', code: 'no-such-profile', reason }]);
}

function nothingInScope(left: readonly LeftTarget[]): Refusal {
  const some = left.slice(0, 20);
  const reason = `All ${left.length} addresses of it are out of scope or excluded.`;
  const details = some.map(({ target, reason: why }) => ({
    path: '',
    code: 'left-out',
    reason: `${target}: ${why}`,
  }));
  return new Refusal('nothing-in-scope', 422, reason, details);
}
