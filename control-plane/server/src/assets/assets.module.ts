import { Module } from '@nestjs/common';
import { DefaultNetwork } from './default-network';
import { Networks } from './networks';
import { NetworksController } from './networks.controller';
import { Targets } from './targets';

@Module({
  controllers: [NetworksController],
  providers: [DefaultNetwork, Networks, Targets],
  exports: [Networks, Targets],
})
export class AssetsModule {}
