import { accountsOf } from './reader/knowledge.js';
import { readAndAnswer } from './reader/reader.js';
import { Knowledge } from './reader/knowledge.js';
import { readPrompt } from './reader/prompt.js';
import { ReadText } from './text/match.js';
import { buildTown, type TownPage } from './town.js';

const town = buildTown(new Date('2026-11-21T15:00:00Z'));
const stored = town.signals.filter(({ excluded }) => excluded === undefined);
const posts = new Map(town.posts.map((post) => [post.permalink, post]));

/** Text that stands at an address: a page's, or a social post's. */
function textAt(url: string): string {
  const { host, pathname } = new URL(url);
  const post = posts.get(url);
  return post === undefined ? (town.page(host, pathname)?.text ?? '') : `${post.title}\n${post.text}`;
}

describe('the town and the truth about it', () => {
  it('is as large as a scout needs it', () => {
    const readable = town.pages.filter(({ page }) => (page.status ?? 200) === 200);
    expect(readable.length).toBeGreaterThanOrEqual(40);
    expect(new Set(readable.map(({ host }) => host)).size).toBeGreaterThanOrEqual(12);
    expect(stored.length).toBeGreaterThanOrEqual(45);
    expect(new Set(stored.map(({ type }) => type)).size).toBe(5);
    expect(town.actors.length).toBeGreaterThanOrEqual(10);
    expect(town.links.length).toBeGreaterThanOrEqual(10);
    expect(town.situations.length).toBeGreaterThanOrEqual(4);
  });

  it.each(town.signals.flatMap(accountsOf).map((account) => [account.signal.id, account.url, account.quote]))(
    'has the quote of %s on %s',
    (_id, url, quote) => {
      expect(new ReadText(textAt(url)).says(quote)).toBe(true);
    },
  );

  it.each(stored.map((signal) => [signal.id, signal]))('tells of %s nowhere but on the pages listed', (_id, signal) => {
    const listed = new Set(accountsOf(signal).map(({ url }) => url));
    const elsewhere = town.pages
      // The subreddit's feed repeats its posts.
      .filter(({ url }) => !listed.has(url) && !url.endsWith('/.rss'))
      .filter(({ text }) => accountsOf(signal).some(({ quote }) => new ReadText(text).says(quote)));
    expect(elsewhere.map(({ url }) => url)).toEqual([]);
  });

  it('has the quote of every actor where it was found', () => {
    for (const actor of town.actors) {
      const read = new ReadText(textAt(actor.foundAt));
      expect([actor.id, read.says(actor.quote), read.says(actor.name)]).toEqual([actor.id, true, true]);
    }
  });

  it('names only known items in links and situations, and every item once', () => {
    const ids = stored.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(stored.map(({ title }) => title)).size).toBe(stored.length);
    const named = [
      ...town.links.flatMap(({ from, to }) => [from, to]),
      ...town.situations.flatMap(({ signals }) => signals),
    ];
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
    const members = town.situations.flatMap(({ signals }) => signals);
    expect(new Set(members).size).toBe(members.length);
  });

  it('links answers to tensions only', () => {
    const type = new Map(stored.map((signal) => [signal.id, signal.type]));
    expect(town.links.filter(({ from, to }) => type.get(to) !== 'tension' || type.get(from) === 'tension')).toEqual([]);
  });
});

describe('what can be reached', () => {
  const system = 'Task: seed_queries v1\n\nWrite queries.';
  const seeds = (['tension', 'response', 'mixed'] as const).flatMap((role) => {
    const content = `<region name="Alder Falls, WI" slug="alder-falls-wi" time_zone="America/Chicago"/>\nWrite ${role === 'tension' ? '15' : '10'} queries with role ${role} (…).`;
    const answer = readAndAnswer(
      readPrompt({ system, messages: [{ role: 'user', content }] }),
      new Knowledge(town, false),
    );
    return answer.kind === 'json' ? (answer.value as { queries: { query: string }[] }).queries : [];
  });
  const hits = new Set(
    seeds.flatMap(({ query }) => town.engine.search(query, { count: 10 }).map(({ page }) => page.url)),
  );

  it('answers as many seed queries as asked', () => {
    expect(seeds).toHaveLength(35);
  });

  it('finds every page with a true item by a seed query', () => {
    const wanted = new Set(stored.map(({ url }) => url).filter((url) => !posts.has(url)));
    expect([...wanted].filter((url) => !hits.has(url))).toEqual([]);
  });

  it('links every readable page from a page of its own site', () => {
    const targets = new Set(town.pages.flatMap(linksOf));
    const unlinked = town.pages
      .filter(
        ({ page }) =>
          (page.status ?? 200) === 200 && page.path !== '/' && page.path !== '/empty' && page.path !== '/wiki',
      )
      .filter(({ url }) => !targets.has(url) && !url.includes('www.reddit.com'));
    expect(unlinked.map(({ url }) => url)).toEqual([]);
  });
});

/** Addresses that a page links to, without what only tracks. */
function linksOf(page: TownPage): string[] {
  const body = typeof page.page.body === 'string' ? page.page.body : Buffer.from(page.page.body).toString('latin1');
  return [...body.matchAll(/href="([^"]+)"/g)].map((match) => {
    const url = new URL((match[1] ?? '').replaceAll('&amp;', '&'), page.url);
    return `${url.origin}${url.pathname}`;
  });
}

describe('the dates', () => {
  it('move with the day the town is built for', () => {
    const later = buildTown(new Date('2027-03-10T15:00:00Z'));
    const starts = (built: typeof town, id: string) =>
      built.signals.find((signal) => signal.id === id)?.starts?.instant.getTime() ?? 0;
    expect(starts(town, 'creek-cleanup')).toBeGreaterThan(Date.parse('2026-11-21T15:00:00Z'));
    expect(starts(later, 'creek-cleanup')).toBeGreaterThan(Date.parse('2027-03-10T15:00:00Z'));
  });

  it('are the same all day long, so that nothing changes between two readings', () => {
    const evening = buildTown(new Date('2026-11-22T03:00:00Z'));
    expect(evening.pages.map(({ text }) => text)).toEqual(town.pages.map(({ text }) => text));
  });

  it('lie ahead for every gathering', () => {
    const past = stored.filter(
      ({ type, starts }) => type === 'gathering' && (starts?.instant.getTime() ?? 0) < town.clock.now.getTime(),
    );
    expect(past.map(({ id }) => id)).toEqual([]);
  });
});
