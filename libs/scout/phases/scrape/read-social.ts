import { endClaim } from '../../archive/index.js';
import { canonicalUrl } from '../../domain/index.js';
import { archivePosts } from './archive-posts.js';
import { claim } from './read-pages.js';
import { readDocument, type ReadingContextOfSource } from './read-document.js';
import { NOTHING_READ, type Reading } from './scrape-input.js';

const POSTS = 10;
const REDDIT_POSTS = 20;
const isReddit = (url: string): boolean => /(?:^|\.)reddit\.com$/i.test(new URL(url).hostname);
/** A subreddit or hashtag gathers many voices; only an account speaks for itself. */
const isOwnAccount = (url: string): boolean => !isReddit(url) && !/\/(?:explore|hashtag|tag|search)\//i.test(url);

/** A social account, subreddit or hashtag: its newest posts (paid), archived as one text and read together. */
export async function readSocial(context: ReadingContextOfSource): Promise<Reading> {
  const { durable, region, services, source } = context;
  const { social, archive } = services;
  if (social === null) return { ...NOTHING_READ, skipped: ['social: no key'] };
  if ((await claim(context, 'account to read', [source.value])).length === 0)
    return { ...NOTHING_READ, elsewhere: true };
  const limit = isReddit(source.value) ? REDDIT_POSTS : POSTS;
  const fetched = await services.paid.run(
    durable,
    `posts: ${source.value}`,
    { region: region.slug, estimateMicroUsd: social.costPerCallMicroUsd, input: { url: source.value, limit } },
    async (call, asked) => {
      const { value: posts, ...metered } = await social.posts(asked.url, { limit: asked.limit }, call);
      const archived = await archivePosts(context, { url: source.value, name: source.name }, posts);
      const author = posts.find((post) => post.author !== null)?.author ?? null;
      return {
        ...metered,
        value: { ...archived, posts: posts.length, author },
      };
    },
  );
  if (fetched.kind === 'skipped') {
    const unread = { url: source.value, because: 'budget', reason: 'social: the budget is used up' };
    return { ...NOTHING_READ, unread: [unread] };
  }
  const { archiveId, contentHash, fetchedAt, posts, author } = fetched.value;
  const archived = await archive.get(archiveId);
  if (archived === null || archived.mainText === '') {
    await durable.tx('nothing to read', (client) =>
      endClaim(client, durable.rootId, {
        url: canonicalUrl(source.value) ?? source.value,
        outcome: 'read',
        reason: null,
      }),
    );
    return { ...NOTHING_READ, unchanged: false };
  }
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
