import { Inject, Injectable } from '@nestjs/common';
import { Networks, Targets, type Resolution } from '../assets';
import { isRefusal, Refusal, type RefusedField, type Result } from '../platform';
import type { Definition } from './job-record';

type Selected = Pick<
  Definition,
  'networkId' | 'targets' | 'assetIds' | 'assetTags' | 'wholeNetwork' | 'exclusions'
>;

/** What a definition's targets come to in its network, as it is now. */
@Injectable()
export class JobTargets {
  constructor(
    @Inject(Networks) private readonly networks: Networks,
    @Inject(Targets) private readonly targets: Targets,
  ) {}

  /** Refusals: `no-targets` (422) when nothing at all is selected, those of Targets.resolve. */
  async resolve(tenantId: string, selected: Selected): Promise<Result<Resolution>> {
    if (!selectsSomething(selected)) return noTargets();
    const { networkId, assetIds, assetTags, exclusions } = selected;
    const whole = selected.wholeNetwork ? await this.cidrs(tenantId, networkId) : [];
    const targets = [...selected.targets, ...whole];
    const resolved = await this.targets.resolve(tenantId, networkId, {
      ...{ targets, assetIds, assetTags, exclusions },
    });
    return isRefusal(resolved) ? aboutNetwork(resolved, selected.targets.length) : resolved;
  }

  /** None where there is no such network: then the resolution refuses it. */
  private async cidrs(tenantId: string, networkId: string): Promise<readonly string[]> {
    const network = await this.networks.find(tenantId, networkId);
    return isRefusal(network) ? [] : network.cidrs;
  }
}

const selectsSomething = ({ targets, assetIds, assetTags, wholeNetwork }: Selected): boolean =>
  wholeNetwork || targets.length > 0 || assetIds.length > 0 || selectsByTag(assetTags);

/** Tags that are only kept out select nothing. */
const selectsByTag = (tags: Selected['assetTags']): boolean =>
  tags !== null && (tags.all.length > 0 || tags.any.length > 0);

function noTargets(): Refusal {
  const reason = 'Say what is scanned: targets, assetIds, assetTags or wholeNetwork.';
  return new Refusal('no-targets', 422, reason, [{ path: '/targets', code: 'too-few', reason }]);
}

/** What is refused of the network's own CIDRs is named by the field that brought them. */
function aboutNetwork(refusal: Refusal, own: number): Refusal {
  const place = (field: RefusedField): RefusedField => {
    const index = /^\/targets\/(\d+)$/.exec(field.path)?.[1];
    return index !== undefined && Number(index) >= own ? { ...field, path: '/wholeNetwork' } : field;
  };
  const { code, status, reason, details, extensions } = refusal;
  return new Refusal(code, status, reason, details.map(place), extensions);
}
