import { createHash } from 'node:crypto';
import { firstCodePoints } from './text';

/** Where something was found and by which check. Host names are no part of it: they change. */
export interface Spot {
  readonly networkId: string;
  /** Canonical text. */
  readonly address: string;
  /** Empty and 0: about the host. */
  readonly protocol: string;
  readonly port: number;
  readonly checkId: string;
}

/** The column's length, in code points. */
const LONGEST_CHECK = 255;

/**
 * Identity of a finding across scans and engines: SHA-256, 64 hex digits, over the JSON text of the five
 * members as an array. JSON quotes what separates them, so two spots never share a text.
 */
export function fingerprint({ networkId, address, protocol, port, checkId }: Spot): string {
  return sha256(JSON.stringify([networkId, address, protocol, port, checkId]));
}

export const OPEN_PORT_CHECK = 'nmap:open-port';

/**
 * The check of a vulnerability that an NSE script reports: `nmap:SCRIPT:CVEs`, or the title's words where it
 * names no CVE. Several CVEs are all named, sorted and joined with `+`: one script may report two
 * vulnerabilities that share their first CVE. The table's key never counts: `NMAP-3` in one run is `NMAP-19`
 * in the next.
 */
export function scriptCheck(script: string, cves: readonly string[], title: string): string {
  const what = cves.length > 0 ? [...new Set(cves)].sort().join('+') : normalised(title);
  return withinColumn(`nmap:${script}:${what}`);
}

/**
 * The check of a source package's updates: `os-patch:package:SOURCE`; of the system itself, `os-patch:ABOUT`. One for each
 * source package, not for each version: what was not updated stays the same finding.
 */
export function patchCheck(source: string, about = 'package'): string {
  return withinColumn(source === '' ? `os-patch:${about}` : `os-patch:${about}:${source}`);
}

/** The check of a rule: `openscap:BENCHMARK:RULE`, and of one of several checks of it its name. */
export const ruleCheck = (benchmark: string, rule: string, check: string): string =>
  withinColumn(`openscap:${benchmark}:${rule}${check === '' ? '' : `:${check}`}`);

/** The check of an OVAL definition, whose id is unique in the world by its own rule. */
export const definitionCheck = (id: string): string => withinColumn(`openscap:${id}`);

/** Letters and digits in lower case, runs of anything else as one hyphen. A title of signs alone is hashed. */
function normalised(title: string): string {
  const words = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return words === '' ? sha256(title).slice(0, 16) : words;
}

/** What is too long ends with a digest of the whole: cutting alone could make two checks one. */
function withinColumn(check: string): string {
  const head = firstCodePoints(check, LONGEST_CHECK);
  return head === check
    ? check
    : `${firstCodePoints(check, LONGEST_CHECK - 17)}~${sha256(check).slice(0, 16)}`;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
