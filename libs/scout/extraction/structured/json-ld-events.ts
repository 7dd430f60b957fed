import { QuotableText } from '../../domain/index.js';
import type { DomDocument } from '../html/dom.js';
import type { FoundSignal, ReadingContext } from '../found-signal.js';
import { isEventType, jsonLdObjects, textOf, type JsonLdObject } from './json-ld.js';
import { eventSignal } from './schema-event.js';

const QUOTE_CHARS = 240;

/** The words of a text around a title: its line, and the next ones while it is short. */
export function quoteAround(text: string, title: string): string | null {
  const found = new QuotableText(text).locate(title);
  if (found === null) return null;
  const start = text.lastIndexOf('\n', found.offset) + 1;
  let end = text.indexOf('\n', found.offset + found.quote.length);
  while (end >= 0 && end - start < QUOTE_CHARS / 2) {
    const next = text.indexOf('\n', end + 1);
    if (next < 0 || next - start > QUOTE_CHARS) break;
    end = next;
  }
  const line = text.slice(start, end < 0 ? undefined : end).trim();
  return line.length <= QUOTE_CHARS
    ? line
    : text.slice(found.offset, found.offset + Math.max(found.quote.length, QUOTE_CHARS));
}

/** The property that names the event, as it stands in its block. */
function blockQuote({ block }: JsonLdObject, rawName: string): string {
  const written = JSON.stringify(rawName).slice(1, -1);
  const at = [block.indexOf(`"${written}"`), block.indexOf(`"${rawName}"`)].find((index) => index >= 0);
  return at === undefined ? rawName : (block.slice(at, at + QUOTE_CHARS).split(/\}\s*,\s*\{/)[0] ?? rawName);
}

/** Gatherings of a page's JSON-LD, quoted from its visible text where it names them, else from the block. */
export function jsonLdEvents(document: DomDocument, mainText: string, context: ReadingContext): FoundSignal[] {
  const seen = new Set<string>();
  return jsonLdObjects(document).flatMap((found) => {
    const name = found.value['name'];
    const title = textOf(name);
    if (!found.types.some(isEventType) || title === null) return [];
    const quote = quoteAround(mainText, title) ?? blockQuote(found, typeof name === 'string' ? name : title);
    const signal = eventSignal(found.value, quote, 'json_ld', context);
    const key =
      signal === null ? '' : `${title}|${String(signal.content.startsAt)}|${String(signal.content.locationName)}`;
    if (signal === null || seen.has(key)) return [];
    seen.add(key);
    return [signal];
  });
}
