import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { FleetModule } from '../fleet';
import { ScansModule } from '../scans';
import { Dispatcher } from './dispatcher';
import { Reaper } from './reaper';
import { Replicas } from './replicas';
import { WaitingController } from './waiting.controller';
import { WaitingReads } from './waiting-reads';

@Module({
  imports: [FleetModule, ScansModule],
  controllers: [WaitingController],
  providers: [Dispatcher, Reaper, Replicas, WaitingReads],
  exports: [Dispatcher, Reaper],
})
export class DispatcherModule implements OnApplicationBootstrap {
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly reaper: Reaper,
  ) {}

  onApplicationBootstrap(): void {
    this.dispatcher.start();
    this.reaper.start();
  }
}
