import { Module } from '@nestjs/common';
import { Networks } from './networks';
import { NetworksController } from './networks.controller';
import { Targets } from './targets';

@Module({ controllers: [NetworksController], providers: [Networks, Targets], exports: [Networks, Targets] })
export class AssetsModule {}
