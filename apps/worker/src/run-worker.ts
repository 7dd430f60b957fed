import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Gauge, Registry } from 'prom-client';
import { DurableWorker, Refusal, type Metrics, type Workflow } from '#durable';
import { RegionScoutRunRepository } from '#graph';
import { scoutWorkflows } from '#scout';
import { engineMetrics } from '#scout/monitoring';
import type { AppLogger } from '#scout/process';
import { RunCosts } from '#scout/runs';
import { prepareStores, type Stores } from '#scout/stores';
import type { WorkerConfig } from './config.js';
import { phaseServices } from './phase-services.js';
import { CONFIG, LOGGER, STORES } from './tokens.js';

const RETRY_MS = 5_000;

/** Takes jobs of every queue once the stores are ready; lets go of them before the stores are closed. */
@Injectable()
export class RunWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopped = new AbortController();
  private starting: Promise<void> = Promise.resolve();
  private worker: DurableWorker | null = null;
  private readonly metrics: Metrics;
  /** Whether the stores are migrated and jobs are taken. */
  working = false;

  constructor(
    @Inject(CONFIG) private readonly config: WorkerConfig,
    @Inject(STORES) private readonly stores: Stores,
    @Inject(LOGGER) private readonly logger: AppLogger,
    private readonly regionRuns: RegionScoutRunRepository,
    private readonly costs: RunCosts,
    private readonly registry: Registry,
  ) {
    this.metrics = engineMetrics(registry);
    const activeRuns = (): number => this.worker?.activeRuns ?? 0;
    new Gauge({
      name: 'durable_active_runs',
      help: 'Runs that this process works on now',
      registers: [registry],
      collect() {
        this.set(activeRuns());
      },
    });
  }

  onApplicationBootstrap(): void {
    this.starting = this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    await this.starting;
    this.working = false;
    await this.worker?.drain(this.config.drainMs);
  }

  private async start(): Promise<void> {
    if (!(await prepareStores(this.stores, this.logger, this.stopped.signal))) return;
    const workflows = scoutWorkflows({
      services: phaseServices(this.config, this.stores, this.registry),
      regionRuns: this.regionRuns,
      spentMicroUsd: (runId) => this.costs.ofOne(runId),
    });
    while (!this.stopped.signal.aborted && !this.working) await this.takeJobs(workflows);
  }

  /** Starts the durable host. Unsafe settings of a store are told and looked at again: nothing is worked on until they are mended. */
  private async takeJobs(workflows: readonly Workflow[]): Promise<void> {
    const worker = new DurableWorker({
      pool: this.stores.pool,
      redis: { url: this.config.stores.REDIS_URL },
      prefix: this.config.stores.QUEUE_PREFIX,
      workflows,
      codeVersion: this.config.codeVersion,
      logger: this.logger,
      metrics: this.metrics,
      retentionMs: this.config.retentionMs,
    });
    try {
      await worker.start();
      this.worker = worker;
      this.working = true;
      this.logger.info({ owner: worker.owner }, 'the worker takes jobs');
    } catch (error) {
      const fix = error instanceof Refusal ? error.unblocks : undefined;
      this.logger.error(
        { problem: error instanceof Error ? error.message : String(error), fix },
        'no jobs are taken; trying again in 5 seconds',
      );
      await worker.drain(0);
      await pause(RETRY_MS, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }
}
