import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Budget } from '#scout/budget';
import type { AppLogger } from '#scout/process';
import { RegionUpkeep } from '#scout/runs';
import { RunWorker } from './run-worker.js';
import { LOGGER } from './tokens.js';

const EVERY_MS = 60_000;

/**
 * Every minute: regions are kept for runs that are open in the journal (paused, waiting for people, for their turn); those whose run
 * is none and has given no sign of life for half an hour are let go; and what dead workers had reserved for paid calls is booked as spent. (Lost runs are looked after by the engine itself.)
 */
@Injectable()
export class Maintenance implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly regions: RegionUpkeep,
    private readonly budget: Budget,
    private readonly worker: RunWorker,
    @Inject(LOGGER) private readonly logger: AppLogger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tidy(), EVERY_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** One round; a store that is away makes it wait for the next one. */
  async tidy(): Promise<void> {
    if (!this.worker.working) return;
    try {
      const regions = await this.regions.tidy();
      await this.budget.sweep();
      if (regions.length > 0) this.logger.warn({ regions }, 'no sign of life for 30 minutes: the status was reset');
    } catch (error) {
      this.logger.warn(
        { err: error instanceof Error ? error.message : String(error) },
        'upkeep could not be done; trying again in a minute',
      );
    }
  }
}
