import { parseHTML } from 'linkedom';
import { canonicalUrl } from '../../domain/index.js';
import type { ReadPage } from '../../reading/index.js';
import type { PhaseContext } from '../phase.js';
import type { FoundActor } from './found-actor.js';

type Props = Readonly<Record<string, unknown>>;

const isProps = (value: unknown): value is Props =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

const GOVERNMENT =
  /^(GovernmentOrganization|GovernmentOffice|CityHall|Courthouse|PublicSchool|PoliceStation|FireStation|Library)$/;
const ORGANISATION =
  /(Organization|NGO|Place(OfWorship)?|Church|Mosque|Synagogue|School|Library|GovernmentOffice|CityHall)$/;
/** Sold things are not a community's actors. */
const COMMERCE = /(Store|Restaurant|Corporation|LocalBusiness|Hotel)$/;

/** Objects of all levels of a JSON-LD value (`@graph`, lists, nested organisers). */
function* objectsOf(value: unknown, depth = 0): Generator<Props> {
  if (depth > 6) return;
  if (Array.isArray(value)) for (const one of value) yield* objectsOf(one, depth + 1);
  if (!isProps(value)) return;
  yield value;
  for (const inner of Object.values(value)) if (typeof inner === 'object') yield* objectsOf(inner, depth + 1);
}

function jsonLd(html: string): Props[] {
  const { document } = parseHTML(html);
  return [...document.querySelectorAll('script[type="application/ld+json"]')].flatMap((script) => {
    try {
      return [...objectsOf(JSON.parse(script.textContent ?? ''))];
    } catch {
      // A broken block says nothing; the page's other blocks still count.
      return [];
    }
  });
}

function placeOf(address: unknown): string | null {
  if (!isProps(address)) return text(address);
  return (
    [text(address['addressLocality']), text(address['addressRegion'])].filter((part) => part !== null).join(', ') ||
    null
  );
}

/** Organisations that a page describes as schema.org data. `quote` is the name as the page gives it. */
export function organisationsOf(html: string, pageUrl: string): FoundActor[] {
  return jsonLd(html).flatMap((props): FoundActor[] => {
    const types = list(props['@type']).filter((type): type is string => typeof type === 'string');
    const name = text(props['name']);
    if (name === null || types.some((type) => COMMERCE.test(type)) || !types.some((type) => ORGANISATION.test(type)))
      return [];
    return [
      {
        name,
        type: types.some((type) => GOVERNMENT.test(type)) ? 'government_body' : 'organization',
        description: text(props['description']),
        url: canonicalUrl(text(props['url']) ?? ''),
        socialUrls: list(props['sameAs']).flatMap((url) => canonicalUrl(text(url) ?? '') ?? []),
        place: placeOf(props['address']),
        contact: text(props['telephone']) ?? text(props['email']),
        pageUrl,
        quote: name,
      },
    ];
  });
}

/** HSDS directory entries (Open Referral): organisations with name, description and url. */
export function hsdsOrganisations(json: string, pageUrl: string): FoundActor[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    // Not JSON: not a directory.
    return [];
  }
  const entries = isProps(parsed)
    ? list(parsed['organizations'] ?? parsed['contents'] ?? parsed['organization'])
    : list(parsed);
  return entries.filter(isProps).flatMap((entry): FoundActor[] => {
    const name = text(entry['name']);
    if (name === null || text(entry['id']) === null) return [];
    return [
      {
        name,
        type: 'organization',
        description: text(entry['description']),
        url: canonicalUrl(text(entry['url']) ?? text(entry['website']) ?? ''),
        socialUrls: [],
        place: null,
        contact: text(entry['email']),
        pageUrl,
        quote: name,
      },
    ];
  });
}

/** What structured mode knows of a page's actors: schema.org organisations and HSDS directories, free of charge. */
export async function structuredActors({ services }: PhaseContext, page: ReadPage): Promise<FoundActor[]> {
  const raw = await services.archive.body(page.archiveId);
  if (raw === null) return [];
  const body = new TextDecoder().decode(raw);
  const found = /^\s*[[{]/.test(body) ? hsdsOrganisations(body, page.finalUrl) : organisationsOf(body, page.finalUrl);
  return [...new Map(found.map((actor) => [`${actor.type} ${actor.name}`, actor])).values()];
}
