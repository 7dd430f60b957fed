import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { AppLogger } from '#scout/process';
import { RegionUpkeep } from '#scout/runs';
import { LOGGER } from './tokens.js';

const EVERY_MS = 60_000;

/** Keeps regions for open runs from here too: while no worker is up, nobody else would, and a read must not give away a paused run's region. */
@Injectable()
export class RegionKeeper implements BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly regions: RegionUpkeep,
    @Inject(LOGGER) private readonly logger: AppLogger,
  ) {}

  /** Looks once, before anything is read of a region, and then every minute. */
  async start(): Promise<void> {
    await this.keep();
    this.timer = setInterval(() => void this.keep(), EVERY_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** One round; a store that is away makes it wait for the next one. */
  private async keep(): Promise<void> {
    try {
      await this.regions.keepOpenRuns();
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      this.logger.warn({ err: problem }, 'regions could not be kept for their runs; trying again in a minute');
    }
  }
}
