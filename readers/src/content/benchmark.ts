import { plainText, prose } from '../openscap/words';
import type { Attributes, ElementReader } from '../xml/stream';
import type { BenchmarkSummary } from './summary';

/** Characters of a title, and of a profile's description. */
const MOST_TITLE = 500;
const MOST_DESCRIPTION = 4_000;
export const MOST_RULES = 20_000;
const MOST_PROFILES = 1_000;
const MOST_PLATFORMS = 200;

/** Names what of a rule is checked where. */
export interface CheckReference {
  rule: string;
  system: string;
  /** As the catalogue of the data stream, or the file system, has it. */
  href: string;
  /** Empty: all that is there. */
  name: string;
}

export interface BenchmarkHearing {
  check(reference: CheckReference): void;
  /** Too many of something. */
  excessive(what: string): void;
}

interface Item {
  isSelected: boolean;
  /** The group that it is in. */
  parent: string | null;
  isRule: boolean;
}

interface Profile {
  id: string;
  extends: string | undefined;
  title: string;
  description: string;
  /** In the document's order: a later one counts. */
  selects: { idref: string; isSelected: boolean }[];
}

/** Reads a Benchmark for what it offers; `done` gets that at its end. XCCDF 1.1 and 1.2, sections 6.2 to 6.5. */
export function benchmarkInspector(
  { id = '' }: Attributes,
  hearing: BenchmarkHearing,
  done: (summary: BenchmarkSummary) => void,
): ElementReader {
  const summary = { id, title: '', version: '', platforms: [] as string[] };
  const items = new Map<string, Item>();
  const profiles = new Map<string, Profile>();
  const body = (parent: string | null): NonNullable<ElementReader['open']> => {
    return (name, given) => {
      if (name !== 'Group' && name !== 'Rule') return undefined;
      const key = given.id ?? '';
      if (items.size >= 2 * MOST_RULES) hearing.excessive(`more than ${MOST_RULES} rules`);
      items.set(key, { isSelected: isTrue(given.selected ?? 'true'), parent, isRule: name === 'Rule' });
      return name === 'Rule' ? ruleInspector(key, hearing) : { open: body(key) };
    };
  };
  const within = body(null);
  return {
    open: (name, given) => {
      switch (name) {
        case 'title':
          return prose((text) => (summary.title ||= text), MOST_TITLE);
        case 'version':
          return plainText((text) => (summary.version = text), MOST_TITLE);
        case 'platform':
          if (summary.platforms.length < MOST_PLATFORMS)
            summary.platforms.push((given.idref ?? '').slice(0, MOST_TITLE));
          return undefined;
        case 'Profile':
          if (profiles.size >= MOST_PROFILES) hearing.excessive(`more than ${MOST_PROFILES} profiles`);
          return profileInspector(given, profiles);
        default:
          return within(name, given);
      }
    },
    close: () => {
      const rules = [...items.values()].filter(({ isRule }) => isRule).length;
      const offered = [...profiles.values()].map((profile) => ({
        id: profile.id,
        title: profile.title,
        description: profile.description,
        rules: selectedRules(profile, profiles, items),
      }));
      done({ ...summary, rules, profiles: offered });
    },
  };
}

function profileInspector(given: Attributes, profiles: Map<string, Profile>): ElementReader {
  const { id = '', extends: base } = given;
  const profile: Profile = { id, extends: base, title: '', description: '', selects: [] };
  profiles.set(id, profile);
  return {
    open: (name, { idref = '', selected = 'true' }) => {
      if (name === 'title') return prose((text) => (profile.title ||= text), MOST_TITLE);
      if (name === 'description') return prose((text) => (profile.description ||= text), MOST_DESCRIPTION);
      if (name === 'select' && profile.selects.length < 2 * MOST_RULES)
        profile.selects.push({ idref, isSelected: isTrue(selected) });
      return undefined;
    },
  };
}

/** Checks stand in a rule, or in `complex-check` at any depth. */
function ruleInspector(rule: string, hearing: BenchmarkHearing): ElementReader {
  const inside: ElementReader = {
    open: (name, { system = '' }) => {
      if (name === 'complex-check') return inside;
      if (name !== 'check') return undefined;
      const told = { rule, system };
      hearing.check({ ...told, href: '', name: '' });
      return {
        open: (child, { href = '', name: content = '' }) => {
          if (child === 'check-content-ref') hearing.check({ ...told, href, name: content });
          return undefined;
        },
      };
    },
  };
  return inside;
}

/** A rule is selected when it is, and every group around it: by the profile, those that it extends, or by themselves. */
function selectedRules(
  profile: Profile,
  profiles: ReadonlyMap<string, Profile>,
  items: ReadonlyMap<string, Item>,
): number {
  const chosen = new Map<string, boolean>();
  for (const { selects } of lineage(profile, profiles))
    for (const { idref, isSelected } of selects) chosen.set(idref, isSelected);
  const isOn = (id: string | null, seen = 0): boolean => {
    const item = id === null ? undefined : items.get(id);
    if (id === null || !item || seen > MAX_DEPTH) return true;
    return (chosen.get(id) ?? item.isSelected) && isOn(item.parent, seen + 1);
  };
  let count = 0;
  for (const [id, { isRule }] of items) if (isRule && isOn(id)) count += 1;
  return count;
}

const MAX_DEPTH = 256;

/** The profile with those that it extends, the furthest first. Whoever extends himself is taken once. */
function lineage(profile: Profile, profiles: ReadonlyMap<string, Profile>): Profile[] {
  const found: Profile[] = [];
  for (let one: Profile | undefined = profile; one && !found.includes(one);) {
    found.unshift(one);
    one = one.extends === undefined ? undefined : profiles.get(one.extends);
  }
  return found;
}

const isTrue = (word: string): boolean => word === 'true' || word === '1';
