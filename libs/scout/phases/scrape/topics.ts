import type { NewSource } from '#graph';
import { afterTrouble, leftOut, notAsked, type WithoutAnswer } from '../../agents/index.js';
import { pageReadings } from '../../archive/index.js';
import { canonicalKey, canonicalUrl, initialWeight } from '../../domain/index.js';
import type { SocialPort, SocialPost } from '../../providers/index.js';
import { eachItem } from '../each-item.js';
import type { PhaseContext } from '../phase.js';
import { archivePosts, type ArchivedPosts } from './archive-posts.js';
import { readDocument, readerName } from './read-document.js';
import { NOTHING_READ, type Reading } from './scrape-input.js';

const MAX_TOPICS = 5;
const POSTS = 20;
const MAX_ACCOUNTS = 10;
const ACCOUNTS_AT_ONCE = 3;

type Account = ArchivedPosts & { readonly url: string };

export interface TopicAccounts {
  /** Accounts to follow: a post of theirs gave a signal. */
  readonly sources: readonly NewSource[];
  readonly readings: readonly (Reading & { readonly sourceId: string })[];
  readonly skipped: readonly string[];
}

/** Posts with words, by the account that wrote them; of at most 10 accounts. */
export function postsByAccount(posts: readonly SocialPost[]): ReadonlyMap<string, readonly SocialPost[]> {
  const accounts = new Map<string, SocialPost[]>();
  for (const post of posts) {
    const url = post.accountUrl === null || post.text.trim() === '' ? null : canonicalUrl(post.accountUrl);
    if (url !== null) accounts.set(url, [...(accounts.get(url) ?? []), post]);
  }
  return new Map([...accounts].slice(0, MAX_ACCOUNTS));
}

/** What accounts nobody follows yet posted about the topics (paid), archived per account; or why that is not known. */
async function searchPosts(
  context: PhaseContext,
  social: SocialPort,
  topics: readonly string[],
): Promise<readonly Account[] | WithoutAnswer> {
  const { durable, region, services } = context;
  const known = await durable.step('topics: accounts followed', async () =>
    (await services.sources.all(region.slug, { kind: 'social' })).map((source) => source.canonicalKey),
  );
  const found = await services.paid
    .run(
      durable,
      'topics: search',
      { region: region.slug, estimateMicroUsd: social.costPerCallMicroUsd, input: { topics: [...topics] } },
      async (call, asked) => {
        const { value, ...metered } = await social.searchTopics(asked.topics, { limit: POSTS }, call);
        const accounts: Account[] = [];
        for (const [url, posts] of postsByAccount(value)) {
          if (known.includes(canonicalKey(url))) continue;
          accounts.push({ url, ...(await archivePosts(context, { url, name: null }, posts)) });
        }
        return { ...metered, value: accounts };
      },
    )
    .catch(afterTrouble);
  return found.kind === 'done' ? found.value : notAsked(found).because;
}

const memoryKey = (url: string): string => `topic:${url}`;

/** Accounts whose posts nobody has read yet. */
async function unreadAccounts(
  { durable, region, services }: PhaseContext,
  accounts: readonly Account[],
): Promise<Account[]> {
  const known = await durable.tx('topics: read before', (client) =>
    pageReadings(
      client,
      region.slug,
      accounts.map(({ url }) => memoryKey(url)),
    ),
  );
  const reader = readerName(services.llm !== null);
  const read = new Set(
    known.filter((one) => one.reader === reader).map(({ url, contentHash }) => `${url} ${contentHash}`),
  );
  return accounts.filter(({ url, contentHash }) => !read.has(`${memoryKey(url)} ${contentHash}`));
}

async function readAccount(context: PhaseContext, account: Account): Promise<Reading> {
  const { durable, region, services } = context;
  const archived = await services.archive.get(account.archiveId);
  if (archived === null || archived.mainText === '') return NOTHING_READ;
  const reading = await readDocument(
    // Nobody publishes these posts for the region yet; and who only wrote about a topic may be a private person: no author.
    { durable, region, services, source: { id: null } },
    {
      url: account.url,
      key: memoryKey(account.url),
      page: {
        url: account.url,
        archiveId: account.archiveId,
        contentHash: account.contentHash,
        retrievedAt: account.fetchedAt,
        text: archived.mainText,
        language: archived.language,
        contentDate: null,
      },
      structured: [],
      machineWritten: false,
    },
  );
  return { ...NOTHING_READ, ...reading, unchanged: false, urlsScraped: 1 };
}

/** Reads what is posted about the topics; accounts whose posts gave a signal become sources, nobody else is followed. */
export async function topicAccounts(context: PhaseContext, topics: readonly string[]): Promise<TopicAccounts> {
  const { durable, services } = context;
  const nothing = { sources: [], readings: [] };
  if (services.social === null) return { ...nothing, skipped: ['topics: no key for social platforms'] };
  const wanted = [...new Set(topics.map((topic) => topic.trim()).filter((topic) => topic !== ''))].slice(0, MAX_TOPICS);
  if (wanted.length === 0) return { ...nothing, skipped: [] };
  const accounts = await searchPosts(context, services.social, wanted);
  if (typeof accounts === 'string') return { ...nothing, skipped: leftOut('topics', [accounts]) };
  const { done } = await eachItem(
    durable,
    await unreadAccounts(context, accounts),
    { atOnce: ACCOUNTS_AT_ONCE, name: ({ url }) => url },
    (account) => readAccount(context, account),
  );
  const followed = done.filter(({ value }) => value.created + value.corroborated + value.refreshed > 0);
  await durable.event('topics_searched', {
    topics: wanted,
    accounts: accounts.length,
    followed: followed.map(({ item }) => item.url),
  });
  return {
    sources: followed.map(({ item: { url } }) => ({
      canonicalKey: canonicalKey(url),
      canonicalValue: url,
      kind: 'social',
      role: 'mixed',
      discoveryMethod: 'hashtag',
      weight: initialWeight('hashtag'),
      gapContext: { reason: `a post about ${wanted.join(', ')} gave a signal` },
      depth: 1,
    })),
    readings: done.map(({ item, value }) => ({ ...value, sourceId: item.url })),
    skipped: [],
  };
}
