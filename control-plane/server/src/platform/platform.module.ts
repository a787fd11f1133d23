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
import { Log, makeLogger } from './logger';
import { Outbox } from './outbox';
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
        Database,
        Outbox,
      ],
      exports: [CONFIG, Clock, Log, DataSource, Sweeper, Database, Outbox],
    };
  }

  /** The relay begins when every room has said what it hears. */
  onApplicationBootstrap(): void {
    this.outbox.start();
  }

  /** Nest ends the providers of a module, the sweeper among them, before the module itself. */
  async onApplicationShutdown(): Promise<void> {
    await this.source.destroy();
  }
}
