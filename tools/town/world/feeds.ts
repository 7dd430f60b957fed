import type { Moment } from './clock.js';
import { escapeHtml } from './html.js';

export interface FeedItem {
  readonly title: string;
  readonly link: string;
  readonly summary: string;
  readonly published: Moment;
}
interface FeedHead {
  readonly title: string;
  readonly home: string;
  readonly self: string;
  readonly description: string;
}

/** RSS 2.0, newest item first. */
export function rss(head: FeedHead, items: readonly FeedItem[]): string {
  const item = (entry: FeedItem): string => `<item>
<title>${escapeHtml(entry.title)}</title>
<link>${escapeHtml(entry.link)}</link>
<guid isPermaLink="true">${escapeHtml(entry.link)}</guid>
<pubDate>${entry.published.rfc822}</pubDate>
<description>${escapeHtml(entry.summary)}</description>
</item>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${escapeHtml(head.title)}</title>
<link>${escapeHtml(head.home)}</link>
<description>${escapeHtml(head.description)}</description>
<language>en-us</language>
<atom:link href="${escapeHtml(head.self)}" rel="self" type="application/rss+xml"/>
${items.map(item).join('\n')}
</channel></rss>
`;
}

/** Atom 1.0, newest entry first. */
export function atom(head: FeedHead, items: readonly FeedItem[]): string {
  const entry = (item: FeedItem): string => `<entry>
<id>${escapeHtml(item.link)}</id>
<title>${escapeHtml(item.title)}</title>
<link rel="alternate" href="${escapeHtml(item.link)}"/>
<updated>${item.published.iso}</updated>
<published>${item.published.iso}</published>
<summary type="text">${escapeHtml(item.summary)}</summary>
</entry>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escapeHtml(head.self)}</id>
<title>${escapeHtml(head.title)}</title>
<subtitle>${escapeHtml(head.description)}</subtitle>
<link rel="self" href="${escapeHtml(head.self)}"/>
<link rel="alternate" href="${escapeHtml(head.home)}"/>
<updated>${items[0]?.published.iso ?? ''}</updated>
${items.map(entry).join('\n')}
</feed>
`;
}
