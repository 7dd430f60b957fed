import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Registry } from 'prom-client';
import { DurableClient } from '#durable';
import {
  ActorRepository,
  FindingRepository,
  GraphDatabase,
  RegionRepository,
  RegionScoutRunRepository,
  ScoutTaskRepository,
  SignalRepository,
  SituationRepository,
  SourceRepository,
} from '#graph';
import { workflowQueues } from '#scout/runs';
import { Archive } from '#scout/archive';
import { Budget } from '#scout/budget';
import { backlogMetrics, engineMetrics, providerMetrics } from '#scout/monitoring';
import { createProviders } from '#scout/providers';
import { AuditLog, RegionLookup, RunCosts, ScoutRuns } from '#scout/runs';
import { closeStores, connectStores, type Stores } from '#scout/stores';
import { API_CONFIG, type ApiConfig } from '../config.js';
import type { AppLogger } from '#scout/process';
import { JournalReads } from '../runs/journal-reads.js';
import { StorePreparation } from './store-preparation.js';
import { LOGGER, POOL, STORES } from './tokens.js';

const REPOSITORIES = [
  RegionRepository,
  RegionScoutRunRepository,
  SourceRepository,
  SignalRepository,
  ActorRepository,
  SituationRepository,
  FindingRepository,
  ScoutTaskRepository,
];

/** The stores, and everything of the libraries that reads and writes them. */
@Global()
@Module({
  providers: [
    { provide: Registry, useFactory: () => new Registry() },
    {
      provide: STORES,
      inject: [API_CONFIG, LOGGER],
      useFactory: (config: ApiConfig, logger: AppLogger) => connectStores(config.stores, 'scout-api', logger),
    },
    { provide: POOL, inject: [STORES], useFactory: (stores: Stores) => stores.pool },
    { provide: GraphDatabase, inject: [STORES], useFactory: (stores: Stores) => stores.graph },
    ...REPOSITORIES.map((repository) => ({
      provide: repository,
      inject: [GraphDatabase],
      useFactory: (graph: GraphDatabase) => new repository(graph),
    })),
    {
      provide: DurableClient,
      inject: [STORES, API_CONFIG, LOGGER, Registry],
      useFactory: (stores: Stores, config: ApiConfig, logger: AppLogger, registry: Registry) => {
        const routes = workflowQueues();
        const client = new DurableClient({
          pool: stores.pool,
          redis: { url: config.stores.REDIS_URL },
          prefix: config.stores.QUEUE_PREFIX,
          routes,
          logger,
          metrics: engineMetrics(registry),
        });
        backlogMetrics(registry, { read: () => client.stats(), queues: [...new Set(Object.values(routes))] });
        return client;
      },
    },
    { provide: RunCosts, inject: [STORES], useFactory: (stores: Stores) => new RunCosts(stores.pool) },
    { provide: AuditLog, inject: [STORES], useFactory: (stores: Stores) => new AuditLog(stores.dataSource) },
    { provide: Archive, inject: [STORES], useFactory: (stores: Stores) => new Archive(stores.dataSource) },
    {
      provide: Budget,
      inject: [STORES, API_CONFIG],
      useFactory: (stores: Stores, config: ApiConfig) =>
        new Budget(stores.dataSource, { dailyLimitMicroUsd: config.budgetDailyMicroUsd }),
    },
    {
      provide: RegionLookup,
      inject: [RegionRepository, API_CONFIG, STORES, Registry],
      useFactory: (regions: RegionRepository, config: ApiConfig, stores: Stores, registry: Registry) => {
        const shared = { redis: stores.redis, observer: providerMetrics(registry) };
        return new RegionLookup(regions, createProviders(config.providers, shared).geocoding);
      },
    },
    {
      provide: ScoutRuns,
      inject: [RegionLookup, RegionScoutRunRepository, Budget, DurableClient, STORES, API_CONFIG],
      useFactory: (
        lookup: RegionLookup,
        regionRuns: RegionScoutRunRepository,
        budget: Budget,
        durable: DurableClient,
        stores: Stores,
        config: ApiConfig,
      ) =>
        new ScoutRuns({
          lookup,
          regionRuns,
          budget,
          durable,
          pool: stores.pool,
          mode: config.providers.SCOUT_MODE,
          has: {
            llm: config.providers.ANTHROPIC_API_KEY !== undefined,
            search: config.providers.SERPER_API_KEY !== undefined,
          },
          clock: config.clock,
        }),
    },
    JournalReads,
    StorePreparation,
  ],
  exports: [
    Registry,
    STORES,
    POOL,
    ...REPOSITORIES,
    DurableClient,
    RunCosts,
    AuditLog,
    Archive,
    Budget,
    RegionLookup,
    ScoutRuns,
    JournalReads,
    StorePreparation,
  ],
})
export class StoresModule implements OnApplicationShutdown {
  constructor(
    @Inject(STORES) private readonly stores: Stores,
    private readonly durable: DurableClient,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.durable.close();
    await closeStores(this.stores);
  }
}
