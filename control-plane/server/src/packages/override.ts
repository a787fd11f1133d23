import { escaped } from './xml-text';

/**
 * Platforms that content is for, and that are to count as given although the content's own dictionary says otherwise: Debian 11
 * content on Debian 12, whose rules are mostly the same (NISTIR 7697 is the dictionary's format).
 */
export interface PlatformOverride {
  /** CPE names as the content writes them. */
  readonly platforms: readonly string[];
  /** Only where this file is there; absolute. */
  readonly whenFileExists: string;
}

/** A CPE in URI binding (NISTIR 7695, 6.1), also such as SSG makes up: `cpe:/a:machine`. */
export const CPE_URI = /^cpe:\/[aoh](?::[A-Za-z0-9._~%-]*){1,6}$/;
export const FILE_PATH = /^(?:\/[A-Za-z0-9._+-]{1,100}){1,10}$/;

const DEFINITION = 'oval:org.scanfleet.override:def:1';
const OVAL_NAME = 'scanfleet-override-oval.xml';
const REFERENCE = 'scap_org.scanfleet_cref_override';
const COMPONENT = 'scap_org.scanfleet_comp_override';
const ROOT = /<(?:([A-Za-z][\w.-]*):)?data-stream-collection[\s>]/;
const NAMESPACES =
  'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:cat="urn:oasis:names:tc:entity:xmlns:xml:catalog"';

/**
 * The data stream with these platforms in its dictionary by our own definition, in place of the content's where it has one. It travels and is
 * evaluated like any content, which `oscap --cpe` is not. The entries go into the first dictionary where there is one: of several in a data
 * stream oscap 1.3 knows only the first, and ends with an assertion. Undefined where there is no place: content that is no data stream.
 * @param content accepted by the inspector; what comes out is to be looked into again
 */
export function withOverride(content: string, override: PlatformOverride): string | undefined {
  const root = ROOT.exec(content);
  if (!root) return undefined;
  const prefix = root[1] === undefined ? '' : `${root[1]}:`;
  const end = content.lastIndexOf(`</${prefix}data-stream-collection>`);
  const insertions = content.includes(`</${prefix}dictionaries>`)
    ? intoDictionary(content, prefix, override)
    : besidesChecklists(content, prefix, override);
  const checks = content.indexOf(`</${prefix}checks>`);
  if (!insertions || checks < 0 || end < checks) return undefined;
  const oval = componentOf(prefix, 'oval', ovalOf(override.whenFileExists));
  return inserted(content, [...insertions, [checks, referenceOf(prefix, 'oval')], [end, oval]]);
}

/** `until`: what is there from `at` goes. */
type Insertion = readonly [at: number, text: string, until?: number];

function inserted(content: string, insertions: readonly Insertion[]): string {
  const sorted = [...insertions].sort(([a], [b]) => a - b);
  let from = 0;
  const parts = sorted.flatMap(([at, text, until = at]) => {
    const before = content.slice(from, at);
    from = until;
    return [before, text];
  });
  return [...parts, content.slice(from)].join('');
}

/** Entries at the end of the first dictionary, and their definitions in its catalog. */
function intoDictionary(
  content: string,
  prefix: string,
  override: PlatformOverride,
): Insertion[] | undefined {
  const from = content.indexOf(`<${prefix}dictionaries`);
  const reference = new RegExp(`<${prefix}component-ref\\s[^>]*?href=["']#([^"']+)["'][^>]*>`, 'g');
  reference.lastIndex = from;
  const found = reference.exec(content);
  if (!found || found.index > content.indexOf(`</${prefix}dictionaries>`)) return undefined;
  const behind = found.index + found[0].length;
  const catalog = /<\/(?:[\w.-]+:)?catalog>/g;
  catalog.lastIndex = behind;
  const isClosed = found[0].endsWith('/>');
  const own = isClosed ? null : catalog.exec(content);
  const component = content.indexOf(`<${prefix}component id="${found[1]}"`);
  const list = /<\/(?:[\w.-]+:)?cpe-list>/g;
  list.lastIndex = component;
  const entries = component < 0 ? null : list.exec(content);
  // Without a catalog its entries could name no definitions.
  if (!entries || !own) return undefined;
  // A name stands once in a dictionary (the schema's itemURIKey): its entry is replaced.
  const known: Insertion[] = [];
  const further = override.platforms.filter((name) => {
    const entry = new RegExp(
      `<(?:[\\w.-]+:)?cpe-item\\s[^>]*?name="${escapedPattern(escaped(name))}"[^]*?</(?:[\\w.-]+:)?cpe-item>`,
      'g',
    );
    entry.lastIndex = component;
    const found = entry.exec(content);
    if (!found || found.index > entries.index) return true;
    known.push([found.index, entriesOf([name]), found.index + found[0].length]);
    return false;
  });
  return [[own.index, CATALOG_ENTRY], ...known, [entries.index, entriesOf(further)]];
}

const escapedPattern = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A dictionary where there was none; the order is fixed: dictionaries, checklists, checks. */
function besidesChecklists(
  content: string,
  prefix: string,
  override: PlatformOverride,
): Insertion[] | undefined {
  const at = content.indexOf(`<${prefix}checklists`);
  const end = content.lastIndexOf(`</${prefix}data-stream-collection>`);
  if (at < 0 || end < at) return undefined;
  const reference = referenceOf(prefix, 'dictionary', `<cat:catalog>${CATALOG_ENTRY}</cat:catalog>`);
  const list = `<cpe-list xmlns="${CPE_NAMESPACE}">${entriesOf(override.platforms)}</cpe-list>`;
  return [
    [at, `<${prefix}dictionaries>${reference}</${prefix}dictionaries>`],
    [end, componentOf(prefix, 'dictionary', list)],
  ];
}

const CPE_NAMESPACE = 'http://cpe.mitre.org/dictionary/2.0';
const CATALOG_ENTRY = `<cat:uri xmlns:cat="urn:oasis:names:tc:entity:xmlns:xml:catalog" name="${OVAL_NAME}" uri="#${REFERENCE}-oval"/>`;

const referenceOf = (prefix: string, name: string, body = ''): string =>
  `<${prefix}component-ref ${NAMESPACES} id="${REFERENCE}-${name}" xlink:href="#${COMPONENT}-${name}">${body}</${prefix}component-ref>`;

const componentOf = (prefix: string, name: string, body: string): string =>
  `<${prefix}component id="${COMPONENT}-${name}" timestamp="2026-01-01T00:00:00">${body}</${prefix}component>\n`;

function entriesOf(platforms: readonly string[]): string {
  const items = platforms.map(
    (name) =>
      `<cpe-item xmlns="${CPE_NAMESPACE}" name="${escaped(name)}"><title xml:lang="en-us">${escaped(name)}</title><check system="http://oval.mitre.org/XMLSchema/oval-definitions-5" href="${OVAL_NAME}">${DEFINITION}</check></cpe-item>`,
  );
  return items.join('');
}

function ovalOf(path: string): string {
  const id = (kind: string): string => `oval:org.scanfleet.override:${kind}:1`;
  return `<oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5" xmlns:oval="http://oval.mitre.org/XMLSchema/oval-common-5" xmlns:unix="http://oval.mitre.org/XMLSchema/oval-definitions-5#unix"><generator><oval:schema_version>5.11</oval:schema_version><oval:timestamp>2026-01-01T00:00:00</oval:timestamp></generator><definitions><definition class="inventory" id="${DEFINITION}" version="1"><metadata><title>Platforms that count as given</title><affected family="unix"/><description>${escaped(path)} exists</description></metadata><criteria><criterion test_ref="${id('tst')}" comment="${escaped(path)} exists"/></criteria></definition></definitions><tests><unix:file_test id="${id('tst')}" version="1" check="all" check_existence="at_least_one_exists" comment="${escaped(path)} exists"><unix:object object_ref="${id('obj')}"/></unix:file_test></tests><objects><unix:file_object id="${id('obj')}" version="1"><unix:filepath>${escaped(path)}</unix:filepath></unix:file_object></objects></oval_definitions>`;
}
