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
  /** Pages that earlier runs took from this source and could not read. */
  readonly owedPages: readonly string[];
  /** False: only the owed pages are read, the query itself is not due. */
  readonly ask: boolean;
}
export const sourceToRead = (source: Source): SourceToRead => ({
  id: source.id,
  kind: source.kind,
  value: source.canonicalValue,
  role: source.role,
  name: source.name,
  depth: source.depth,
  discoveryMethod: source.discoveryMethod,
  owedPages: [],
  ask: true,
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

/** A page that was to be read and was not: the next run reads it. */
export type UnreadPage = {
  readonly url: string;
  /** `budget`; what the model did (`refused`, `malformed`, `failed`); `embedding`; `web`; `broken`. */
  readonly because: string;
  readonly reason: string;
};

/** Why nothing of a source could be fetched. */
export type SourceFailure = {
  readonly reason: string;
  /** When it wants to be asked again (ISO), if it said so. */
  readonly retryAt: string | null;
};

/** What reading one source gave. */
export type SourceReading = {
  readonly sourceId: string;
  /** False when nothing of it could be fetched: that is no empty run. */
  readonly succeeded: boolean;
  /** Everything it showed had been read before. */
  readonly unchanged: boolean;
  /** Its page was taken by another job of this run: how that went is how it went. */
  readonly elsewhere: boolean;
  readonly failure: SourceFailure | null;
  readonly unread: readonly UnreadPage[];
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
  elsewhere: false,
  failure: null,
  unread: [],
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
    elsewhere: parts.length > 0 && parts.every((part) => part.elsewhere),
    failure: parts.find((part) => part.failure !== null)?.failure ?? null,
    unread: parts.flatMap((part) => part.unread),
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
