/** Platforms that an actor reads for us, and what that actor is asked. */
export interface Platform {
  readonly name: 'reddit' | 'instagram';
  /** Apify actor, `owner~name` as its API writes it. */
  readonly actor: string;
  accountInput(accountUrl: string, limit: number): Record<string, unknown>;
  topicInput(topics: readonly string[], limit: number): Record<string, unknown>;
}

const REDDIT: Platform = {
  name: 'reddit',
  actor: 'trudax~reddit-scraper-lite',
  accountInput: (url, limit) => ({
    startUrls: [{ url }],
    maxItems: limit,
    maxPostCount: limit,
    skipComments: true,
    sort: 'new',
  }),
  topicInput: (topics, limit) => ({
    searches: [...topics],
    maxItems: limit,
    maxPostCount: limit,
    skipComments: true,
    searchPosts: true,
    sort: 'new',
  }),
};
const INSTAGRAM: Platform = {
  name: 'instagram',
  actor: 'apify~instagram-scraper',
  accountInput: (url, limit) => ({ directUrls: [url], resultsType: 'posts', resultsLimit: limit }),
  topicInput: (topics, limit) => ({
    directUrls: topics.map(
      (topic) => `https://www.instagram.com/explore/tags/${encodeURIComponent(topic.replace(/[^\p{L}\p{N}_]/gu, ''))}/`,
    ),
    resultsType: 'posts',
    resultsLimit: limit,
  }),
};

/** Topics are searched where posts are public and searchable. */
export const TOPIC_PLATFORM = REDDIT;

/** The platform an account, subreddit or hashtag URL belongs to; null when no actor reads it. */
export function platformOf(accountUrl: string): Platform | null {
  if (!URL.canParse(accountUrl)) return null;
  const host = new URL(accountUrl).hostname.replace(/^(www|old|new|m)\./, '');
  if (host === 'reddit.com') return REDDIT;
  return host === 'instagram.com' ? INSTAGRAM : null;
}
