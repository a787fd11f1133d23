import { isRefusal, type Result } from '../platform';
import { isMalformed, type Malformed } from './address';
import { whyOff } from './asset-power';
import type { AssetRecord } from './asset-rows';
import { hostNameOf } from './host-name';
import { parseSpan, type Span } from './ranges';
import { checkedSpans, faultsOf, type Scope } from './scope';
import type { LeftTarget, PinnedName, TargetSelection } from './selection';

/** A name to be asked for: an entry of `targets`, or an asset that has no address. */
export interface WantedName {
  readonly name: string;
  readonly assetId: string | null;
}

/** What a selection says before names are asked and exclusions taken away. */
export interface Gathered {
  readonly spans: readonly Span[];
  readonly left: readonly LeftTarget[];
  readonly wanted: readonly WantedName[];
}

/**
 * Sorts what a job says: spans in scope, what is left out, names to be asked. An address that is written is refused
 * out of scope, for it is a mistake; an asset's is left out with its reason, for assets move. Pure. Refusals: those of
 * checkedSpans.
 */
export function gather(
  targets: TargetSelection['targets'],
  assets: readonly AssetRecord[],
  scope: Scope,
  now: Date,
): Result<Gathered> {
  const entries = targets.map((text, index) => ({
    text,
    path: `/targets/${index}`,
    name: writtenName(text),
  }));
  const spans = checkedSpans(
    entries.filter(({ name }) => name === undefined),
    scope,
  );
  if (isRefusal(spans)) return spans;
  const names = entries.flatMap(({ name }) => (name === undefined ? [] : [{ name, assetId: null }]));
  const faultIn = faultsOf(scope);
  const found = assets.map((asset) => placeOf(asset, faultIn, now));
  return {
    spans: [...spans, ...found.flatMap(({ span }) => span ?? [])],
    left: found.flatMap(({ left }) => left ?? []),
    wanted: [...names, ...found.flatMap(({ wanted }) => wanted ?? [])],
  };
}

/** Adds what the names were answered: addresses in scope, or why there is none. Pure. */
export function withNames(gathered: Gathered, pinned: readonly PinnedName[], scope: Scope): Gathered {
  const faultIn = faultsOf(scope);
  const spans = [...gathered.spans];
  const left = [...gathered.left];
  for (const { name, addresses } of pinned) {
    const read = addresses.map((text) => ({ text, ...readAddress(text, faultIn) }));
    const good = read.flatMap(({ span }) => span ?? []);
    spans.push(...good);
    if (good.length > 0) continue;
    const fault = read[0];
    left.push(
      fault
        ? {
            target: name,
            disposition: 'out of scope',
            reason: `${fault.text}: ${fault.fault?.reason ?? ''}`,
          }
        : { target: name, disposition: 'unresolved', reason: 'The name has no address.' },
    );
  }
  return { spans, left, wanted: [] };
}

type FaultIn = (span: Span) => Malformed | undefined;

/** An asset is found by the first of its addresses that lies in scope, else by its host name, unless it is known to be off (J3). */
function placeOf(
  { id, name, hostName, addresses, ...known }: AssetRecord,
  faultIn: FaultIn,
  now: Date,
): { span?: Span; left?: LeftTarget; wanted?: WantedName } {
  const off = whyOff(known, now);
  if (off !== undefined)
    return { left: { target: addresses[0] ?? name, disposition: 'powered off', reason: off } };
  const read = addresses.map((text) => readAddress(text, faultIn));
  const span = read.find((one) => one.span)?.span;
  if (span) return { span };
  const fault = read[0]?.fault;
  if (fault)
    return {
      left: { target: name, disposition: 'out of scope', reason: `${addresses[0]}: ${fault.reason}` },
    };
  if (hostName !== '') return { wanted: { name: hostName, assetId: id } };
  return { left: { target: name, disposition: 'unresolved', reason: 'The asset has no address.' } };
}

/** Its span when it is one and in scope, else what is wrong. */
function readAddress(text: string, faultIn: FaultIn): { span?: Span; fault?: Malformed } {
  const span = parseSpan(text);
  const fault = isMalformed(span) ? span : faultIn(span);
  if (fault) return { fault };
  return isMalformed(span) ? {} : { span };
}

const writtenName = (text: string): string | undefined =>
  isMalformed(parseSpan(text)) ? hostNameOf(text) : undefined;
