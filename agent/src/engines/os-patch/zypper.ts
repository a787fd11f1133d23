import {
  plainText,
  XmlStream,
  XmlStreamError,
  type Attributes,
  type ElementReader,
} from '@scanfleet/readers';
import { operatingSystem } from './system';
import {
  CVE,
  inOrder,
  kindOf,
  severityOf,
  type Advisory,
  type PackageUpdate,
  type PatchState,
} from './state';
import { oldest } from './times';

/** What zypper printed, by what was asked. */
export interface ZypperAnswers {
  osRelease: string;
  /** `zypper --xmlout list-updates`. */
  updates: string;
  /** `zypper --xmlout list-patches`. */
  patches: string;
  /** `zypper info -t patch NAME …`: of each the packages that it replaces, under `Conflicts`. */
  patchInfo: string;
  /** Of each repomd.xml: seconds since 1970 and its name. */
  lists: string;
  /** `zypper needs-rebooting`. */
  needsRebooting: string;
}

/** What zypper says is to be updated, each by the patches that replace it. */
export function zypperState(answers: ZypperAnswers, gaps: string[] = []): PatchState {
  const patches = patchesOf(answers.patches);
  const replacing = conflictsOf(answers.patchInfo);
  const updates = listed(answers.updates).map(({ attributes: given, source }): PackageUpdate => {
    const name = given.name ?? '';
    const ids = replacing.get(`${name}.${given.arch}`) ?? replacing.get(name) ?? [];
    const advisories = ids.flatMap((id) => patches.get(id) ?? []);
    return {
      package: name,
      architecture: given.arch ?? '',
      installed: given['edition-old'] ?? '',
      available: given.edition ?? '',
      origins: source === '' ? [] : [source],
      isSecurity: advisories.some(({ kind }) => kind === 'security'),
      sourcePackage: null,
      isHeld: given.status === 'locked',
      advisories,
    };
  });
  const asking = /reboot is (suggested|required)|Reboot is necessary/i.test(answers.needsRebooting);
  return {
    manager: 'zypper',
    system: operatingSystem(answers.osRelease),
    updates: inOrder(updates),
    reboot: { required: asking, reasons: asking ? ['zypper asks for it'] : [] },
    metadataAt: oldest(answers.lists),
    gaps,
  };
}

/** The names of the patches that are listed, for `zypper info`. */
export const patchNames = (patches: string): string[] => [...patchesOf(patches).keys()];

interface Listed {
  attributes: Attributes;
  source: string;
  title: string;
  issued: string;
  issues: string[];
}

/** Every `update` of `update-list` (zypper's `--xmlout`, doc/xmlout.rnc). Throws XmlStreamError. */
function listed(text: string): Listed[] {
  if (text.trim() === '') return [];
  const found: Listed[] = [];
  const update = (attributes: Attributes): ElementReader => {
    const one: Listed = { attributes, source: '', title: '', issued: '', issues: [] };
    const inside: ElementReader = {
      open: (name, given) => {
        if (name === 'source') one.source = given.alias ?? '';
        if (name === 'issue-date') one.issued = /^\d{4}-\d\d-\d\d/.exec(given.text ?? '')?.[0] ?? '';
        if (name === 'issue') one.issues.push(given.id ?? '');
        return name === 'summary'
          ? plainText((words) => (one.title = words))
          : name === 'issue-list'
            ? inside
            : undefined;
      },
    };
    return { ...inside, close: () => found.push(one) };
  };
  const containers: ElementReader = {
    open: (name, attributes) => {
      if (name === 'update') return update(attributes);
      return name === 'update-status' || name === 'update-list' ? containers : undefined;
    },
  };
  const stream = new XmlStream((name) => (name === 'stream' ? containers : undefined));
  stream.feed(Buffer.from(text));
  if (!stream.ended) throw new XmlStreamError('malformed', 'zypper’s output was cut short');
  return found;
}

function patchesOf(text: string): Map<string, Advisory> {
  const found = new Map<string, Advisory>();
  for (const { attributes: given, title, issued, issues } of listed(text)) {
    if (given.kind !== 'patch' || given.name === undefined) continue;
    found.set(given.name, {
      id: given.name,
      title,
      kind: kindOf(given.category ?? ''),
      severity: severityOf(given.severity ?? ''),
      cves: issues.filter((issue) => CVE.test(issue)),
      issued,
      needsReboot: given.restart === 'true',
    });
  }
  return found;
}

/** Patches by the package, or `package.architecture`, whose older versions they rule out. */
function conflictsOf(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let [patch, field] = ['', ''];
  for (const line of text.split('\n')) {
    const [, begun, value] = /^(\w[\w ]*?)\s*: ?(.*)$/.exec(line) ?? [];
    field = begun ?? field;
    if (begun === 'Name') patch = (value ?? '').trim();
    // One stands behind the colon, several each on a line of their own.
    const [, name] = /^\s*([A-Za-z0-9][\w.+-]*) < \S+\s*$/.exec(value ?? line) ?? [];
    if (field === 'Conflicts' && name !== undefined) found.set(name, [...(found.get(name) ?? []), patch]);
  }
  return found;
}
