import type { Registry } from 'prom-client';
import {
  ActorRepository,
  FindingRepository,
  PinRepository,
  RegionRepository,
  ResponseRepository,
  ScoutTaskRepository,
  SignalRepository,
  SimilarityRepository,
  SituationRepository,
  SourceRepository,
} from '#graph';
import { Archive, EmbeddingMemory } from '#scout/archive';
import { Budget, PaidSteps } from '#scout/budget';
import { curatedFromFile } from '#scout/curated';
import { providerMetrics, signalMetrics } from '#scout/monitoring';
import type { PhaseServices } from '#scout/phases';
import { createProviders } from '#scout/providers';
import type { Stores } from '#scout/stores';
import type { WorkerConfig } from './config.js';

/** Everything that phases reach, made from the configuration and the stores. */
export function phaseServices(config: WorkerConfig, stores: Stores, registry: Registry): PhaseServices {
  const { graph, dataSource, redis } = stores;
  const { llm, search, social, embedding, web } = createProviders(config.providers, {
    redis,
    clock: config.clock,
    observer: providerMetrics(registry),
  });
  return {
    regions: new RegionRepository(graph),
    sources: new SourceRepository(graph),
    pins: new PinRepository(graph),
    signals: new SignalRepository(graph),
    similarity: new SimilarityRepository(graph),
    responses: new ResponseRepository(graph),
    actors: new ActorRepository(graph),
    situations: new SituationRepository(graph),
    findings: new FindingRepository(graph),
    tasks: new ScoutTaskRepository(graph),
    archive: new Archive(dataSource),
    paid: new PaidSteps(new Budget(dataSource, { dailyLimitMicroUsd: config.budgetDailyMicroUsd })),
    web,
    embedding: new EmbeddingMemory(embedding, dataSource),
    llm,
    search,
    social,
    curated: curatedFromFile(config.curatedSourcesFile),
    observer: signalMetrics(registry),
    clock: config.clock,
  };
}
