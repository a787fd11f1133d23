import {
  Global,
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, SystemClock } from './clock';
import { CONFIG, type Config } from './config';
import { Database } from './database';
import { ledgerSource, type LedgerParts } from './ledger';
import { Health } from './health';
import { Idempotency } from './http/idempotency';
import { ProblemFilter } from './http/problem.filter';
import { RouteTable } from './http/route-table';
import { Log, makeLogger } from './logger';
import { Metrics } from './metrics';
import { Names, SystemNames } from './outbound';
import { Outbox } from './outbox';
import { Steps } from './steps';
import { IdleSweeper, Sweeper } from './sweeper';

/** How the ground is laid. */
export interface PlatformOptions extends LedgerParts {
  config: Config;
  /** The clock of a test; the system's otherwise. */
  clock?: Clock;
  /**
   * False for one-off commands: no round ever runs in this process, so that it does not take events off the
   * outbox that only a whole control plane can handle.
   */
  rounds?: boolean;
}

/** The ground every room stands on: configuration, clock, log, ledger, rounds and outbox, for all modules. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Database) private readonly database: Database,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Health) private readonly health: Health,
  ) {}

  static forRoot(options: PlatformOptions): DynamicModule {
    const rounds = options.rounds === false ? IdleSweeper : Sweeper;
    return {
      module: PlatformModule,
      providers: [
        { provide: CONFIG, useValue: options.config },
        { provide: Clock, useValue: options.clock ?? new SystemClock() },
        { provide: Log, useFactory: () => makeLogger(options.config.logLevel) },
        { provide: DataSource, useFactory: () => ledgerSource(options.config, options).initialize() },
        { provide: Sweeper, useClass: rounds },
        { provide: Names, useClass: SystemNames },
        Database,
        Outbox,
        Steps,
        Metrics,
        Health,
        RouteTable,
        Idempotency,
        ProblemFilter,
      ],
      exports: [CONFIG, Clock, Log, DataSource, Sweeper, Names, Database, Outbox, Steps, Metrics, Health],
    };
  }

  /** The relay begins when every room has said what it hears. */
  onApplicationBootstrap(): void {
    this.outbox.start();
    this.health.check('database', async () => {
      await this.database.rows('SELECT 1');
    });
    this.metrics.gauge(
      'scanfleet_outbox_backlog',
      'Events that were committed and not yet told.',
      async () => {
        const [row] = await this.database.rows<{ n: string }>(
          'SELECT COUNT(*) n FROM outbox WHERE published_at IS NULL',
        );
        return Number(row?.n);
      },
    );
  }

  /** Nest ends the providers of a module, the sweeper among them, before the module itself. */
  async onApplicationShutdown(): Promise<void> {
    await this.source.destroy();
  }
}
