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
import {
  AuditLog,
  Gates,
  HeldSignals,
  Investigations,
  OncePerKey,
  RegionLookup,
  RegionTurns,
  RegionUpkeep,
  RunCosts,
  RunForks,
  RunSteering,
  ScoutRuns,
  StartChecks,
  StartRequests,
} from '#scout/runs';
import { closeStores, connectStores, type Stores } from '#scout/stores';
import { API_CONFIG, type ApiConfig } from '../config.js';
import type { AppLogger } from '#scout/process';
import { JournalReads } from '../runs/journal-reads.js';
import { RegionKeeper } from './region-keeper.js';
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

/** How the outside world is reached, and which keys there are. */
function capabilitiesOf({ providers }: ApiConfig) {
  const has = { llm: providers.ANTHROPIC_API_KEY !== undefined, search: providers.SERPER_API_KEY !== undefined };
  return { mode: providers.SCOUT_MODE, has };
}

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
      provide: StartChecks,
      inject: [Budget, API_CONFIG],
      useFactory: (budget: Budget, config: ApiConfig) => new StartChecks({ budget, ...capabilitiesOf(config) }),
    },
    {
      provide: OncePerKey,
      inject: [STORES, DurableClient],
      useFactory: (stores: Stores, durable: DurableClient) => new OncePerKey(new StartRequests(stores.pool), durable),
    },
    {
      provide: Gates,
      inject: [STORES, DurableClient],
      useFactory: (stores: Stores, durable: DurableClient) => new Gates(stores.pool, durable),
    },
    {
      provide: HeldSignals,
      inject: [DurableClient, SignalRepository],
      useFactory: (durable: DurableClient, signals: SignalRepository) => new HeldSignals(durable, signals),
    },
    {
      provide: RegionUpkeep,
      inject: [RegionScoutRunRepository, STORES],
      useFactory: (regionRuns: RegionScoutRunRepository, stores: Stores) => new RegionUpkeep(regionRuns, stores.pool),
    },
    { provide: RegionTurns, inject: [STORES], useFactory: (stores: Stores) => new RegionTurns(stores.pool) },
    {
      provide: RunSteering,
      inject: [DurableClient, RegionScoutRunRepository],
      useFactory: (durable: DurableClient, regionRuns: RegionScoutRunRepository) =>
        new RunSteering(durable, regionRuns),
    },
    {
      provide: RunForks,
      inject: [DurableClient, RegionScoutRunRepository, RegionTurns, StartChecks, API_CONFIG],
      useFactory: (
        durable: DurableClient,
        regionRuns: RegionScoutRunRepository,
        turns: RegionTurns,
        checks: StartChecks,
        { clock }: ApiConfig,
      ) => new RunForks({ durable, regionRuns, turns, checks, clock }),
    },
    {
      provide: Investigations,
      inject: [DurableClient, SignalRepository, RegionRepository, StartChecks, OncePerKey, STORES, API_CONFIG],
      useFactory: (
        durable: DurableClient,
        signals: SignalRepository,
        regions: RegionRepository,
        checks: StartChecks,
        once: OncePerKey,
        { pool }: Stores,
        { clock }: ApiConfig,
      ) => new Investigations({ durable, signals, regions, checks, once, pool, clock }),
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
          ...capabilitiesOf(config),
          clock: config.clock,
        }),
    },
    JournalReads,
    RegionKeeper,
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
    Gates,
    HeldSignals,
    Investigations,
    RegionTurns,
    RegionUpkeep,
    RunForks,
    RunSteering,
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
