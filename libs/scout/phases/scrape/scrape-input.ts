import type { Json } from '#durable';
import type { DiscoveryMethod, RegionScope, Source, SourceKind, SourceRole } from '#graph';

/** The part of a source that its reading needs; small, because it is journaled with every child job. */
export interface SourceToRead {
  readonly id: string;
  readonly kind: SourceKind;
  readonly value: string;
  readonly role: SourceRole;
  readonly name: string | null;
  readonly depth: number;
  readonly discoveryMethod: DiscoveryMethod;
}
export const sourceToRead = (source: Source): SourceToRead => ({
  id: source.id,
  kind: source.kind,
  value: source.canonicalValue,
  role: source.role,
  name: source.name,
  depth: source.depth,
  discoveryMethod: source.discoveryMethod,
});

/** Input of the child job of one source. */
export type ScrapeSourceInput = {
  readonly region: RegionScope;
  /** ISO; the same for the whole run. */
  readonly now: string;
  readonly source: SourceToRead;
} & { readonly [key: string]: Json | undefined };

export type FollowableLink = {
  readonly url: string;
  readonly score: number;
};

/** What reading one source gave. */
export type SourceReading = {
  readonly sourceId: string;
  /** False when nothing of it could be fetched: that is no empty run. */
  readonly succeeded: boolean;
  /** Everything it showed had been read before. */
  readonly unchanged: boolean;
  readonly urlsScraped: number;
  readonly created: number;
  readonly corroborated: number;
  readonly refreshed: number;
  readonly tensions: number;
  readonly rejected: number;
  readonly links: readonly FollowableLink[];
  readonly skipped: readonly string[];
};

/** The same, of one page or several, before it is known whose it is. */
export type Reading = Omit<SourceReading, 'sourceId'>;

export const NOTHING_READ = {
  succeeded: true,
  unchanged: true,
  urlsScraped: 0,
  created: 0,
  corroborated: 0,
  refreshed: 0,
  tensions: 0,
  rejected: 0,
  links: [],
  skipped: [],
} as const satisfies Reading;

/** Sum of what several pages gave; it succeeded when one of them did. */
export function sumReadings(parts: readonly Reading[]): Reading {
  const add = (key: 'urlsScraped' | 'created' | 'corroborated' | 'refreshed' | 'tensions' | 'rejected'): number =>
    parts.reduce((sum, part) => sum + part[key], 0);
  return {
    succeeded: parts.length === 0 || parts.some((part) => part.succeeded),
    unchanged: parts.every((part) => part.unchanged),
    urlsScraped: add('urlsScraped'),
    created: add('created'),
    corroborated: add('corroborated'),
    refreshed: add('refreshed'),
    tensions: add('tensions'),
    rejected: add('rejected'),
    links: parts.flatMap((part) => part.links),
    skipped: [...new Set(parts.flatMap((part) => part.skipped))],
  };
}
