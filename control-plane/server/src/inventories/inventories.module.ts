import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { AssetsModule } from '../assets';
import { InventoriesController } from './inventories.controller';
import { NetworkInventories } from './network-inventories';
import { InventorySources } from './sources';

/** Keeps tenants' assets as clouds and hypervisors have them. */
@Module({
  imports: [AssetsModule],
  controllers: [InventoriesController],
  providers: [InventorySources, NetworkInventories],
})
export class InventoriesModule implements OnApplicationBootstrap {
  constructor(private readonly inventories: NetworkInventories) {}

  onApplicationBootstrap(): void {
    this.inventories.start();
  }
}
