import type { Registry } from 'prom-client';
import { Archive, EmbeddingMemory } from '#scout/archive';
import { Budget, PaidSteps } from '#scout/budget';
import { curatedFromFile } from '#scout/curated';
import { providerMetrics, signalMetrics } from '#scout/monitoring';
import { webhook } from '#scout/notifications';
import { graphServices, type ServicesOfRun } from '#scout/phases';
import { createProviders } from '#scout/providers';
import type { Stores } from '#scout/stores';
import type { WorkerConfig } from './config.js';

/** Everything that phases reach, made from the configuration and the stores; the graph anew for each run, which may write only while it holds its region. */
export function phaseServices(config: WorkerConfig, stores: Stores, registry: Registry): ServicesOfRun {
  const { graph, dataSource, redis } = stores;
  const { llm, search, social, embedding, web } = createProviders(config.providers, {
    redis,
    clock: config.clock,
    observer: providerMetrics(registry),
  });
  const shared = {
    archive: new Archive(dataSource),
    paid: new PaidSteps(new Budget(dataSource, { dailyLimitMicroUsd: config.budgetDailyMicroUsd })),
    web,
    embedding: new EmbeddingMemory(embedding, dataSource),
    llm,
    search,
    social,
    notifier: config.notifyWebhookUrl === undefined ? null : webhook(config.notifyWebhookUrl),
    curated: curatedFromFile(config.curatedSourcesFile),
    observer: signalMetrics(registry),
    clock: config.clock,
  };
  return (holder) => ({ ...shared, ...graphServices(graph, holder) });
}
