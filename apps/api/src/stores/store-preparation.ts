import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DurableClient } from '#durable';
import { prepareStores, type Stores } from '#scout/stores';
import type { AppLogger } from '#scout/process';
import { LOGGER, STORES } from './tokens.js';

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
  ) {}

  onApplicationBootstrap(): void {
    this.work = this.prepare();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    await this.work;
  }

  private async prepare(): Promise<void> {
    this.done = await prepareStores(this.stores, this.logger, this.stopped.signal);
    if (this.done) this.durable.open();
  }
}
