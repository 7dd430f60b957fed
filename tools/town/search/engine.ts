import type { Moment } from '../world/clock.js';
import { Bm25, terms } from './bm25.js';

export interface SearchPage {
  readonly url: string;
  readonly site: string;
  readonly title: string;
  readonly text: string;
  readonly published: Moment | null;
  readonly news: boolean;
}
export interface SearchHit {
  readonly page: SearchPage;
  readonly snippet: string;
}

const SNIPPET_WORDS = 28;
/** A title says more about a page than a line of it. */
const TITLE_WEIGHT = 3;

interface ParsedQuery {
  readonly words: string;
  readonly phrases: readonly string[];
  readonly sites: readonly string[];
  readonly excluded: readonly string[];
}

/** Understands `site:host`, `"phrase"` and `-word`; `OR` is what a search engine does anyway. */
function parseQuery(query: string): ParsedQuery {
  const sites = [...query.matchAll(/(?:^|\s)site:(\S+)/gi)].map((match) => (match[1] ?? '').toLowerCase());
  const phrases = [...query.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '');
  const excluded = [...query.matchAll(/(?:^|\s)-(\w+)/g)].map((match) => (match[1] ?? '').toLowerCase());
  const words = query
    .replace(/(?:^|\s)site:\S+/gi, ' ')
    .replace(/(?:^|\s)-\w+/g, ' ')
    .replace(/\bOR\b/g, ' ');
  return { words, phrases, sites, excluded };
}

const onSite = (page: SearchPage, site: string): boolean => {
  const [host = '', ...path] = site.split('/');
  const url = new URL(page.url);
  return (page.site === host || page.site.endsWith(`.${host}`)) && url.pathname.startsWith(`/${path.join('/')}`);
};

/** The stretch of a text that holds most of the words. */
function snippetOf(text: string, wanted: ReadonlySet<string>): string {
  const words = text.split(/\s+/);
  const hits = words.map((word) => (terms(word).some((term) => wanted.has(term)) ? 1 : 0));
  let best = 0;
  let bestScore = -1;
  for (let start = 0; start < words.length; start += 7) {
    const score = hits.slice(start, start + SNIPPET_WORDS).reduce<number>((sum, hit) => sum + hit, 0);
    if (score > bestScore) [best, bestScore] = [start, score];
  }
  const shown = words.slice(best, best + SNIPPET_WORDS).join(' ');
  return `${best > 0 ? '... ' : ''}${shown}${best + SNIPPET_WORDS < words.length ? ' ...' : ''}`;
}

/** A search engine over the town's pages: the answer depends on the query and the pages, nothing else. */
export class SearchEngine {
  private readonly index: Bm25;
  private readonly lower: readonly string[];

  constructor(private readonly pages: readonly SearchPage[]) {
    const whole = pages.map((page) => `${`${page.title} `.repeat(TITLE_WEIGHT)} ${page.site} ${page.text}`);
    this.index = new Bm25(whole);
    this.lower = whole.map((text) => text.toLowerCase().replace(/\s+/g, ' '));
  }

  search(
    query: string,
    options: { readonly count: number; readonly page?: number; readonly news?: boolean },
  ): SearchHit[] {
    const parsed = parseQuery(query);
    const wanted = new Set(terms(parsed.words));
    const first = ((options.page ?? 1) - 1) * options.count;
    return this.index
      .rank(parsed.words)
      .map(([index]) => index)
      .filter((index) => {
        const page = this.pages[index];
        const text = this.lower[index] ?? '';
        return (
          page !== undefined &&
          (options.news !== true || page.news) &&
          (parsed.sites.length === 0 || parsed.sites.some((site) => onSite(page, site))) &&
          parsed.phrases.every((phrase) => text.includes(phrase.toLowerCase())) &&
          !parsed.excluded.some((word) => text.includes(word))
        );
      })
      .slice(first, first + options.count)
      .flatMap((index) => {
        const page = this.pages[index];
        return page === undefined ? [] : [{ page, snippet: snippetOf(page.text, wanted) }];
      });
  }
}
