import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { steadyNow } from './steady-clock.js';
import type { DatabaseView } from './observations.js';
import { allClaims, allRuns, allSteps, crowdedKeys, recentStatuses, recentSteps } from './journal-reader.js';

const LOOK_EVERY_MS = 250;

/** Looks at a journal again and again while it is disturbed, and keeps what only then can be seen. */
export class JournalWatch {
  private readonly firstSeen = new Map<string, string>();
  private readonly statuses = new Map<string, string[]>();
  private readonly crowded: DatabaseView['crowdedKeys'][number][] = [];
  private readonly stopped = new AbortController();
  private watching: Promise<void> = Promise.resolve();
  private looks = 0;
  /** Ids of runs that were asked to go on after they had stopped; filled by who asks. */
  readonly retried = new Set<string>();

  constructor(
    private readonly name: DatabaseView['name'],
    private readonly pool: pg.Pool,
  ) {}

  start(): void {
    this.watching = this.watch();
  }

  /** Stops looking. Safe to call twice. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.watching;
  }

  /** Stops looking, and reads everything a last time. */
  async finish(): Promise<DatabaseView> {
    await this.stop();
    await this.look();
    return {
      name: this.name,
      runs: await allRuns(this.pool),
      steps: await allSteps(this.pool),
      claims: await allClaims(this.pool),
      firstSeen: this.firstSeen,
      statuses: this.statuses,
      crowdedKeys: this.crowded,
      looks: this.looks,
      retried: this.retried,
    };
  }

  private async watch(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      // Postgres is away in some of the faults; what it missed the next look sees.
      await this.look().catch(() => undefined);
      await delay(LOOK_EVERY_MS, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  private async look(): Promise<void> {
    const at = steadyNow();
    for (const { objectKey, runIds } of await crowdedKeys(this.pool)) this.crowded.push({ at, objectKey, runIds });
    for (const { runId, key, hash } of await recentSteps(this.pool)) {
      const id = `${runId}/${key}`;
      if (!this.firstSeen.has(id)) this.firstSeen.set(id, hash);
    }
    for (const { id, status } of await recentStatuses(this.pool)) {
      const seen = this.statuses.get(id) ?? [];
      if (seen.at(-1) !== status) seen.push(status);
      this.statuses.set(id, seen);
    }
    this.looks += 1;
  }
}
