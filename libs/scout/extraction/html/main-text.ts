import { Readability } from '@mozilla/readability';
import { parseDocument, type DomDocument, type DomElement } from './dom.js';
import { writtenTime } from '../listing/clock-time.js';
import { isAboutMeeting } from '../listing/row-words.js';
import { writtenDays } from '../listing/written-day.js';
import { linesOf, type Line } from './lines.js';

/** Pages up to this size are taken whole: dropping a sidebar would save little and may lose a signal. Characters. */
const SMALL_PAGE_CHARS = 6_000;
/** Running text has lines at least this long. Characters. */
const PROSE_LINE = 80;
/** A page that does not call itself an article is one when its article holds at least this share of its running text. */
const PROSE_SHARE = 0.6;
const SHORTEST_ARTICLE_CHARS = 300;
const TIME_STAMP = /\b(?:19|20)\d{2}\b.*\d:\d{2}/;
/** So many dated rows outside the article make the page a listing. Rows are short. */
const LISTED_DATES = 6;
const MANY_LISTED_DATES = 20;
const LONG_ARTICLE_CHARS = 1_500;
const LONGEST_ROW = 260;
const SHORT_ROW = 30;
const ARTICLE_TYPE = /"@type"\s*:\s*\[?\s*"(?:\w*Article|BlogPosting|Report|NewsArticle)"/;

const length = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + line.text.length, 0);

/** Lines that only lead elsewhere: menus, tag clouds, pagers. */
const isLinkLine = (line: Line): boolean => line.linkChars >= line.text.length * 0.8 && line.text.length < 60;

const BOILERPLATE =
  /^(?:advert(?:isement)?s?|sponsored|share(?: this.*)?|tweet|e?mail|print|comments?|\d+ comments?|post a comment|tags:?|topics:?|related(?: (?:links|articles|stories))?:?|read (?:more|also|next)\b.*|you may (?:also )?like.*|more (?:from|on|in) .{0,60}|trending.*|popular posts|most (?:read|popular).*|don't miss|top videos?|follow us.*|sign up .{0,80}newsletter.*|subscribe .*|skip to .*|this (?:website|site) uses cookies.*|this slideshow requires.*|report error|image (?:source|credit).*|photo(?: by|:).*|©.*|all rights reserved.*)$/i;

/** Lines in an article that are none of it: shares, teasers, notices of the site. Dated link lines stay, they may be events. */
const isBoilerplate = (line: Line): boolean =>
  BOILERPLATE.test(line.text) || (isLinkLine(line) && writtenDays(line.text).length === 0);

/** What a visitor came for, without menus: navigation is left out, everything else stays. */
export function contentLines(lines: readonly Line[]): Line[] {
  const content = lines.filter((line) => !line.chrome);
  return content.length === 0 ? [...lines] : content;
}

/** Menus in plain `div`s: runs of three and more short link lines. Dated ones stay, they may be a calendar. */
function withoutLinkRuns(lines: readonly Line[]): Line[] {
  const kept: Line[] = [];
  for (let index = 0; index < lines.length;) {
    let end = index;
    while (end < lines.length && isLinkLine(lines[end] as Line) && !/\d/.test((lines[end] as Line).text)) end += 1;
    if (end - index < 3) {
      end = Math.max(end, index + 1);
      kept.push(...lines.slice(index, end));
    }
    index = end;
  }
  return kept;
}

const isArticle = (document: DomDocument, html: string): boolean =>
  document.querySelector(
    'meta[property="og:type"][content="article"], [itemtype*="Article"], [itemprop="articleBody"]',
  ) !== null ||
  ARTICLE_TYPE.test(html) ||
  [...document.querySelectorAll('article')].length === 1;

function articleLines(html: string): Line[] | null {
  const document = parseDocument(html);
  try {
    const reader = new Readability<DomElement>(document as unknown as ConstructorParameters<typeof Readability>[0], {
      serializer: (element) => element as unknown as DomElement,
      disableJSONLD: true,
    });
    const article = reader.parse();
    return article?.content ? linesOf(article.content).filter((line) => !isBoilerplate(line)) : null;
  } catch {
    // Readability fails on some broken pages; the whole page is read then.
    return null;
  }
}

/** A date with a time or weekday: what Readability leaves out of a page and a calendar of events is made of. */
const DATED =
  /\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b.{0,40}\b\d{1,2}\b|\b\d{1,2}(?::\d{2})?\s*[ap]\.?m\b/i;

export interface MainText {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly chosen: 'article' | 'whole';
}

const prose = (lines: readonly Line[]): number =>
  length(lines.filter((line) => line.text.length >= PROSE_LINE && !isLinkLine(line)));

/** The article of a page, when the page is one: it says so, or nearly all of its running text belongs to one. Null otherwise. */
function articleOf(html: string, document: DomDocument, whole: readonly Line[]): Line[] | null {
  const declared = isArticle(document, html);
  if (!declared && length(whole) <= SMALL_PAGE_CHARS) return null;
  const article = articleLines(html);
  if (article === null || length(article) < SHORTEST_ARTICLE_CHARS) return null;
  return declared || (length(article) >= LONG_ARTICLE_CHARS && prose(article) >= prose(whole) * PROSE_SHARE)
    ? article
    : null;
}

/** A day with a time of day, and no time stamp: somebody is expected then. */
const isAppointment = (text: string): boolean =>
  writtenTime(text) !== null && writtenDays(text).length > 0 && !TIME_STAMP.test(text);

/** Rows of a listing among lines: dated, and about meetings or nothing but a day. Time stamps of comments are none. */
const listingRows = (lines: readonly Line[]): number =>
  lines.filter((line) => isAboutMeeting(line.text) || (line.text.length < SHORT_ROW && !TIME_STAMP.test(line.text)))
    .length;

/**
 * The text of a page that signals are looked for in, one line per block, table cells parted by tabs.
 * An article is reduced to itself; listings, calendars and small pages are kept whole, because text lost here is signals lost.
 */
export function mainText(html: string, document: DomDocument = parseDocument(html)): MainText {
  const root = document.body ?? document.documentElement;
  if (root === null) return { text: '', lines: [], chosen: 'whole' };
  const all = linesOf(root);
  const whole = withoutLinkRuns(contentLines(all));
  const join = (lines: readonly Line[]): string => lines.map((line) => line.text).join('\n');
  const article = articleOf(html, document, whole);
  if (article === null) return { text: join(whole), lines: all, chosen: 'whole' };
  const kept = new Set(article.map((line) => line.text));
  const lost = whole.filter((line) => !kept.has(line.text) && line.text.length <= LONGEST_ROW);
  // A list of dates was left out: the page is a calendar with an introduction, not an article.
  const rows = listingRows(lost.filter((line) => writtenDays(line.text).length > 0));
  if (rows >= MANY_LISTED_DATES || (rows >= LISTED_DATES && length(article) < LONG_ARTICLE_CHARS))
    return { text: join(whole), lines: all, chosen: 'whole' };
  const dropped = lost.filter(
    ({ text }) => text.length > 20 && DATED.test(text) && (isAboutMeeting(text) || isAppointment(text)),
  );
  const head = whole.find((line) => line.heading === 1);
  const title = head !== undefined && !kept.has(head.text) ? [head] : [];
  return { text: join([...title, ...article, ...dropped]), lines: all, chosen: 'article' };
}
