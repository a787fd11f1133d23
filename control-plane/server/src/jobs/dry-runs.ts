import { Inject, Injectable } from '@nestjs/common';
import type { LeftTarget, Resolution } from '../assets';
import { Database, isRefusal, type Result } from '../platform';
import { nmapCommand, Profiles, type EngineProfile, type NmapCommand } from '../profiles';
import { ScanForecasts, type Forecast } from '../scans';
import { Subscriptions, type SubscriptionRecord } from '../subscriptions';
import type { DefinitionWords } from './definition-request';
import type { DryRunView, DryWarning } from './dry-run-view';
import type { Definition } from './job-record';
import { JobTargets } from './job-targets';
import { Jobs } from './jobs';
import { warningsOf } from './readiness';

/** Left-out targets that are shown one by one. */
const MOST_SHOWN = 1_000;

/** What a start would do now, without doing it. */
@Injectable()
export class DryRuns {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(JobTargets) private readonly targets: JobTargets,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(ScanForecasts) private readonly forecasts: ScanForecasts,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
  ) {}

  /** Refusals: `not-found`, those of JobTargets.resolve. */
  async ofJob(tenantId: string, jobId: string): Promise<Result<DryRunView>> {
    const job = await this.jobs.find(tenantId, jobId);
    if (isRefusal(job)) return job;
    const run = await this.run(tenantId, job);
    if (isRefusal(run) || job.enabled) return run;
    const disabled = { code: 'job-disabled', reason: 'The job is disabled: it does not start.' };
    return { ...run, warnings: [disabled, ...run.warnings] };
  }

  /** Of a job that is not saved. Refusals: those of Profiles.choose and JobTargets.resolve. */
  async ofWords(tenantId: string, words: DefinitionWords): Promise<Result<DryRunView>> {
    return this.database.transaction(async (tx) => {
      const profiles = await this.profiles.choose(tx, tenantId, words.profiles, '/profiles');
      return isRefusal(profiles) ? profiles : this.run(tenantId, { ...words, profiles });
    });
  }

  private async run(tenantId: string, definition: Definition): Promise<Result<DryRunView>> {
    return this.database.transaction(async (tx) => {
      const resolved = await this.targets.resolve(tenantId, definition);
      if (isRefusal(resolved)) return resolved;
      const subscription = await this.subscriptions.find(tenantId);
      if (isRefusal(subscription)) return subscription;
      const { profiles } = definition;
      const forecast = await this.forecasts.of(tx, tenantId, resolved.poolId, profiles, resolved.ranges);
      return viewOf(definition, resolved, forecast, subscription);
    });
  }
}

function viewOf(
  { networkId, profiles, credentialId }: Definition,
  { poolId, ranges, total, left, names }: Resolution,
  forecast: Forecast,
  subscription: SubscriptionRecord,
): DryRunView {
  const { quotas, addressesToday } = subscription;
  const use: Use = {
    targets: total * profiles.length,
    addresses: total,
    scansUnderWay: forecast.scansUnderWay,
  };
  return {
    ...{ networkId, poolId, ranges, addresses: total, targets: use.targets, names },
    left: left.slice(0, MOST_SHOWN),
    leftByDisposition: countsOf(left),
    slices: forecast.slices,
    durationSeconds: forecast.duration,
    profiles: profiles.map((profile, index) => ({
      profile,
      slices: forecast.profiles[index]?.slices ?? 0,
      targetMs: forecast.profiles[index]?.targetMs ?? null,
      withRawSockets: commandOf(profile, true),
      withoutRawSockets: commandOf(profile, false),
    })),
    agents: forecast.agents.map(({ id, name, ready, toolSlots, engines, lastSeenAt }) => ({
      ...{ id, name, ready, toolSlots, engines, lastSeenAt },
    })),
    quota: {
      targetsPerScan: quotas.targetsPerScan,
      concurrentScans: quotas.concurrentScans,
      addressesADay: quotas.addressesADay,
      addressesToday,
      scansUnderWay: forecast.scansUnderWay,
    },
    warnings: [
      ...quotaWarnings(subscription, use),
      ...(total === 0 ? [warning('nothing-to-scan', 'No target is left to be scanned.')] : []),
      ...warningsOf(profiles, credentialId, forecast.agents),
      ...paceWarnings(forecast),
    ],
  };
}

const commandOf = (profile: EngineProfile, rawSockets: boolean): NmapCommand | null =>
  profile.engine === 'nmap' ? nmapCommand(profile.options, { rawSockets }) : null;

interface Use {
  readonly targets: number;
  readonly addresses: number;
  readonly scansUnderWay: number;
}

const warning = (code: string, reason: string): DryWarning => ({ code, reason });

/** What a start would be refused for, with the refusal's own code. */
function quotaWarnings({ state, quotas, addressesToday }: SubscriptionRecord, use: Use): DryWarning[] {
  if (state !== 'active')
    return [warning('not-subscribed', 'The tenant is not subscribed: nothing is started.')];
  const warnings: DryWarning[] = [];
  const check = (code: string, would: number, limit: number, what: string): void => {
    if (would > limit) warnings.push(warning(code, `The quota allows ${limit}: ${what}.`));
  };
  const scans = use.scansUnderWay;
  const today = addressesToday + use.addresses;
  check('quota-targets-per-scan', use.targets, quotas.targetsPerScan, `${use.targets} targets`);
  check('quota-concurrent-scans', scans + 1, quotas.concurrentScans, `${scans} scans are under way`);
  check('quota-addresses-a-day', today, quotas.addressesADay, `with these it would be ${today} today`);
  return warnings;
}

/** Nobody knows how long it takes, of what has not run here yet. */
function paceWarnings({ agents, profiles: forecasts }: Forecast): DryWarning[] {
  if (!agents.some(({ ready }) => ready) || forecasts.every(({ targetMs }) => targetMs !== null)) return [];
  return [warning('not-measured', 'Not every profile has run in this pool: nobody knows how long it takes.')];
}

function countsOf(left: readonly LeftTarget[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { disposition } of left) counts[disposition] = (counts[disposition] ?? 0) + 1;
  return counts;
}
