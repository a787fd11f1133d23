import { Inject, Injectable } from '@nestjs/common';
import { Log, Sweeper } from '../platform';
import { HostCare } from './host-care';
import { Places } from './places';
import { PoolSettingsBook, type ProvisionedPool } from './pool-settings';
import { Reconciliation } from './reconciliation';
import { Silences } from './silences';
import { SingleFlight } from './single-flight';

const ROUND_MS = 1_000;
const RECONCILE_MS = 30_000;

/**
 * Looks after scanner hosts: every second each host of a pool takes its next step, then the pool is made as large as it
 * should be; twice a minute the ledger and what provisioners know are compared, both ways. One replica at a time does so
 * for a pool; whatever it leaves undone the next one finds in the ledger, or by the fleet's mark.
 */
@Injectable()
export class Upkeep {
  constructor(
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(SingleFlight) private readonly single: SingleFlight,
    @Inject(PoolSettingsBook) private readonly pools: PoolSettingsBook,
    @Inject(HostCare) private readonly care: HostCare,
    @Inject(Reconciliation) private readonly reconciliation: Reconciliation,
    @Inject(Silences) private readonly silences: Silences,
    @Inject(Places) private readonly places: Places,
    @Inject(Log) private readonly log: Log,
  ) {}

  start(): void {
    if (this.places.all().length === 0) return;
    this.silences.start();
    this.sweeper.every('provisioners.upkeep', ROUND_MS, () => this.round());
    this.sweeper.every('provisioners.reconcile', RECONCILE_MS, () => this.reconcile());
  }

  async round(): Promise<void> {
    await Promise.all((await this.pools.all()).map((pool) => this.serve(pool)));
  }

  async reconcile(): Promise<void> {
    for (const place of this.places.all().filter(({ provisioner }) => provisioner.capabilities.creates)) {
      await this.guard({ place: place.name }, () =>
        this.single.run(`provisioner:${place.name}`, () => this.reconciliation.compare(place)),
      );
    }
  }

  /** One pool's trouble, or its provisioner's, is not the next one's. */
  private async serve(pool: ProvisionedPool): Promise<void> {
    const place = this.places.find(pool.provisioner);
    if (!place)
      return this.log.warn({ poolId: pool.poolId }, `there is no provisioner ${pool.provisioner} any more`);
    await this.guard({ poolId: pool.poolId }, () =>
      this.single.run(`pool:${pool.poolId}`, async (goOn) => {
        const refresh = async () => ((await goOn()) ? this.pools.find(pool.poolId) : undefined);
        await this.care.serve(place, refresh);
      }),
    );
  }

  private async guard(what: object, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.error({ err: error, ...what }, 'scanner hosts not looked after, again later');
    }
  }
}
