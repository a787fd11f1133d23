import { Module, type DynamicModule } from '@nestjs/common';
import { AssetsModule } from './assets';
import { AuthModule } from './auth';
import { ComplianceModule } from './compliance';
import { CredentialsModule } from './credentials';
import { DispatcherModule } from './dispatcher';
import { ApiDocument, DocsController } from './docs.controller';
import { entities } from './entities';
import { FindingsModule } from './findings';
import { FleetModule } from './fleet';
import { ImportsModule } from './imports';
import { IngestModule } from './ingest';
import { InventoriesModule } from './inventories';
import { JobsModule } from './jobs';
import { migrations } from './migrations';
import { NotificationsModule } from './notifications';
import { OperationsController } from './operations.controller';
import { OperationsMetrics } from './operations-metrics';
import { BellModule, PlatformModule, type PlatformOptions } from './platform';
import { PackagesModule } from './packages';
import { ProfilesModule } from './profiles';
import { ProvisionersModule } from './provisioners';
import { ScansModule } from './scans';
import { SchedulesModule } from './schedules';
import { SubscriptionsModule } from './subscriptions';
import { SystemContentModule } from './system-content';

export type BootOptions = Omit<PlatformOptions, 'entities' | 'migrations'>;

/** The whole control plane: the one place that knows every room. */
@Module({})
export class AppModule {
  static forRoot(options: BootOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ ...options, entities, migrations }),
        BellModule,
        AuthModule,
        SubscriptionsModule,
        FleetModule,
        AssetsModule,
        PackagesModule,
        ProfilesModule,
        CredentialsModule,
        SystemContentModule,
        ScansModule,
        JobsModule,
        SchedulesModule,
        DispatcherModule,
        ComplianceModule,
        FindingsModule,
        IngestModule,
        ImportsModule,
        ProvisionersModule,
        InventoriesModule,
        NotificationsModule,
      ],
      controllers: [OperationsController, DocsController],
      providers: [ApiDocument, OperationsMetrics],
    };
  }
}

/** What one-off commands need: no rounds, no bell, no routes that serve. */
@Module({})
export class CommandModule {
  static forRoot(options: BootOptions): DynamicModule {
    return {
      module: CommandModule,
      imports: [
        PlatformModule.forRoot({ ...options, entities, migrations, rounds: false }),
        AuthModule,
        SubscriptionsModule,
        FleetModule,
        AssetsModule,
        CredentialsModule,
      ],
    };
  }
}
