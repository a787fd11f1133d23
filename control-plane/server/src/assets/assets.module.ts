import { Module } from '@nestjs/common';
import { Networks } from './networks';
import { NetworksController } from './networks.controller';

@Module({ controllers: [NetworksController], providers: [Networks], exports: [Networks] })
export class AssetsModule {}
