import type { Logger } from '../logger.js';
import { Pulse } from '../pulse.js';
import * as sql from '../statements/events.js';
import type { Database } from '../store/database.js';
import { toCursor, type EventPlace } from './cursor.js';

const LOOK_MS = 100;

/** Rings when there are new events, for all readers of the process: one small question, asked only while somebody listens. */
export class EventBell {
  private readonly ears = new Set<() => void>();
  private readonly pulse: Pulse;
  private newest: string | null = null;

  constructor(
    private readonly database: Database,
    logger: Logger,
  ) {
    this.pulse = new Pulse({ name: 'event bell', idleMs: LOOK_MS, busyMs: LOOK_MS, beat: () => this.look(), logger });
  }

  start(): void {
    this.pulse.start();
  }
  async stop(): Promise<void> {
    await this.pulse.stop();
  }

  /** Calls `heard` whenever there is something new. Returns how to stop that. */
  on(heard: () => void): () => void {
    this.ears.add(heard);
    return () => this.ears.delete(heard);
  }

  private async look(): Promise<boolean> {
    if (this.ears.size === 0) return false;
    const [place] = await this.database.query<EventPlace & { tx: string }>(sql.newestEvent, [], { patienceMs: 0 });
    const newest = place ? toCursor(place) : null;
    if (newest === this.newest) return false;
    this.newest = newest;
    for (const heard of this.ears) heard();
    return true;
  }
}
