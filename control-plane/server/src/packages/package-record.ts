import type { ContentSummary } from '@scanfleet/readers';
import { Refusal } from '../platform';
import type { PlatformOverride } from './override';
import type { ProfileChanges } from './tailoring';
import type { VersionChanges } from './version-changes';

export interface PackageWords {
  readonly name: string;
  readonly description: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface PackageRecord extends PackageWords {
  readonly id: string;
  readonly enabled: boolean;
  /** The newest version. */
  readonly versionId: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly content: ContentSummary;
  /** Null: it is as it came. */
  readonly platformOverride: PlatformOverride | null;
  /** Null: it was uploaded. */
  readonly source: PackageSource | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

/** Where a package is fetched from. */
export interface PackageSource {
  readonly url: string;
  /** Of an archive: which document. */
  readonly entry: string | null;
  readonly fetchedAt: Date;
}

export interface PackageVersionRecord {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly content: ContentSummary;
  readonly platformOverride: PlatformOverride | null;
  /** Since the version before; null: it is the first. */
  readonly changes: VersionChanges | null;
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
  /** Platforms that count as given although the content says otherwise. */
  readonly overridden: readonly string[];
  /** Null: the profile is evaluated as it is. */
  readonly tailoring: { readonly sha256: string; readonly bytes: number } | null;
}

/** What a profile wants of a package. */
export interface WantedContent {
  readonly benchmark: string | null;
  readonly profile: string | null;
  readonly changes: ProfileChanges | null;
}

type Json = 'content' | 'platformOverride' | 'labels' | 'source' | 'changes';
export type Row = Omit<PackageRecord, 'enabled' | Json> & {
  enabled: number;
  summary: string;
  labels: string;
  platformOverride: string | null;
  sourceUrl: string | null;
  sourceEntry: string | null;
  fetchedAt: Date | null;
};
export type VersionRow = Omit<PackageVersionRecord, Json> & {
  summary: string;
  platformOverride: string | null;
};

export const COLUMNS = `p.id, p.name, p.description, p.labels, p.enabled, p.source_url sourceUrl, p.source_entry sourceEntry,
  p.fetched_at fetchedAt, p.created_at createdAt, p.updated_at updatedAt, p.version,
  v.id versionId, v.sha256, v.bytes, v.summary, v.platform_override platformOverride`;
/** With the newest version: ids of version 7 grow. */
export const FROM = `security_packages p JOIN package_versions v
  ON v.id = (SELECT MAX(n.id) FROM package_versions n WHERE n.package_id = p.id)`;

export const overrideOf = (text: string | null): PlatformOverride | null =>
  JSON.parse(text ?? 'null') as PlatformOverride | null;

export const recordOf = ({
  summary,
  enabled,
  labels,
  platformOverride,
  sourceUrl,
  sourceEntry,
  fetchedAt,
  ...row
}: Row): PackageRecord => ({
  ...row,
  enabled: Boolean(enabled),
  labels: JSON.parse(labels) as Record<string, string>,
  content: JSON.parse(summary) as ContentSummary,
  platformOverride: overrideOf(platformOverride),
  source: sourceUrl === null || fetchedAt === null ? null : { url: sourceUrl, entry: sourceEntry, fetchedAt },
});

export const refused = (code: string, path: string, reason: string): Refusal =>
  new Refusal(code, 422, reason, [{ path, code, reason }]);
