import type { ContentSummary } from '@scanfleet/readers';

/** What a version offers that the one before did not, and the other way round. */
export interface VersionChanges {
  /** Profiles by their ids. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly {
    readonly profile: string;
    readonly rulesBefore: number;
    readonly rules: number;
  }[];
  /** OVAL definitions in all of it. */
  readonly definitionsBefore: number;
  readonly definitions: number;
}

export function versionChanges(before: ContentSummary, now: ContentSummary): VersionChanges {
  const [old, present] = [rulesByProfile(before), rulesByProfile(now)];
  return {
    added: [...present.keys()].filter((profile) => !old.has(profile)),
    removed: [...old.keys()].filter((profile) => !present.has(profile)),
    changed: [...present].flatMap(([profile, rules]) => {
      const rulesBefore = old.get(profile) ?? rules;
      return rulesBefore === rules ? [] : [{ profile, rulesBefore, rules }];
    }),
    definitionsBefore: before.definitions,
    definitions: now.definitions,
  };
}

/** Several benchmarks may have a profile of the same id: then it has the rules of all of them. */
function rulesByProfile({ benchmarks }: ContentSummary): Map<string, number> {
  const rules = new Map<string, number>();
  for (const { profiles } of benchmarks)
    for (const profile of profiles) rules.set(profile.id, (rules.get(profile.id) ?? 0) + profile.rules);
  return rules;
}
