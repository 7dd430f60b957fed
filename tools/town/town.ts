import { SearchEngine } from './search/engine.js';
import { htmlText } from './text/html-text.js';
import { TownClock } from './world/clock.js';
import { buildHosts } from './world/hosts.js';
import { LINKS, SITUATIONS } from './world/links.js';
import { pdfLines } from './world/pdf.js';
import { REGION } from './world/region.js';
import type { Host, Page, SocialPost, TrueActor, TrueSignal } from './world/types.js';

export interface TownPage {
  readonly url: string;
  readonly host: string;
  readonly page: Page;
  /** What a person reads there. */
  readonly text: string;
  readonly modified: Date;
}

/** What a person sees of a page, whatever its type. */
export function pageText(page: Page): string {
  const type = page.contentType ?? 'text/html';
  if (type.startsWith('application/pdf')) return pdfLines(Buffer.from(page.body));
  const body = typeof page.body === 'string' ? page.body : Buffer.from(page.body).toString('latin1');
  if (type.startsWith('text/calendar')) return body.replace(/\r?\n /g, '').replace(/\\([;,\\])/g, '$1');
  return htmlText(body);
}

/** The town on one day: its sites, what is true in them, and the indexes by which it is asked. */
export class Town {
  readonly hosts: ReadonlyMap<string, Host>;
  readonly pages: readonly TownPage[];
  readonly signals: readonly TrueSignal[];
  readonly actors: readonly TrueActor[];
  readonly posts: readonly SocialPost[];
  readonly dns: ReadonlyMap<string, readonly string[]>;
  readonly engine: SearchEngine;
  readonly links = LINKS;
  readonly situations = SITUATIONS;
  private readonly byAddress: ReadonlyMap<string, TownPage>;

  constructor(readonly clock: TownClock) {
    const hosts = buildHosts(clock);
    this.hosts = new Map(hosts.map((host) => [host.name, host]));
    this.dns = new Map(hosts.map((host) => [host.name, host.addresses]));
    this.signals = hosts.flatMap((host) => host.signals);
    this.actors = hosts.flatMap((host) => host.actors);
    this.posts = hosts.flatMap((host) => host.posts ?? []);
    const unchangedSince = clock.inDays(-1, '00:00').instant;
    this.pages = hosts.flatMap((host) =>
      host.pages.map((page) => ({
        url: `https://${host.name}${page.path}`,
        host: host.name,
        page,
        text: pageText(page),
        modified: page.published?.instant ?? unchangedSince,
      })),
    );
    this.byAddress = new Map(this.pages.map((found) => [`${found.host}${found.page.path}`, found]));
    this.engine = new SearchEngine(
      this.pages
        .filter(({ page }) => page.indexed ?? (page.status ?? 200) === 200)
        .map((found) => ({
          url: found.url,
          site: found.host,
          title: found.page.title,
          text: found.text,
          published: found.page.published ?? null,
          news: found.page.news ?? false,
        })),
    );
  }

  /** The page at a host's path (with query), or null. */
  page(host: string, path: string): TownPage | null {
    return this.byAddress.get(`${host}${path}`) ?? this.byAddress.get(`${host}${path.replace(/\/$/, '')}`) ?? null;
  }
}

/** The town as it is on the day of `now`, in its own time zone. */
export const buildTown = (now: Date): Town => new Town(new TownClock(now, REGION.timeZone));
