import type { SocialPost } from '../../providers/index.js';
import type { PhaseContext } from '../phase.js';

const POST_CHARS = 1_500;

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

/** Where posts were put down, small enough for the journal. */
export type ArchivedPosts = {
  readonly archiveId: string;
  readonly contentHash: string;
  /** ISO. */
  readonly fetchedAt: string;
};

/** Archives posts as one page under their account's address: the text that signals quote from. */
export async function archivePosts(
  { durable, region, services }: Pick<PhaseContext, 'durable' | 'region' | 'services'>,
  account: { readonly url: string; readonly name: string | null },
  posts: readonly SocialPost[],
): Promise<ArchivedPosts> {
  const text = postsText(posts);
  const fetchedAt = services.clock().toISOString();
  const archived = await services.archive.record(
    {
      kind: 'page',
      url: account.url,
      finalUrl: account.url,
      status: 200,
      headers: {},
      contentType: 'text/plain; charset=utf-8',
      body: new TextEncoder().encode(text),
      text,
      charset: 'utf-8',
      fetchedAt,
      elapsedMs: 0,
    },
    { mainText: text, title: account.name, language: null },
    { region: region.slug, runId: durable.rootId },
  );
  return { archiveId: archived.id, contentHash: archived.contentHash, fetchedAt };
}
