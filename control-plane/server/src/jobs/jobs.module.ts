import { Module } from '@nestjs/common';
import { AssetsModule } from '../assets';
import { ScansModule } from '../scans';
import { SubscriptionsModule } from '../subscriptions';
import { JobStarts } from './job-starts';
import { Jobs } from './jobs';
import { JobsController } from './jobs.controller';

@Module({
  imports: [AssetsModule, ScansModule, SubscriptionsModule],
  controllers: [JobsController],
  providers: [Jobs, JobStarts],
  exports: [Jobs, JobStarts],
})
export class JobsModule {}
