import { z } from 'zod';
import type { SocialPost } from '../ports.js';

const word = z.string().nullish();
/** Field names of the actors in use and of their older versions; whatever else an item holds is ignored. */
export const actorItem = z.object({
  dataType: word,
  url: word,
  postUrl: word,
  title: word,
  body: word,
  text: word,
  caption: word,
  username: word,
  postedBy: word,
  ownerUsername: word,
  createdAt: word,
  postedDate: word,
  timestamp: word,
  communityName: word,
  shortCode: word,
});
type ActorItem = z.output<typeof actorItem>;

function accountUrl(item: ActorItem): string | null {
  if (item.ownerUsername != null) return `https://www.instagram.com/${item.ownerUsername}/`;
  const community = item.communityName?.replace(/^\/?(r|user)\//, '');
  if (community == null || community === '') return null;
  return `https://www.reddit.com/${item.communityName?.includes('user/') === true ? 'user' : 'r'}/${community}/`;
}

function isoTime(text: string | null | undefined): string | null {
  const time = text == null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** A dataset item as a post; null for what is no post (a comment, a community, an item without text or permalink). */
export function postOf(item: ActorItem): SocialPost | null {
  if (item.dataType != null && item.dataType !== 'post') return null;
  const permalink =
    item.url ?? item.postUrl ?? (item.shortCode == null ? null : `https://www.instagram.com/p/${item.shortCode}/`);
  const text = [item.title, item.body ?? item.text ?? item.caption]
    .filter((part): part is string => part != null && part.trim() !== '')
    .join('\n\n');
  if (permalink === null || text === '') return null;
  return {
    permalink,
    author: item.username ?? item.postedBy ?? item.ownerUsername ?? null,
    text,
    publishedAt: isoTime(item.createdAt ?? item.postedDate ?? item.timestamp),
    accountUrl: accountUrl(item),
  };
}
