import { Inject, Injectable } from '@nestjs/common';
import { countAddresses, type AddressRange } from '../assets';
import { Agents, type DispatchableAgent } from '../fleet';
import type { EngineProfile } from '../profiles';
import type { Tx } from '../platform';
import { DOUBT } from './estimate';
import { Paces } from './paces';
import { sliceSize } from './planner';
import { ScanStarts } from './scan-starts';

export interface Forecast {
  /** Of the pool, whatever their state. */
  readonly agents: readonly DispatchableAgent[];
  readonly slices: number;
  /** One for each profile, in their order. */
  readonly profiles: readonly ProfileForecast[];
  /** Seconds from the first slice to the last; null when no agent is there, or a profile never ran in this pool. */
  readonly duration: { readonly from: number; readonly to: number } | null;
  /** Of the tenant, not ended. */
  readonly scansUnderWay: number;
}

export interface ProfileForecast {
  readonly slices: number;
  /** Milliseconds that a target takes in this pool, as measured; null: nothing was. */
  readonly targetMs: number | null;
}

/** What a scan would come to if it started now. Changes nothing. */
@Injectable()
export class ScanForecasts {
  constructor(
    @Inject(Agents) private readonly agents: Agents,
    @Inject(Paces) private readonly paces: Paces,
    @Inject(ScanStarts) private readonly starts: ScanStarts,
  ) {}

  /** `ranges` as a start takes them: in scope, sorted, without overlap. */
  async of(
    tx: Tx,
    tenantId: string,
    poolId: string,
    profiles: readonly EngineProfile[],
    ranges: readonly AddressRange[],
  ): Promise<Forecast> {
    const agents = await this.agents.forDispatch(poolId);
    const free = await this.starts.freeSlots(tx, poolId);
    const paces = await this.paces.targetMs(tx, poolId, profiles);
    const families = bothFamilies(ranges);
    const addresses = families[0] + families[1];
    const forecasts = paces.map((targetMs): ProfileForecast => {
      const size = sliceSize(addresses * profiles.length, free, targetMs);
      return { targetMs, slices: Math.ceil(families[0] / size) + Math.ceil(families[1] / size) };
    });
    const slices = forecasts.reduce((sum, forecast) => sum + forecast.slices, 0);
    const slots = agents.reduce((sum, { ready, toolSlots }) => sum + (ready ? toolSlots : 0), 0);
    const work = paces.reduce<number | null>(
      (sum, targetMs) => (sum === null || targetMs === null ? null : sum + targetMs * addresses),
      0,
    );
    const duration = work === null ? null : durationOf(work, Math.min(slots, slices));
    return {
      ...{ agents, slices, profiles: forecasts, duration },
      scansUnderWay: await this.starts.underWay(tx, tenantId),
    };
  }
}

/** How many IPv4 and how many IPv6 addresses: no slice has both. */
function bothFamilies(ranges: readonly AddressRange[]): [ipv4: number, ipv6: number] {
  const isIpv6 = ({ first }: AddressRange): boolean => first.includes(':');
  const count = (some: readonly AddressRange[]): number => Number(countAddresses(some));
  return [count(ranges.filter((range) => !isIpv6(range))), count(ranges.filter(isIpv6))];
}

function durationOf(workMs: number, atOnce: number): Forecast['duration'] {
  if (atOnce === 0) return null;
  const seconds = workMs / 1_000 / atOnce;
  return { from: Math.floor(seconds * (1 - DOUBT)), to: Math.ceil(seconds * (1 + DOUBT)) };
}
