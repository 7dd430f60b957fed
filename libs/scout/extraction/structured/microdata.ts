import { absoluteUrl, foldedText, type DomDocument, type DomElement } from '../html/dom.js';
import type { FoundSignal, ReadingContext } from '../found-signal.js';
import { quoteAround } from './json-ld-events.js';
import { isEventType, type JsonObject } from './json-ld.js';
import { eventSignal } from './schema-event.js';

/** Value of a microdata property: its machine form where the element has one (HTML standard, 5.2.4). */
function propertyValue(element: DomElement, base: string): unknown {
  if (element.hasAttribute('itemscope')) return microdataObject(element, base);
  for (const attribute of ['content', 'datetime']) {
    const value = element.getAttribute(attribute);
    if (value !== null) return value;
  }
  const url = absoluteUrl(element.getAttribute('href') ?? element.getAttribute('src'), base);
  return url ?? foldedText(element);
}

/** A microdata item with its properties, nested items included, in the shape of JSON-LD. */
export function microdataObject(item: DomElement, base: string): JsonObject {
  const value: Record<string, unknown> = { '@type': (item.getAttribute('itemtype') ?? '').replace(/^.*[/#]/, '') };
  for (const element of item.querySelectorAll('[itemprop]')) {
    const owner = element.parentElement?.closest('[itemscope]');
    if (owner !== item) continue;
    for (const name of (element.getAttribute('itemprop') ?? '').split(/\s+/))
      value[name] ??= propertyValue(element, base);
  }
  return value;
}

/** Gatherings of a page's schema.org microdata. */
export function microdataEvents(document: DomDocument, archivedText: string, context: ReadingContext): FoundSignal[] {
  return [...document.querySelectorAll('[itemscope][itemtype*="schema.org"]')].flatMap((item) => {
    const value = microdataObject(item, context.url);
    if (!isEventType(String(value['@type']))) return [];
    const title = typeof value['name'] === 'string' ? value['name'] : '';
    const signal = eventSignal(value, quoteAround(archivedText, title) ?? title, 'microdata', context);
    return signal === null ? [] : [signal];
  });
}
