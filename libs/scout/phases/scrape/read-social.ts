import type { SocialPost } from '../../providers/index.js';
import { claim } from './read-pages.js';
import { readDocument, type ReadingContextOfSource } from './read-document.js';
import { NOTHING_READ, type Reading } from './scrape-input.js';

const POSTS = 10;
const REDDIT_POSTS = 20;
const POST_CHARS = 1_500;
const isReddit = (url: string): boolean => /(?:^|\.)reddit\.com$/i.test(new URL(url).hostname);
/** A subreddit or hashtag gathers many voices; only an account speaks for itself. */
const isOwnAccount = (url: string): boolean => !isReddit(url) && !/\/(?:explore|hashtag|tag|search)\//i.test(url);

/** Posts as one text: permalink, author and date above each. Posts without words (pictures only) are left out. */
export function postsText(posts: readonly SocialPost[]): string {
  return posts
    .filter((post) => post.text.trim() !== '')
    .map((post) =>
      [
        post.permalink,
        [post.author, post.publishedAt].filter((part) => part !== null).join(' · '),
        post.text.trim().slice(0, POST_CHARS),
      ]
        .filter((line) => line !== '')
        .join('\n'),
    )
    .join('\n\n');
}

/** A social account, subreddit or hashtag: its newest posts (paid), archived as one text and read together. */
export async function readSocial(context: ReadingContextOfSource): Promise<Reading> {
  const { durable, region, services, source } = context;
  const { social, archive } = services;
  if (social === null) return { ...NOTHING_READ, skipped: ['social: no key'] };
  if ((await claim(context, 'account to read', [source.value])).length === 0) return NOTHING_READ;
  const limit = isReddit(source.value) ? REDDIT_POSTS : POSTS;
  const fetched = await services.paid.run(
    durable,
    `posts: ${source.value}`,
    { region: region.slug, estimateMicroUsd: social.costPerCallMicroUsd, input: { url: source.value, limit } },
    async (call, asked) => {
      const { value: posts, ...metered } = await social.posts(asked.url, { limit: asked.limit }, call);
      const text = postsText(posts);
      const body = new TextEncoder().encode(text);
      const fetchedAt = services.clock().toISOString();
      const page = {
        kind: 'page' as const,
        url: source.value,
        finalUrl: source.value,
        status: 200,
        headers: {},
        contentType: 'text/plain; charset=utf-8',
        body,
        text,
        charset: 'utf-8',
        fetchedAt,
        elapsedMs: 0,
      };
      const archived = await archive.record(
        page,
        { mainText: text, title: source.name, language: null },
        { region: region.slug, runId: durable.rootId },
      );
      const author = posts.find((post) => post.author !== null)?.author ?? null;
      return {
        ...metered,
        value: { archiveId: archived.id, contentHash: archived.contentHash, fetchedAt, posts: posts.length, author },
      };
    },
  );
  if (fetched.kind === 'skipped') return { ...NOTHING_READ, skipped: ['social: budget'] };
  const { archiveId, contentHash, fetchedAt, posts, author } = fetched.value;
  const archived = await archive.get(archiveId);
  if (archived === null || archived.mainText === '') return { ...NOTHING_READ, unchanged: false };
  const reading = await readDocument(context, {
    url: source.value,
    page: {
      url: source.value,
      archiveId,
      contentHash,
      retrievedAt: fetchedAt,
      text: archived.mainText,
      language: archived.language,
      contentDate: null,
    },
    structured: [],
    machineWritten: false,
    // Whoever only wrote about a topic may be a private person.
    ...(author !== null && source.discoveryMethod !== 'hashtag' && isOwnAccount(source.value)
      ? { author: { name: source.name ?? author, url: source.value } }
      : {}),
  });
  await durable.event('page_scraped', { url: source.value, archiveId, posts, ...reading, sourceId: source.id });
  return { ...NOTHING_READ, ...reading, unchanged: false, urlsScraped: 1 };
}
