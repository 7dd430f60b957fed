import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from '../errors.js';
import * as sql from '../statements/events.js';
import type { Database } from '../store/database.js';
import { toRunEvent, type EventRow } from '../store/rows.js';
import type { RunEvent } from '../types.js';
import type { EventBell } from './bell.js';
import { fromCursor, toCursor, type EventPlace } from './cursor.js';

export interface EventFilter {
  readonly rootId?: string | undefined;
  readonly objectKey?: string | undefined;
}

const PAGE = 500;
/** A ring that is missed costs this much time and nothing else. */
const POLL_MS = 1_000;

/** Reads events in the order of the stream. */
export class EventFeed {
  constructor(
    private readonly database: Database,
    private readonly bell: EventBell,
  ) {}

  /** Events after a cursor (null: from the first), oldest first, at most `limit` (≤ 1000). Throws Refusal BAD_CURSOR. */
  async page({ rootId, objectKey }: EventFilter, after: string | null, limit: number): Promise<RunEvent[]> {
    const place = fromCursor(after);
    if (place === null)
      throw new Refusal(
        'BAD_CURSOR',
        `"${after}" is no place in the event stream.`,
        'Send the id of an earlier event.',
      );
    const bounds = [place.tx, place.id, Math.min(Math.max(limit, 1), 1_000)];
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

  /** Cursor of the newest event; null before the first. */
  async newest(): Promise<string | null> {
    const [place] = await this.database.query<EventPlace & { tx: string }>(sql.newestEvent);
    return place ? toCursor(place) : null;
  }

  /** Everything after a cursor, then what happens from now on, until the signal is aborted. No event is skipped or repeated. */
  async *subscribe(filter: EventFilter, after: string | null, signal: AbortSignal): AsyncGenerator<RunEvent, void> {
    let cursor = after;
    let rung = new AbortController();
    const stopHearing = this.bell.on(() => rung.abort());
    try {
      while (!signal.aborted) {
        rung = new AbortController();
        const events = await this.page(filter, cursor, PAGE);
        for (const event of events) {
          if (signal.aborted) return;
          yield event;
          cursor = event.cursor;
        }
        if (events.length < PAGE) await pause(POLL_MS, AbortSignal.any([rung.signal, signal]));
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
