import type { TagSelection } from '../assets';
import type { ScannerChoice } from '../fleet';
import type { EngineProfile, StoredProfile } from '../profiles';

/** What a job scans besides its `targets`, and what it never touches. */
export interface JobSelection {
  readonly assetIds: readonly string[];
  readonly assetTags: TagSelection | null;
  /** Every address of the network. */
  readonly wholeNetwork: boolean;
  readonly exclusions: readonly string[];
}

export const TARGETS_ALONE: JobSelection = {
  assetIds: [],
  assetTags: null,
  wholeNetwork: false,
  exclusions: [],
};

/** What a scan is made of, saved as a job or not. */
export interface Definition extends JobSelection {
  readonly networkId: string;
  /** As the person wrote them: addresses, ranges, CIDRs, host names. */
  readonly targets: readonly string[];
  readonly profiles: readonly EngineProfile[];
  readonly priority: number;
  /** How long a scan of it may run; null: as long as any may. */
  readonly maxDurationSeconds: number | null;
  /** Packets a second of a scan of it, all its slices together; null: no limit. */
  readonly maxRate: number | null;
  /** By which systems that no agent runs on are entered, by profiles that look inside; null: they are not. */
  readonly credentialId: string | null;
  /** Which agents of the network's pool may do it; null: each. */
  readonly scanner: ScannerChoice | null;
}

/** What a person says of a job. */
export interface JobWords extends Definition {
  readonly name: string;
  readonly description: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface JobRecord extends JobWords {
  readonly id: string;
  /** The user or the token whose it is; null: nobody's. */
  readonly ownerId: string | null;
  readonly enabled: boolean;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface JobRow extends Omit<
  JobRecord,
  'labels' | 'targets' | 'profiles' | 'enabled' | 'scanner' | keyof JobSelection
> {
  /** JSON, all of them. */
  readonly labels: string;
  readonly targets: string;
  readonly selection: string | null;
  readonly profiles: string;
  readonly scanner: string | null;
  readonly enabled: number;
}

export const JOB_COLUMNS = `id, owner_id ownerId, name, description, labels, network_id networkId, targets, selection, profiles, priority,
  enabled, max_duration_seconds maxDurationSeconds, max_rate maxRate, credential_id credentialId, scanner, version, created_at createdAt, updated_at updatedAt`;

export const storedProfiles = ({ profiles }: JobRow): StoredProfile[] =>
  JSON.parse(profiles) as StoredProfile[];

/** The row as a record; `profiles` are its profiles as they are now. */
export function jobOf({ selection, ...row }: JobRow, profiles: readonly EngineProfile[]): JobRecord {
  return {
    ...row,
    labels: JSON.parse(row.labels) as Record<string, string>,
    targets: JSON.parse(row.targets) as string[],
    ...TARGETS_ALONE,
    ...(JSON.parse(selection ?? '{}') as Partial<JobSelection>),
    profiles,
    scanner: row.scanner === null ? null : (JSON.parse(row.scanner) as ScannerChoice),
    enabled: Boolean(row.enabled),
  };
}

export const selectionOf = ({
  assetIds,
  assetTags,
  wholeNetwork,
  exclusions,
}: JobSelection): JobSelection => ({
  ...{ assetIds, assetTags, wholeNetwork, exclusions },
});
