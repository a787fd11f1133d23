import { Module } from '@nestjs/common';
import { AssetFilesController } from './asset-files.controller';
import { AssetImport } from './asset-import';
import { Assets } from './assets';
import { AssetsController } from './assets.controller';
import { DefaultNetwork } from './default-network';
import { Networks } from './networks';
import { NetworksController } from './networks.controller';
import { Targets } from './targets';

@Module({
  controllers: [NetworksController, AssetFilesController, AssetsController],
  providers: [DefaultNetwork, Networks, Assets, AssetImport, Targets],
  exports: [Networks, Assets, Targets],
})
export class AssetsModule {}
