import { setTimeout as delay } from 'node:timers/promises';
import * as sql from '../statements/events.js';
import type { Database } from '../store/database.js';
import { toRunEvent, type EventRow } from '../store/rows.js';
import type { RunEvent } from '../types.js';
import type { Listener } from './listener.js';

export interface EventFilter {
  readonly rootId?: string | undefined;
  readonly objectKey?: string | undefined;
}

const PAGE = 500;
const POLL_MS = 1_000;
/** Between two looks, so that a burst of notifications costs one query. */
const BREATH_MS = 40;

/** Reads events in the order of their numbers. */
export class EventFeed {
  constructor(
    private readonly database: Database,
    private readonly listener: Listener,
  ) {}

  /** Events after a number, oldest first, at most `limit` (≤ 1000). */
  async page(filter: EventFilter, afterSeq: number, limit: number): Promise<RunEvent[]> {
    const { rootId, objectKey } = filter;
    const bounds = [afterSeq, Math.min(Math.max(limit, 1), 1_000)];
    const rows =
      rootId !== undefined && objectKey !== undefined
        ? await this.database.query<EventRow>(sql.eventsOfRootAndKey, [...bounds, rootId, objectKey])
        : rootId !== undefined
          ? await this.database.query<EventRow>(sql.eventsOfRoot, [...bounds, rootId])
          : objectKey !== undefined
            ? await this.database.query<EventRow>(sql.eventsOfKey, [...bounds, objectKey])
            : await this.database.query<EventRow>(sql.eventsOfAll, bounds);
    return rows.map(toRunEvent);
  }

  /** Everything after a number, then what happens from now on, until the signal is aborted. No event is skipped or repeated. */
  async *subscribe(filter: EventFilter, afterSeq: number, signal: AbortSignal): AsyncGenerator<RunEvent, void> {
    let cursor = afterSeq;
    let alarm = new AbortController();
    const stopHearing = this.listener.on('durable_event', () => alarm.abort());
    try {
      while (!signal.aborted) {
        alarm = new AbortController();
        const events = await this.page(filter, cursor, PAGE);
        for (const event of events) {
          if (signal.aborted) return;
          yield event;
          cursor = event.seq;
        }
        if (events.length === PAGE) continue;
        await pause(POLL_MS, AbortSignal.any([alarm.signal, signal]));
        await pause(BREATH_MS, signal);
      }
    } finally {
      stopHearing();
    }
  }
}

/** Waits, or less when the signal is aborted. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
