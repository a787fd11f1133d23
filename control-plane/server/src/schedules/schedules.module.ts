import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { AssetsModule } from '../assets';
import { AuthModule } from '../auth';
import { jobDeleting, JobsModule } from '../jobs';
import { Steps } from '../platform';
import { ScansModule } from '../scans';
import { subscriptionCanceling, SubscriptionsModule } from '../subscriptions';
import { Firing } from './firing';
import { NamedSchedules } from './named-schedules';
import { NamedSchedulesController } from './named-schedules.controller';
import { Schedules } from './schedules';
import { SchedulesController } from './schedules.controller';
import { WindowRound } from './window-round';
import { Windows } from './windows';
import { WindowsController } from './windows.controller';

/** When jobs start by themselves. */
@Module({
  imports: [AssetsModule, AuthModule, JobsModule, ScansModule, SubscriptionsModule],
  controllers: [SchedulesController, NamedSchedulesController, WindowsController],
  providers: [Firing, NamedSchedules, Schedules, WindowRound, Windows],
  exports: [Schedules],
})
export class SchedulesModule implements OnApplicationBootstrap {
  constructor(
    private readonly firing: Firing,
    private readonly schedules: Schedules,
    private readonly named: NamedSchedules,
    private readonly steps: Steps,
    private readonly windows: Windows,
    private readonly windowRound: WindowRound,
  ) {}

  onApplicationBootstrap(): void {
    this.steps.on(subscriptionCanceling, 'schedules', async (tx, { tenantId }) => {
      await this.schedules.removeAll(tx, tenantId);
      await this.named.removeAll(tx, tenantId);
    });
    this.steps.on(jobDeleting, 'schedules', async (tx, { tenantId, jobId }) => {
      await this.schedules.removeIn(tx, tenantId, jobId);
      await this.windows.removeOfJob(tx, tenantId, jobId);
    });
    this.firing.start();
    this.windowRound.start();
  }
}
