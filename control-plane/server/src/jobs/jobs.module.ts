import { Module, type OnModuleInit } from '@nestjs/common';
import { AssetsModule } from '../assets';
import { AuthModule } from '../auth';
import { CredentialsModule } from '../credentials';
import { FleetModule } from '../fleet';
import { Steps } from '../platform';
import { profileDeleting, ProfilesModule } from '../profiles';
import { ScansModule } from '../scans';
import { SubscriptionsModule } from '../subscriptions';
import { DryRuns } from './dry-runs';
import { DryRunsController } from './dry-runs.controller';
import { JobBulk } from './job-bulk';
import { JobCommandsController } from './job-commands.controller';
import { JobStarts } from './job-starts';
import { JobTargets } from './job-targets';
import { Jobs } from './jobs';
import { JobsController } from './jobs.controller';
import { OneOffs } from './one-offs';
import { OneOffsController } from './one-offs.controller';
import { Readiness } from './readiness';
import { Scanners } from './scanners';

@Module({
  imports: [
    AssetsModule,
    AuthModule,
    CredentialsModule,
    FleetModule,
    ProfilesModule,
    ScansModule,
    SubscriptionsModule,
  ],
  controllers: [JobsController, JobCommandsController, DryRunsController, OneOffsController],
  providers: [Jobs, DryRuns, JobBulk, JobStarts, JobTargets, OneOffs, Readiness, Scanners],
  exports: [Jobs, JobStarts],
})
export class JobsModule implements OnModuleInit {
  constructor(
    private readonly steps: Steps,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.steps.on(profileDeleting, 'jobs', (tx, { tenantId, profile }) =>
      this.jobs.keepOptionsOf(tx, tenantId, profile),
    );
  }
}
