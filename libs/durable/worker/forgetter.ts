import type { Logger } from '../logger.js';
import { Pulse } from '../pulse.js';
import type { Database } from '../store/database.js';
import { removeEnded } from '../store/retention.js';

const HOUR_MS = 3_600_000;

/** Deletes runs that ended longer ago than they are kept, once an hour. Several processes may do so: none waits for another. */
export class Forgetter {
  private readonly pulse: Pulse | undefined;

  /** `retentionMs`: how long they are kept; undefined: for ever. */
  constructor(database: Database, retentionMs: number | undefined, logger: Logger) {
    if (retentionMs === undefined) return;
    const beat = async (): Promise<boolean> => {
      const runs = await removeEnded(database, retentionMs);
      if (runs > 0) logger.info({ runs }, 'deleted runs that ended long ago');
      return runs > 0;
    };
    this.pulse = new Pulse({ name: 'retention', idleMs: HOUR_MS, busyMs: HOUR_MS, beat, logger });
  }

  start(): void {
    this.pulse?.start();
  }

  async stop(): Promise<void> {
    await this.pulse?.stop();
  }
}
