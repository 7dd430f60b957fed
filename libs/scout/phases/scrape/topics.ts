import type { NewSource } from '#graph';
import { canonicalKey, canonicalUrl, initialWeight } from '../../domain/index.js';
import type { PhaseContext } from '../phase.js';

const MAX_TOPICS = 5;
const POSTS = 20;
const MAX_ACCOUNTS = 10;

/** Accounts that post about the topics, as new sources; found by searching social platforms (paid). */
export async function topicAccounts(
  { durable, region, services }: PhaseContext,
  topics: readonly string[],
): Promise<{ sources: NewSource[]; skipped: string[] }> {
  const { social } = services;
  const wanted = [...new Set(topics.map((topic) => topic.trim()).filter((topic) => topic !== ''))].slice(0, MAX_TOPICS);
  if (social === null || wanted.length === 0)
    return { sources: [], skipped: social === null ? ['topics: no key for social platforms'] : [] };
  const found = await services.paid.run(
    durable,
    'topics: search',
    { region: region.slug, estimateMicroUsd: social.costPerCallMicroUsd, input: { topics: wanted } },
    async (call, { topics: asked }) => {
      const { value, ...metered } = await social.searchTopics(asked, { limit: POSTS }, call);
      const accounts = value.flatMap(({ accountUrl, text }) =>
        accountUrl === null || text.trim() === '' ? [] : (canonicalUrl(accountUrl) ?? []),
      );
      return { ...metered, value: [...new Set(accounts)].slice(0, MAX_ACCOUNTS) };
    },
  );
  if (found.kind === 'skipped') return { sources: [], skipped: ['topics: budget'] };
  return {
    sources: found.value.map((url) => ({
      canonicalKey: canonicalKey(url),
      canonicalValue: url,
      kind: 'social',
      role: 'mixed',
      discoveryMethod: 'hashtag',
      weight: initialWeight('hashtag'),
      gapContext: { reason: `posts about ${wanted.join(', ')}` },
      depth: 1,
    })),
    skipped: [],
  };
}
