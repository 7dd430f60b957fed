import { parseDocument } from './html/dom.js';
import { mainText } from './html/main-text.js';
import { pageTitle, siteName } from './html/metadata.js';
import type { FoundSignal, ReadingContext } from './found-signal.js';
import { listedGatherings } from './listing/listing-reader.js';
import type { ReadablePage } from './page-reader.js';
import { calendarEvents } from './structured/calendar.js';
import { civicJsonSignals } from './structured/civic-json.js';
import { feedNotices } from './structured/feed-signals.js';
import { readFeed } from './structured/feed.js';
import { directoryAid } from './structured/hsds.js';
import { jsonLdEvents } from './structured/json-ld-events.js';
import { microdataEvents } from './structured/microdata.js';
import { microformatEvents } from './structured/microformats.js';
import { textKind } from './text-kind.js';

/** The better reader first: a second one adds only what the first did not see on that day. */
function withoutRepeats(readers: readonly (readonly FoundSignal[])[]): FoundSignal[] {
  const seen = new Set<string>();
  return readers.flatMap((found) => {
    const fresh = found.filter(
      ({ content }) => !seen.has(`${content.type}|${String(content.startsAt)}`) || content.startsAt === null,
    );
    for (const { content } of found) seen.add(`${content.type}|${String(content.startsAt)}`);
    return fresh;
  });
}

/**
 * What can be read from a page without a model: JSON-LD, microdata, microformats, calendars, feeds, known civic and directory JSON,
 * and listings of dated items. Each with a quote of the page's archived text (`archivedText`). Never throws on a broken page.
 */
export function structuredSignals(
  page: Pick<ReadablePage, 'text' | 'contentType'>,
  archivedText: string,
  context: ReadingContext,
): FoundSignal[] {
  switch (textKind(page.contentType, page.text)) {
    case 'calendar':
      return calendarEvents(page.text, context);
    case 'feed': {
      const feed = readFeed(page.text, context.url);
      return feed === null ? [] : feedNotices(feed, context);
    }
    case 'json':
      return [...directoryAid(page.text, context), ...civicJsonSignals(page.text, archivedText, context)];
    case 'html': {
      const document = parseDocument(page.text);
      const { lines } = mainText(page.text, document);
      return withoutRepeats([
        jsonLdEvents(document, archivedText, context),
        microdataEvents(document, archivedText, context),
        microformatEvents(page.text, archivedText, context),
        listedGatherings(lines, { ...context, pageTitle: pageTitle(document), siteName: siteName(document) }),
      ]);
    }
    case 'pdf':
    case 'text':
    case 'xml': {
      const lines = archivedText.split('\n').map((text, index) => ({
        text,
        heading: 0,
        kind: 'text' as const,
        cells: [text],
        group: Math.floor(index / 1000),
        linkChars: 0,
        href: null,
        chrome: false,
      }));
      return listedGatherings(
        lines.filter(({ text }) => text.trim() !== ''),
        { ...context, pageTitle: null, siteName: null },
      );
    }
  }
}
