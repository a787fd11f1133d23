import { isRefusal, Refusal, type RefusedField, type Result } from '../platform';
import { isMalformed, malformed, type Malformed } from './address';
import { hostNameOf } from './host-name';
import {
  containsSpan,
  mergeSpans,
  overlap,
  parseCidr,
  parseSpan,
  rangeOf,
  spanSize,
  subtractSpans,
  type AddressRange,
  type Span,
} from './ranges';
import type { Excluded } from './selection';

/** No scan is larger. */
export const MOST_ADDRESSES = 1 << 20;
/** No IPv6 entry is wider than a /112. */
export const MOST_IPV6_ADDRESSES = 1 << 16;

/** What a network lets its tenant scan. */
export interface Scope {
  readonly cidrs: readonly string[];
  /** Special ranges that the fleet administrator allows here. */
  readonly allowedSpecialCidrs: readonly string[];
}

/** What the targets of a job come to. */
export interface ResolvedTargets {
  /** Sorted, without overlap: no address is scanned twice. */
  readonly ranges: AddressRange[];
  readonly total: number;
}

/**
 * Ranges that nobody scans by mistake: they mean the scanner itself, its link, everybody, or a cloud's
 * metadata service, or they reach another address by translation. IANA's special-purpose registries
 * (RFC 6890 and later) and the providers' documentation.
 */
const SPECIAL: readonly (readonly [what: string, ...cidrs: string[]])[] = [
  ['a metadata service', '169.254.169.254/32', '169.254.170.2/32', '100.100.100.200/32', '192.0.0.192/32'],
  ['a metadata service', 'fd00:ec2::254/128', 'fd20:ce::254/128'],
  ['"this" network', '0.0.0.0/8', '::/128'],
  ['loopback', '127.0.0.0/8', '::1/128'],
  ['link-local', '169.254.0.0/16', 'fe80::/10', 'fec0::/10'],
  ['multicast', '224.0.0.0/4', 'ff00::/8'],
  ['reserved or broadcast', '240.0.0.0/4'],
  ['translated to IPv4', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32', '::/96'],
];

const specialSpans = SPECIAL.flatMap(([what, ...cidrs]) =>
  cidrs.map((cidr) => ({ what, span: parsedCidr(cidr) })),
);

/**
 * Resolves targets against a network. Every entry at fault is named by its JSON pointer; nothing is ever
 * left out silently. Refused with 422.
 */
export function resolveTargets(
  targets: readonly string[],
  scope: Scope,
  at = '/targets',
): Result<ResolvedTargets> {
  const entries = targets.map((text, index) => ({ text, path: `${at}/${index}` }));
  const spans = checkedSpans(entries, scope);
  if (isRefusal(spans)) return spans;
  const { ranges, total } = withoutExcluded(spans, []);
  return total > MOST_ADDRESSES ? tooManyTargets(total, at) : { ranges, total };
}

/** What each entry means, all of it in scope. Refusal `targets-refused` (422) with every entry at fault. */
export function checkedSpans(
  entries: readonly { readonly text: string; readonly path: string }[],
  scope: Scope,
): Result<Span[]> {
  const faultIn = faultsOf(scope);
  const refused: RefusedField[] = [];
  const spans: Span[] = [];
  for (const { text, path } of entries) {
    const span = parseTarget(text);
    const fault = isMalformed(span) ? span : faultIn(span);
    if (fault) refused.push({ path, ...fault });
    else if (!isMalformed(span)) spans.push(span);
  }
  return refused.length > 0 ? refusal(refused) : spans;
}

/** The spans as ranges without overlap and without what is excluded; that is told apart, each part once. */
export function withoutExcluded(
  spans: readonly Span[],
  exclusions: readonly Excluded[],
): { ranges: AddressRange[]; total: number; excluded: Excluded[] } {
  let left = mergeSpans(spans);
  const excluded: Excluded[] = [];
  for (const { span, reason } of exclusions) {
    const parts = left.flatMap((one) => overlap(one, span) ?? []);
    if (parts.length === 0) continue;
    excluded.push(...parts.map((part) => ({ span: part, reason })));
    left = left.flatMap((one) => subtractSpans(one, [span]));
  }
  const total = left.reduce((sum, span) => sum + spanSize(span), 0n);
  return { ranges: left.map(rangeOf), total: Number(total), excluded };
}

/** Why the address is excluded; undefined: it is not. What is no address is nobody's target. */
export function excludedAddress(exclusions: readonly Excluded[], address: string): string | undefined {
  if (exclusions.length === 0) return undefined;
  const span = parseSpan(address);
  if (isMalformed(span)) return undefined;
  return exclusions.find((excluded) => overlap(excluded.span, span))?.reason;
}

/** Refusal `targets-refused` (422) for more addresses than a scan has. */
export const tooManyTargets = (total: number, at = '/targets'): Refusal =>
  refusal([{ path: at, ...tooMany(BigInt(total)) }]);

/** Tells what is wrong with a span in the scope; undefined: nothing is. */
export function faultsOf(scope: Scope): (span: Span) => Malformed | undefined {
  const inside = mergeSpans(scope.cidrs.map(parsedCidr));
  const allowed = scope.allowedSpecialCidrs.map(parsedCidr);
  return (span) => faultOf(span, inside, allowed);
}

/** One target as a person writes it. Host names are told apart from what is merely malformed. */
export function parseTarget(text: string): Span | Malformed {
  const span = parseSpan(text);
  if (!isMalformed(span) || span.code !== 'malformed-target') return span;
  if (hostNameOf(text) === undefined) return span;
  return malformed('Host names are not accepted; give addresses.', 'host-name-not-supported');
}

function faultOf(span: Span, inside: readonly Span[], allowed: readonly Span[]): Malformed | undefined {
  if (!containsSpan(inside, span)) return malformed('Outside the network’s CIDRs.', 'outside-network');
  const denied = deniedPart(span, allowed);
  if (denied) return denied;
  const size = spanSize(span);
  if (size > BigInt(MOST_ADDRESSES)) return tooMany(size);
  if (span.family === 6 && size > BigInt(MOST_IPV6_ADDRESSES))
    return malformed('An IPv6 target is at most a /112.', 'too-many-targets');
  return undefined;
}

function deniedPart(span: Span, allowed: readonly Span[]): Malformed | undefined {
  for (const { what, span: special } of specialSpans) {
    const common = overlap(span, special);
    const denied = common && subtractSpans(common, allowed)[0];
    if (!denied) continue;
    const { first } = rangeOf(denied);
    const reason = `${first} is ${what}, which the fleet administrator has not allowed in this network.`;
    return malformed(reason, 'denied-address');
  }
  return undefined;
}

const tooMany = (total: bigint): Malformed =>
  malformed(`${total} addresses; a scan has at most ${MOST_ADDRESSES}.`, 'too-many-targets');

const refusal = (fields: readonly RefusedField[]): Refusal =>
  new Refusal(
    'targets-refused',
    422,
    `${fields.length === 1 ? 'A target is' : `${fields.length} targets are`} refused. ${fields[0]?.path ?? ''}: ${fields[0]?.reason ?? ''}`,
    fields,
  );

/** Of a CIDR that was checked when it was stored. */
function parsedCidr(text: string): Span {
  const span = parseCidr(text);
  if (isMalformed(span)) throw new Error(`not a CIDR: ${text}`);
  return span;
}
