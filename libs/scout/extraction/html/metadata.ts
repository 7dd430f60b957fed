import { foldedText, type DomDocument } from './dom.js';

const DATE_SELECTORS: readonly (readonly [selector: string, attribute: string])[] = [
  ['meta[property="article:published_time"]', 'content'],
  ['meta[itemprop="datePublished"]', 'content'],
  ['meta[name="date"]', 'content'],
  ['meta[name="pubdate"]', 'content'],
  ['meta[name="dcterms.date"], meta[name="DC.date"], meta[name="dc.date.issued"]', 'content'],
  ['[itemprop="datePublished"]', 'datetime'],
  ['article time[datetime]', 'datetime'],
  ['time[pubdate]', 'datetime'],
];
const JSON_LD_PUBLISHED = /"datePublished"\s*:\s*"([^"]+)"/;

/** Title of the page as its author gave it: the social one, the heading, else the document's without the site's name. */
export function pageTitle(document: DomDocument): string | null {
  const social = document.querySelector('meta[property="og:title"]')?.getAttribute('content')?.trim();
  const heading = foldedText(document.querySelector('h1'));
  const named = foldedText(document.querySelector('title'));
  const bare = named.split(/\s+[|–—·»]\s+/)[0] ?? named;
  // `Cleanup | City of X` and a heading `Cleanup`: the heading is the title, the rest is the site's.
  if (heading !== '' && social?.startsWith(heading) === true) return heading;
  return [social, heading, bare, named].find((title) => title !== undefined && title !== '') ?? null;
}

/** Whose site it is: what the page says, else the last part of the document's title; null when neither says. */
export function siteName(document: DomDocument): string | null {
  const declared = document.querySelector('meta[property="og:site_name"]')?.getAttribute('content')?.trim();
  if (declared !== undefined && declared !== '') return declared;
  const parts = foldedText(document.querySelector('title')).split(/\s+[|–—·»-]\s+/);
  const last = parts.at(-1);
  return parts.length > 1 && last !== undefined && last.length <= 60 ? last : null;
}

/** When the page says it was published, ISO; null when it does not say. */
export function publishedDate(document: DomDocument, html: string): string | null {
  for (const [selector, attribute] of DATE_SELECTORS) {
    const value = document.querySelector(selector)?.getAttribute(attribute);
    const iso = value === null || value === undefined ? null : isoOrNull(value);
    if (iso !== null) return iso;
  }
  const published = JSON_LD_PUBLISHED.exec(html)?.[1];
  return published === undefined ? null : isoOrNull(published);
}

/** ISO form of a date that a machine wrote; null for anything else, or a year outside 1990–2100. */
export function isoOrNull(value: string): string | null {
  const time = Date.parse(value.trim());
  if (Number.isNaN(time)) return null;
  const year = new Date(time).getUTCFullYear();
  return year < 1990 || year > 2100 ? null : new Date(time).toISOString();
}

/** Declared language, `en`, or null. */
export function declaredLanguage(document: DomDocument): string | null {
  const declared =
    document.documentElement?.getAttribute('lang') ??
    document.querySelector('meta[http-equiv="content-language"]')?.getAttribute('content');
  return /^[a-z]{2,3}\b/i.exec(declared ?? '')?.[0].toLowerCase() ?? null;
}
