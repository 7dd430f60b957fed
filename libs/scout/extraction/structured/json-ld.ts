import { normaliseTitle } from '../../domain/index.js';
import type { DomDocument } from '../html/dom.js';

export type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What real pages put into their blocks: comments, control characters, bad escapes, trailing commas, HTML comments. */
function mended(text: string): string {
  return text
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/\/\*[\s\S]*?\*\/(?=\s*["{}[\],])/g, '')
    .replace(/[\u0000-\u001f]+/g, ' ')
    .replace(/\\(?!["\\/bfnrtu])/g, '\\\\')
    .replace(/\\u(?![0-9a-fA-F]{4})/g, '\\\\u')
    .replace(/,\s*([}\]])/g, '$1')
    .replace(/;\s*$/, '');
}

/** Closing braces that are tried as the end of an object before it is given up. */
const CUTS = 3;

/** The JSON of a block, mended when needed; null when nothing can be made of it. */
export function tolerantJson(text: string): unknown {
  for (const candidate of [text, mended(text)]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next candidate is mended further.
    }
  }
  // Junk after the end of an otherwise good object (seen in the wild): cut back brace by brace.
  const whole = mended(text);
  let end = whole.lastIndexOf('}');
  for (let tries = 0; tries < CUTS && end > 0; tries += 1) {
    try {
      return JSON.parse(whole.slice(0, end + 1));
    } catch {
      end = whole.lastIndexOf('}', end - 1);
    }
  }
  return null;
}

/** Every object of a JSON-LD value, through arrays, `@graph` and nested entities. */
function* objectsIn(value: unknown, depth = 0): Generator<JsonObject> {
  if (depth > 8) return;
  if (Array.isArray(value)) for (const item of value) yield* objectsIn(item, depth + 1);
  else if (isObject(value)) {
    yield value;
    for (const key of ['@graph', 'itemListElement', 'item', 'event', 'events', 'subEvent', 'mainEntity', 'hasPart']) {
      if (value[key] !== undefined) yield* objectsIn(value[key], depth + 1);
    }
  }
}

export interface JsonLdObject {
  readonly types: readonly string[];
  readonly value: JsonObject;
  /** The block it stands in, as written. */
  readonly block: string;
}

/** Types of a schema.org object, without their address. */
export const typesOf = (value: JsonObject): string[] =>
  [value['@type']].flat().flatMap((type) => (typeof type === 'string' ? [type.replace(/^.*[/:#]/, '')] : []));

/** All typed objects of a page's JSON-LD blocks. */
export function jsonLdObjects(document: DomDocument): JsonLdObject[] {
  const found: JsonLdObject[] = [];
  for (const script of document.querySelectorAll('script[type*="ld+json"]')) {
    const block = script.textContent ?? '';
    for (const value of objectsIn(tolerantJson(block))) {
      const types = typesOf(value);
      if (types.length > 0) found.push({ types, value, block });
    }
  }
  return found;
}

export const isEventType = (type: string): boolean =>
  /Event$|^Festival$|^Hackathon$|^EventSeries$|^CourseInstance$/.test(type);
export const isOrganizationType = (type: string): boolean =>
  /Organization$|^(?:NGO|LocalBusiness|Library|Church|School|GovernmentOffice|CityHall|FoodEstablishment|PlaceOfWorship|CommunityCenter|Corporation)$/.test(
    type,
  );

/** First text in a JSON-LD value: a string, a language-tagged value, or an object's name. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : decoded(value);
  if (Array.isArray(value)) return value.map(textOf).find((text) => text !== null) ?? null;
  if (isObject(value)) return textOf(value['@value'] ?? value['name'] ?? null);
  return null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
};
/** Markup and character references that writers leave in JSON strings. */
export function decoded(text: string): string {
  return text
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => {
      if (name.startsWith('#')) {
        const code =
          name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      }
      return ENTITIES[name.toLowerCase()] ?? whole;
    })
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const MAX_EMBEDDED_CHARS = 30_000;

/** JSON-LD blocks with events that the visible text does not name, as written: archived with the page, so that they can be quoted. */
export function embeddedEventText(document: DomDocument, visible: string): string {
  const seen = ` ${normaliseTitle(visible)} `;
  const blocks = new Set<string>();
  for (const { types, value, block } of jsonLdObjects(document)) {
    const name = textOf(value['name']);
    if (types.some(isEventType) && name !== null && !seen.includes(` ${normaliseTitle(name)} `))
      blocks.add(block.trim());
  }
  return [...blocks].join('\n').slice(0, MAX_EMBEDDED_CHARS);
}
