import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { JobsModule } from '../jobs';
import { ScansModule } from '../scans';
import { SchedulesModule } from '../schedules';
import { SubscriptionsModule } from '../subscriptions';
import { Announcements } from './announcements';
import { Deliveries } from './deliveries';
import { DeliveriesController } from './deliveries.controller';
import { Digests } from './digests';
import { MailSender } from './mail-sender';
import { Notices } from './notices';
import { Readers } from './readers';
import { Rules } from './rules';
import { RulesController } from './rules.controller';
import { Sealing } from './sealing';
import { Sending } from './sending';
import { Telling } from './telling';
import { Tests } from './tests';
import { UnsubscribeController } from './unsubscribe.controller';
import { Unsubscribes } from './unsubscribes';
import { WebhookSender } from './webhook-sender';
import { Webhooks } from './webhooks';
import { WebhooksController } from './webhooks.controller';

/** What is told to people and to other systems: mail and webhooks. */
@Module({
  imports: [AuthModule, JobsModule, ScansModule, SchedulesModule, SubscriptionsModule],
  controllers: [DeliveriesController, RulesController, UnsubscribeController, WebhooksController],
  providers: [
    ...[
      Sealing,
      Unsubscribes,
      Webhooks,
      Rules,
      Readers,
      Deliveries,
      Telling,
      Announcements,
      Digests,
      Notices,
      Tests,
    ],
    ...[MailSender, WebhookSender, Sending],
  ],
})
export class NotificationsModule {}
