import { Inject, Injectable } from '@nestjs/common';
import { actorOf, type Principal } from '../auth';
import { canonicalAddress } from '../assets';
import { Credentials } from '../credentials';
import { Database, isRefusal, Refusal, type Result } from '../platform';
import { Profiles, type ProfileRequest } from '../profiles';
import type { DefinitionWords } from './definition-request';
import { TARGETS_ALONE } from './job-record';
import { JobStarts } from './job-starts';

/** Where a profile is tried. */
export interface TestTarget {
  readonly networkId: string;
  /** One address. */
  readonly address: string;
}

/** Before everything else that waits: somebody is looking at it. */
const TEST_PRIORITY = 9;
const TEST_SECONDS = 3_600;

/** Scans without a job. */
@Injectable()
export class OneOffs {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(JobStarts) private readonly starts: JobStarts,
    @Inject(Credentials) private readonly credentials: Credentials,
  ) {}

  /** Like a job's start, with nothing saved but the scan, and of one that is not kept not even that. Refusals: those of Profiles.choose and JobStarts.startOf, `no-such-credential` (422). */
  async start(
    by: Principal,
    { name, kept }: { readonly name: string; readonly kept: boolean },
    words: DefinitionWords,
  ): Promise<Result<{ id: string }>> {
    return this.database.transaction(async (tx) => {
      const profiles = await this.profiles.choose(tx, by.tenantId, words.profiles, '/profiles');
      if (isRefusal(profiles)) return profiles;
      const missing = await this.credentials.require(tx, by.tenantId, words.credentialId);
      if (missing) return missing;
      const scan = { jobId: null, name, kept, startedBy: actorOf(by) };
      return this.starts.startOf(tx, by.tenantId, { ...words, profiles }, scan);
    });
  }

  /** Refusals: `not-found` (the profile), `one-address` (422), those of `start`. */
  async test(by: Principal, profileId: string, target: TestTarget): Promise<Result<{ id: string }>> {
    const profile = await this.profiles.find(by.tenantId, profileId);
    if (isRefusal(profile)) return profile;
    return this.try(by, `Test of ${profile.name}`, { profileId }, target);
  }

  /** Refusals: `one-address` (422), those of `start`. */
  async testUnsaved(
    by: Principal,
    profile: ProfileRequest,
    target: TestTarget,
  ): Promise<Result<{ id: string }>> {
    return this.try(by, 'Test of an unsaved profile', profile, target);
  }

  private async try(
    by: Principal,
    name: string,
    profile: ProfileRequest,
    { networkId, address }: TestTarget,
  ): Promise<Result<{ id: string }>> {
    if (canonicalAddress(address) === undefined) return oneAddress();
    const bounds = {
      priority: TEST_PRIORITY,
      maxDurationSeconds: TEST_SECONDS,
      maxRate: null,
      credentialId: null,
      scanner: null,
    };
    const targets = { networkId, targets: [address], ...TARGETS_ALONE };
    const started = await this.start(
      by,
      { name, kept: false },
      { ...targets, ...bounds, profiles: [profile] },
    );
    return isRefusal(started) ? inTestRequest(started) : started;
  }
}

function oneAddress(): Refusal {
  const reason = 'A profile is tried on one address.';
  return new Refusal('one-address', 422, reason, [{ path: '/address', code: 'one-address', reason }]);
}

/** The request of a test run has one address and one profile where a definition has lists. */
function inTestRequest({ code, status, reason, details, extensions }: Refusal): Refusal {
  const fields = details.map((field) => ({
    ...field,
    path: field.path.replace(/^\/targets(\/0)?/, '/address').replace(/^\/profiles\/0/, '/profile'),
  }));
  return new Refusal(code, status, reason, fields, extensions);
}
