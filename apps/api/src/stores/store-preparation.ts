import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DurableClient } from '#durable';
import { RegionRepository, RegionScoutRunRepository } from '#graph';
import { prepareStores, type Stores } from '#scout/stores';
import type { AppLogger } from '#scout/process';
import { RegionKeeper } from './region-keeper.js';
import { LOGGER, STORES } from './tokens.js';

/** No region is called this: a slug has no tilde. */
const NOBODY = '~';

/** Migrates the stores in the background, so that the API starts and answers while one of them is down. */
@Injectable()
export class StorePreparation implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopped = new AbortController();
  private work: Promise<void> = Promise.resolve();
  /** Whether the schemas are at this code's version. */
  done = false;

  constructor(
    @Inject(STORES) private readonly stores: Stores,
    @Inject(LOGGER) private readonly logger: AppLogger,
    private readonly durable: DurableClient,
    private readonly keeper: RegionKeeper,
  ) {}

  onApplicationBootstrap(): void {
    this.work = this.prepare();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    await this.work;
  }

  private async prepare(): Promise<void> {
    const prepared = await prepareStores(this.stores, this.logger, this.stopped.signal);
    if (!prepared) return;
    this.durable.open();
    await this.keeper.start();
    await this.warmUp();
    this.done = true;
  }

  /**
   * Asks what a start of a run will ask, of a region that cannot exist: a freshly started Neo4j takes over a second to plan its
   * first statements, which the first operator should not wait for. Nothing is written; a store that went away meanwhile is not
   * this method's to report.
   */
  private async warmUp(): Promise<void> {
    const runs = new RegionScoutRunRepository(this.stores.graph);
    const ended = { runId: NOBODY, to: 'idle', release: true };
    const asked = [
      () => new RegionRepository(this.stores.graph).get(NOBODY),
      () => runs.get(NOBODY),
      () => runs.heartbeat(NOBODY, NOBODY),
      () => runs.complete(NOBODY, ended),
    ];
    try {
      for (const ask of asked) await ask();
    } catch (error) {
      this.logger.debug({ err: error instanceof Error ? error.message : String(error) }, 'not warmed up');
    }
  }
}
