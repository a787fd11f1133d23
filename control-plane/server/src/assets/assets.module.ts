import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { AssetFilesController } from './asset-files.controller';
import { AssetImport } from './asset-import';
import { AssetSync } from './asset-sync';
import { Assets } from './assets';
import { AssetsController } from './assets.controller';
import { DefaultNetwork } from './default-network';
import { Exclusions } from './exclusions';
import { ExclusionsController } from './exclusions.controller';
import { DnsResolver, NameResolver } from './name-resolver';
import { NetworkRequests } from './network-requests';
import { NetworkRequestsController } from './network-requests.controller';
import { Networks } from './networks';
import { NetworksController } from './networks.controller';
import { Targets } from './targets';

/** What may be scanned: networks, the machines in them, and what is left alone. */
@Module({
  controllers: [
    NetworksController,
    AssetFilesController,
    AssetsController,
    ExclusionsController,
    NetworkRequestsController,
  ],
  providers: [
    ...[DefaultNetwork, Networks, Assets, AssetImport, AssetSync, Exclusions, NetworkRequests, Targets],
    { provide: NameResolver, useClass: DnsResolver },
  ],
  exports: [AssetSync, Networks, Assets, Exclusions, Targets],
})
export class AssetsModule implements OnApplicationBootstrap {
  constructor(private readonly exclusions: Exclusions) {}

  onApplicationBootstrap(): void {
    this.exclusions.start();
  }
}
