import type { Moment, TownClock } from './clock.js';
import type { PlaceKey } from './places.js';

export type SignalType = 'gathering' | 'aid' | 'need' | 'notice' | 'tension';
export type Level = 'low' | 'medium' | 'high' | 'critical';

/** One page's own account of an item, where it is not the first. */
export interface Telling {
  readonly url: string;
  readonly quote: string;
  readonly title?: string;
  readonly summary?: string;
  /** What this page says, where it differs from the others. */
  readonly starts?: Moment;
}

/** Why the reader knows an item that a scout must not store. */
export type Exclusion = 'second_hand' | 'old' | 'robots' | 'injected';

/** One thing that is really said in the town, with everything its page says about it. */
export interface TrueSignal {
  readonly id: string;
  readonly type: SignalType;
  readonly title: string;
  readonly summary: string;
  readonly url: string;
  /** Verbatim from the page's text. */
  readonly quote: string;
  readonly alsoAt?: readonly Telling[];
  readonly excluded?: Exclusion;
  readonly sensitivity?: 'general' | 'elevated' | 'sensitive';
  readonly language?: 'en' | 'es';
  readonly starts?: Moment;
  readonly ends?: Moment;
  readonly rrule?: string;
  readonly eventStatus?: 'scheduled' | 'cancelled' | 'postponed' | 'moved';
  readonly place?: PlaceKey;
  readonly organizer?: string;
  readonly author?: string;
  readonly actionUrl?: string;
  readonly published?: Moment;
  readonly availability?: string;
  readonly isOngoing?: boolean;
  readonly eligibility?: string;
  readonly urgency?: Level;
  readonly whatNeeded?: string;
  readonly goal?: string;
  readonly severity?: Level;
  readonly category?: string;
  readonly effective?: Moment;
  readonly authority?: string;
  readonly whatWouldHelp?: string;
  readonly organizations?: readonly string[];
  readonly impliedQueries?: readonly string[];
  readonly resources?: readonly {
    readonly slug: string;
    readonly relation: 'requires' | 'prefers' | 'offers';
    readonly context: string;
  }[];
  readonly tags: readonly string[];
}

export interface TrueActor {
  readonly id: string;
  readonly name: string;
  readonly type: 'organization' | 'individual' | 'government_body' | 'coalition';
  readonly description: string;
  /** Its own site; null for what has none. */
  readonly url: string | null;
  readonly socialUrls?: readonly string[];
  readonly place?: string;
  readonly contact?: string;
  readonly quote: string;
  /** Page on which the quote stands. */
  readonly foundAt: string;
}

export interface Page {
  /** Path with query, as a link names it. */
  readonly path: string;
  readonly title: string;
  readonly body: string | Uint8Array;
  /** The body is sent this many times over: a page too large for anyone to want. */
  readonly repeated?: number;
  readonly contentType?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Date that a search engine shows. */
  readonly published?: Moment;
  /** Found by searches (default: every page with status 200). */
  readonly indexed?: boolean;
  /** Answers `/news` searches too. */
  readonly news?: boolean;
  /** Sends ETag and Last-Modified and answers 304 (default true). */
  readonly validators?: boolean;
}

/** One post of a social platform, read through an actor run. */
export interface SocialPost {
  readonly platform: 'reddit' | 'instagram';
  /** Subreddit or account name. */
  readonly account: string;
  readonly id: string;
  readonly permalink: string;
  readonly author: string;
  readonly title: string;
  readonly text: string;
  readonly posted: Moment;
  readonly votes: number;
}

export interface Host {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly robots?: string;
  readonly gzip?: boolean;
  readonly pages: readonly Page[];
  readonly signals: readonly TrueSignal[];
  readonly actors: readonly TrueActor[];
  readonly posts?: readonly SocialPost[];
}

/** A site of the town, written for a day. */
export type HostBuilder = (clock: TownClock) => Host;
