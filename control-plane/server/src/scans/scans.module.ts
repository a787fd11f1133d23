import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { AssetsModule } from '../assets';
import { CredentialsModule } from '../credentials';
import { agentPutOut, FleetModule } from '../fleet';
import { Steps } from '../platform';
import { SubscriptionsModule } from '../subscriptions';
import { Artifacts } from './artifacts';
import { ChunkRows } from './chunk-rows';
import { Chunks } from './chunks';
import { BegunTargets } from './begun';
import { Claims } from './claims';
import { Grants } from './grants';
import { Demand } from './demand';
import { Leases } from './leases';
import { Loading } from './loading';
import { Looks } from './looks';
import { PassingScans } from './passing-scans';
import { Paces } from './paces';
import { Planning } from './planning';
import { Progress } from './progress';
import { Quarantine } from './quarantine';
import { Releases } from './releases';
import { ScanBirths } from './scan-births';
import { ScanCommands } from './scan-commands';
import { ScanCommandsController } from './scan-commands.controller';
import { ScanEvents } from './scan-events';
import { ScanHolds } from './scan-holds';
import { ScanForecasts } from './scan-forecasts';
import { ScanMoves } from './scan-moves';
import { ScanProcessing } from './scan-processing';
import { ScanReads } from './scan-reads';
import { ScanReruns } from './scan-reruns';
import { ScanSelectionController } from './scan-selection.controller';
import { ScanImports } from './scan-imports';
import { ScanStarts } from './scan-starts';
import { ScanSweep } from './scan-sweep';
import { ScanWatch } from './scan-watch';
import { ScansOfSlices } from './scans-of-slices';
import { ScansController } from './scans.controller';
import { Stops } from './stops';
import { StopsController } from './stops.controller';
import { FleetScans } from './fleet-scans';
import { FleetScansController } from './fleet-scans.controller';
import { Rings } from './rings';
import { SliceLists } from './slice-lists';
import { SliceMoves } from './slice-moves';
import { SliceNudges } from './slice-nudges';
import { SliceOrders } from './slice-orders';
import { SliceQueue } from './slice-queue';

const services = [
  Artifacts,
  ChunkRows,
  Chunks,
  ScansOfSlices,
  BegunTargets,
  Claims,
  Grants,
  Demand,
  Leases,
  Loading,
  Looks,
  PassingScans,
  Paces,
  Planning,
  Progress,
  Quarantine,
  Releases,
  ScanBirths,
  ScanCommands,
  ScanEvents,
  ScanHolds,
  ScanForecasts,
  ScanMoves,
  ScanProcessing,
  ScanReads,
  ScanReruns,
  ScanImports,
  ScanStarts,
  ScanSweep,
  ScanWatch,
  Stops,
  FleetScans,
  Rings,
  SliceLists,
  SliceMoves,
  SliceNudges,
  SliceOrders,
  SliceQueue,
];

@Module({
  imports: [AssetsModule, CredentialsModule, FleetModule, SubscriptionsModule],
  controllers: [
    ScansController,
    ScanCommandsController,
    ScanSelectionController,
    StopsController,
    FleetScansController,
  ],
  providers: services,
  exports: services,
})
export class ScansModule implements OnApplicationBootstrap {
  constructor(
    private readonly planning: Planning,
    private readonly loading: Loading,
    private readonly progress: Progress,
    private readonly paces: Paces,
    private readonly watch: ScanWatch,
    private readonly sweep: ScanSweep,
    private readonly holds: ScanHolds,
    private readonly passing: PassingScans,
    private readonly stops: Stops,
    private readonly leases: Leases,
    private readonly steps: Steps,
  ) {}

  onApplicationBootstrap(): void {
    this.steps.on(agentPutOut, 'scans', (tx, { agentId }) => this.leases.unhear(tx, agentId));
    this.planning.start();
    this.loading.start();
    this.progress.start();
    this.paces.start();
    this.watch.start();
    this.sweep.start();
    this.holds.start();
    this.passing.start();
    this.stops.start();
  }
}
