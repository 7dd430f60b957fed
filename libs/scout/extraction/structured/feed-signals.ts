import { contentOf } from '../../signals/index.js';
import type { FoundSignal, ReadingContext } from '../found-signal.js';
import { feedItemAddress, recentItems, type Feed } from './feed.js';

const SUMMARY_CHARS = 500;
const QUOTE_CHARS = 240;

/** Without a model a recent feed item is a notice: somebody published it, and no more is claimed. */
export function feedNotices(feed: Feed, context: ReadingContext): FoundSignal[] {
  return recentItems(feed, context.at).map((item) => ({
    content: contentOf({
      type: 'notice',
      title: item.title,
      summary: (item.text === '' ? item.title : item.text).slice(0, SUMMARY_CHARS),
      sourceUrl: feedItemAddress(item, context.url),
      contentDate: item.publishedAt,
      sourceAuthority: feed.title,
      actionUrl: null,
    }),
    quote: item.text.length > item.title.length ? item.text.slice(0, QUOTE_CHARS) : item.title,
    readFrom: 'feed',
    author: null,
    organizations: [],
    resources: [],
    firstHand: true,
    certainty: 0.5,
  }));
}
