import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Registry } from 'prom-client';
import { RegionScoutRunRepository } from '#graph';
import { Budget } from '#scout/budget';
import { Tracing, type AppLogger } from '#scout/process';
import { RegionUpkeep, RunCosts } from '#scout/runs';
import { closeStores, connectStores, type Stores } from '#scout/stores';
import type { WorkerConfig } from './config.js';
import { HealthController } from './health.controller.js';
import { Maintenance } from './maintenance.js';
import { RunWorker } from './run-worker.js';
import { CONFIG, LOGGER, STORES } from './tokens.js';

/** A worker as one Nest application: the durable host, upkeep, signs of life. */
@Module({})
export class WorkerModule implements OnApplicationShutdown {
  constructor(@Inject(STORES) private readonly stores: Stores) {}

  static with(config: WorkerConfig, logger: AppLogger): DynamicModule {
    return {
      module: WorkerModule,
      controllers: [HealthController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: Registry, useFactory: () => new Registry() },
        { provide: STORES, useFactory: () => connectStores(config.stores, 'scout-worker', logger) },
        {
          provide: RegionScoutRunRepository,
          inject: [STORES],
          useFactory: (stores: Stores) => new RegionScoutRunRepository(stores.graph),
        },
        {
          provide: RegionUpkeep,
          inject: [RegionScoutRunRepository, STORES],
          useFactory: (regionRuns: RegionScoutRunRepository, stores: Stores) =>
            new RegionUpkeep(regionRuns, stores.pool),
        },
        { provide: RunCosts, inject: [STORES], useFactory: (stores: Stores) => new RunCosts(stores.pool) },
        {
          provide: Budget,
          inject: [STORES],
          useFactory: (stores: Stores) =>
            new Budget(stores.dataSource, { dailyLimitMicroUsd: config.budgetDailyMicroUsd }),
        },
        { provide: Tracing, useFactory: () => new Tracing(config.tracing, 'scout-worker') },
        RunWorker,
        Maintenance,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await closeStores(this.stores);
  }
}
