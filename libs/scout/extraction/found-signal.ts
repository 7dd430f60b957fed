import type { ResourceLink, SignalContent } from '#graph';

/** Where in a page a signal was read. */
export type ReadFrom =
  'json_ld' | 'microdata' | 'microformat' | 'calendar' | 'feed' | 'civic_json' | 'directory' | 'listing' | 'llm';

/**
 * What a machine wrote for machines: trusted beside a model's reading. A listing is prose that we interpret, a feed item
 * has no type of its own: both stand alone only where no model reads the page.
 */
export const STANDS_BESIDE_MODEL: ReadonlySet<ReadFrom> = new Set<ReadFrom>([
  'json_ld',
  'microdata',
  'microformat',
  'calendar',
  'civic_json',
  'directory',
]);

/** A signal as one reader found it, before the rules of what is kept. */
export interface FoundSignal {
  readonly content: SignalContent;
  /** Words of the page that say so; looked for in its text before anything is stored. */
  readonly quote: string;
  readonly readFrom: ReadFrom;
  /** Who speaks, when the page says so. */
  readonly author: string | null;
  readonly organizations: readonly string[];
  readonly resources: readonly ResourceLink[];
  /** Told by somebody affected or involved; only asked of posts and opinion. */
  readonly firstHand: boolean;
  /** How sure the reader is that the type is right, 0–1. */
  readonly certainty: number;
}

/** What dates and places on a page are relative to. */
export interface ReadingContext {
  readonly url: string;
  /** When the page was fetched: "next Tuesday" means the one after this. */
  readonly at: Date;
  readonly timeZone: string;
}
