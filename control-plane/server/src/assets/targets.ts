import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, isRefusal, Refusal, type Bound, type Result } from '../platform';
import { isMalformed } from './address';
import { readAssets, type AssetRecord } from './asset-rows';
import { noSuchNetwork } from './assets';
import { Exclusions } from './exclusions';
import { gather, withNames, type WantedName } from './gathering';
import { NameResolver } from './name-resolver';
import { Networks } from './networks';
import { mergeSpans, parseSpan, rangeOf, type AddressRange, type Span } from './ranges';
import { excludedAddress, faultsOf, MOST_ADDRESSES, tooManyTargets, withoutExcluded } from './scope';
import type { Excluded, LeftTarget, PinnedName, Resolution, TargetSelection } from './selection';

/** A scan of more assets than this is of the whole network. */
const MOST_ASSETS = 20_000;
/** How many names are asked at once, and how long all of them together are waited for. */
const NAMES_AT_ONCE = 16;
const NAMES_MS = 10_000;

/** Turns what a job says of its targets into addresses: the one way from words to what agents are told. */
@Injectable()
export class Targets {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Networks) private readonly networks: Networks,
    @Inject(Exclusions) private readonly exclusions: Exclusions,
    @Inject(NameResolver) private readonly names: NameResolver,
  ) {}

  /** Refusals (422): `no-such-network`, `no-such-asset`, `too-many-assets`, `malformed-target` of an exclusion, those of gather. */
  async resolve(
    tenantId: string,
    networkId: string,
    selection: TargetSelection,
  ): Promise<Result<Resolution>> {
    const network = await this.networks.find(tenantId, networkId);
    if (isRefusal(network)) return noSuchNetwork();
    const own = ownExclusions(selection.exclusions);
    if (isRefusal(own)) return own;
    const assets = await this.assets(tenantId, networkId, selection);
    if (isRefusal(assets)) return assets;
    const gathered = gather(selection.targets, assets, network, this.clock.now());
    if (isRefusal(gathered)) return gathered;
    const names = await this.pin(gathered.wanted, network.resolvers);
    const { spans, left } = withNames(gathered, names, network);
    const present = await this.exclusions.present(this.database, tenantId, networkId);
    const { ranges, total, excluded } = withoutExcluded(spans, [...own, ...present]);
    if (total > MOST_ADDRESSES) return tooManyTargets(total);
    const poolId = network.poolId;
    return { poolId, ranges, total, left: [...left, ...excluded.map(leftOut)], names };
  }

  /**
   * Which of these addresses a tenant may have results of in a network: in its scope and not excluded; the others are told
   * with why. Refusals (422): `no-such-network`, `malformed-target` of an exclusion.
   */
  async admitted(
    tenantId: string,
    networkId: string,
    addresses: readonly string[],
    exclusions: readonly string[],
  ): Promise<Result<{ poolId: string; ranges: AddressRange[]; admitted: Set<string>; left: LeftTarget[] }>> {
    const network = await this.networks.find(tenantId, networkId);
    if (isRefusal(network)) return noSuchNetwork();
    const own = ownExclusions(exclusions);
    if (isRefusal(own)) return own;
    const excluded = [...own, ...(await this.exclusions.present(this.database, tenantId, networkId))];
    const faultIn = faultsOf(network);
    const admitted: Span[] = [];
    const left: LeftTarget[] = [];
    for (const address of new Set(addresses)) {
      const span = parseSpan(address);
      const fault = isMalformed(span) ? span : faultIn(span);
      const why = excludedAddress(excluded, address);
      if (fault) left.push({ target: address, disposition: 'out of scope', reason: fault.reason });
      else if (why !== undefined) left.push({ target: address, disposition: 'excluded', reason: why });
      else if (!isMalformed(span)) admitted.push(span);
    }
    const ranges = mergeSpans(admitted).map(rangeOf);
    const poolId = network.poolId;
    return { poolId, ranges, admitted: new Set(admitted.map((span) => rangeOf(span).first)), left };
  }

  private async assets(
    tenantId: string,
    networkId: string,
    { assetIds, assetTags }: TargetSelection,
  ): Promise<Result<AssetRecord[]>> {
    const limit = MOST_ASSETS + 1;
    const read = (where: string, values: (Bound | readonly Bound[])[]) =>
      readAssets(this.database, tenantId, {
        where: `a.network_id = ? AND ${where}`,
        values: [networkId, ...values],
        limit,
      });
    const named = assetIds.length > 0 ? await read('a.id IN (?)', [assetIds]) : [];
    const known = new Set(named.map(({ id }) => id));
    const index = assetIds.findIndex((id) => !known.has(id.toLowerCase()));
    if (index >= 0)
      return wrong('no-such-asset', `/assetIds/${index}`, 'There is no such asset in the network.');
    const tagged = assetTags ? await read(...tagCondition(tenantId, assetTags)) : [];
    if (tagged.length > MOST_ASSETS)
      return wrong('too-many-assets', '/assetTags', `More than ${MOST_ASSETS} assets have these tags.`);
    return [...named, ...tagged.filter(({ id }) => !known.has(id))];
  }

  /** Asks each name once. Names that nobody answered in time have no address. */
  private async pin(wanted: readonly WantedName[], servers: readonly string[]): Promise<PinnedName[]> {
    const answers = new Map<string, readonly string[]>();
    const names = [...new Set(wanted.map(({ name }) => name))];
    const ask = async (): Promise<void> => {
      for (let name = names.pop(); name !== undefined; name = names.pop())
        answers.set(name, await this.names.addresses(name, servers));
    };
    if (names.length > 0) {
      const asked = Promise.all(Array.from({ length: Math.min(NAMES_AT_ONCE, names.length) }, ask));
      await new Promise<void>((resolve) => {
        const late = this.clock.after(NAMES_MS, resolve);
        void asked.finally(() => {
          late();
          resolve();
        });
      });
      // Nobody waits for the rest any more.
      names.length = 0;
    }
    return wanted.map(({ name, assetId }) => ({ name, addresses: [...(answers.get(name) ?? [])], assetId }));
  }
}

type Tags = NonNullable<TargetSelection['assetTags']>;

function tagCondition(
  tenantId: string,
  { all, any, none }: Tags,
): [where: string, values: (Bound | readonly Bound[])[]] {
  const has = 'a.id IN (SELECT asset_id FROM asset_tags WHERE tenant_id = ? AND tag';
  const terms = all.map((tag) => ({ sql: `${has} = ?)`, values: [tenantId, tag] as Bound[] }));
  const where = terms.map(({ sql }) => sql);
  const values: (Bound | readonly Bound[])[] = terms.flatMap((term) => term.values);
  if (any.length > 0) {
    where.push(`${has} IN (?))`);
    values.push(tenantId, any);
  }
  if (none.length > 0) {
    where.push(`NOT ${has} IN (?))`);
    values.push(tenantId, none);
  }
  // Tags that are only kept out select nothing.
  const selects = all.length + any.length > 0;
  return [selects ? where.join(' AND ') : 'FALSE', selects ? values : []];
}

function ownExclusions(texts: readonly string[]): Result<Excluded[]> {
  const excluded: Excluded[] = [];
  for (const [index, text] of texts.entries()) {
    const span = parseSpan(text);
    if (isMalformed(span)) return wrong(span.code, `/exclusions/${index}`, span.reason);
    excluded.push({ span, reason: 'The job excludes it.' });
  }
  return excluded;
}

function leftOut({ span, reason }: Excluded): LeftTarget {
  const { first, last } = rangeOf(span);
  return { target: first === last ? first : `${first}-${last}`, disposition: 'excluded', reason };
}

const wrong = (code: string, path: string, reason: string): Refusal =>
  new Refusal(code, 422, reason, [{ path, code, reason }]);
