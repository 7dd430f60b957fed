import type { Logger } from '../logger.js';
import { Pulse } from '../pulse.js';
import * as sql from '../statements/events.js';
import type { Database } from '../store/database.js';

const BATCH = 2_000;

/**
 * Numbers events after they are committed. A number taken at insertion could become visible after a larger one,
 * and a reader that had passed it would miss that event for good.
 */
export class Sequencer {
  private readonly pulse: Pulse;

  constructor(
    private readonly database: Database,
    logger: Logger,
  ) {
    this.pulse = new Pulse({ name: 'sequencer', idleMs: 500, busyMs: 40, beat: () => this.number(), logger });
  }

  start(): void {
    this.pulse.start();
  }
  hint(): void {
    this.pulse.hint();
  }
  async stop(): Promise<void> {
    await this.pulse.stop();
  }

  /** Numbers a batch. Returns whether there was something to number. */
  async number(): Promise<boolean> {
    const [row] = await this.database.query<{ count: number }>(sql.numberEvents, [BATCH]);
    return (row?.count ?? 0) > 0;
  }
}
