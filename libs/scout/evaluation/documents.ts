import { basename } from 'node:path';
import { calendarEvents, feedText, readFeed } from '../extraction/index.js';
import { decodeBody } from '../providers/index.js';
import { inputBytes, inputFiles } from './labelled-files.js';
import type { Evaluation } from './report.js';

/** Feeds: parsed or refused, and how many items each gave. */
export async function evalFeeds(folder: string): Promise<Evaluation> {
  const lines: { file: string; outcome: 'parsed' | 'refused'; items: number; dated: number; chars: number }[] = [];
  for (const file of await inputFiles(folder, ['.rss', '.atom', '.xml', '.json', '.rdf'])) {
    const body = await inputBytes(file);
    const feed = readFeed(decodeBody(body, 'application/xml').text, 'https://feed.invalid/');
    lines.push({
      file: basename(file),
      outcome: feed === null ? 'refused' : 'parsed',
      items: feed?.items.length ?? 0,
      dated: feed?.items.filter(({ publishedAt }) => publishedAt !== null).length ?? 0,
      chars: feed === null ? 0 : feedText(feed).length,
    });
  }
  return { kind: 'feeds', cases: lines.length, lines, totals: totalsOf(lines) };
}

/** Calendars: parsed or refused, events and recurrences. */
export async function evalCalendars(folder: string): Promise<Evaluation> {
  const lines: { file: string; outcome: 'parsed' | 'refused'; items: number; recurring: number }[] = [];
  for (const file of await inputFiles(folder, ['.ics'])) {
    const text = decodeBody(await inputBytes(file), 'text/calendar').text;
    const events = calendarEvents(text, {
      url: 'https://calendar.invalid/',
      at: new Date('2012-01-01T00:00:00Z'),
      timeZone: 'America/Chicago',
    });
    lines.push({
      file: basename(file),
      outcome: events.length > 0 ? 'parsed' : 'refused',
      items: events.length,
      recurring: events.filter(({ content }) => content.rrule !== null).length,
    });
  }
  return { kind: 'calendars', cases: lines.length, lines, totals: totalsOf(lines) };
}

const totalsOf = (lines: readonly { outcome: string; items: number }[]): Record<string, number> => ({
  parsed: lines.filter(({ outcome }) => outcome === 'parsed').length,
  refused: lines.filter(({ outcome }) => outcome === 'refused').length,
  items: lines.reduce((sum, { items }) => sum + items, 0),
});
