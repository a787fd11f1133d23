import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { AuthModule } from '../auth';
import { jobDeleting, JobsModule } from '../jobs';
import { Steps } from '../platform';
import { ScansModule } from '../scans';
import { subscriptionCanceling, SubscriptionsModule } from '../subscriptions';
import { Firing } from './firing';
import { Schedules } from './schedules';
import { SchedulesController } from './schedules.controller';

/** When jobs start by themselves. */
@Module({
  imports: [AuthModule, JobsModule, ScansModule, SubscriptionsModule],
  controllers: [SchedulesController],
  providers: [Firing, Schedules],
})
export class SchedulesModule implements OnApplicationBootstrap {
  constructor(
    private readonly firing: Firing,
    private readonly schedules: Schedules,
    private readonly steps: Steps,
  ) {}

  onApplicationBootstrap(): void {
    this.steps.on(subscriptionCanceling, 'schedules', async (tx, { tenantId }) => {
      await this.schedules.removeAll(tx, tenantId);
    });
    this.steps.on(jobDeleting, 'schedules', async (tx, { tenantId, jobId }) => {
      await this.schedules.removeIn(tx, tenantId, jobId);
    });
    this.firing.start();
  }
}
