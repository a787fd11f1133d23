import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { FleetModule } from '../fleet';
import { ScansModule } from '../scans';
import { Fleet } from './fleet';
import { FleetMarks } from './fleet-marks';
import { HostCare } from './host-care';
import { HostMoves } from './host-moves';
import { HostSteps } from './host-steps';
import { HostsController } from './hosts.controller';
import { Hosts } from './hosts';
import { Places } from './places';
import { PoolSettingsBook } from './pool-settings';
import { ProvisioningController } from './provisioning.controller';
import { Reconciliation } from './reconciliation';
import { Scaling } from './scaling';
import { Silences } from './silences';
import { SingleFlight } from './single-flight';
import { Upkeep } from './upkeep';

@Module({
  imports: [FleetModule, ScansModule],
  controllers: [HostsController, ProvisioningController],
  providers: [
    Fleet,
    FleetMarks,
    HostCare,
    HostMoves,
    HostSteps,
    Hosts,
    Places,
    PoolSettingsBook,
    Reconciliation,
    Scaling,
    Silences,
    SingleFlight,
    Upkeep,
  ],
})
export class ProvisionersModule implements OnApplicationBootstrap {
  constructor(private readonly upkeep: Upkeep) {}

  onApplicationBootstrap(): void {
    this.upkeep.start();
  }
}
