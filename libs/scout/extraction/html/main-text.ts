import { Readability } from '@mozilla/readability';
import { parseDocument, type DomDocument, type DomElement } from './dom.js';
import { isAboutMeeting } from '../listing/row-words.js';
import { writtenDays } from '../listing/written-day.js';
import { linesOf, type Line } from './lines.js';

/** Pages up to this size are taken whole: dropping a sidebar would save little and may lose a signal. Characters. */
const SMALL_PAGE_CHARS = 6_000;
/** Readability's choice stands when it keeps at least this share of the page's content. */
const LEAST_SHARE_KEPT = 0.5;
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
    return article?.content ? linesOf(article.content) : null;
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

/**
 * The text of a page that signals are looked for in, one line per block, table cells parted by tabs.
 * An article is reduced to itself; listings, calendars and small pages are kept whole, because text lost here is signals lost.
 */
export function mainText(html: string, document: DomDocument = parseDocument(html)): MainText {
  const root = document.body ?? document.documentElement;
  if (root === null) return { text: '', lines: [], chosen: 'whole' };
  const all = linesOf(root);
  const content = contentLines(all);
  const whole = withoutLinkRuns(content);
  const join = (lines: readonly Line[]): string => lines.map((line) => line.text).join('\n');
  if (length(whole) <= SMALL_PAGE_CHARS && !isArticle(document, html))
    return { text: join(whole), lines: all, chosen: 'whole' };
  const article = isArticle(document, html) ? articleLines(html) : null;
  if (article === null || length(article) < length(whole) * LEAST_SHARE_KEPT) {
    if (article === null || length(article) < 500) return { text: join(whole), lines: all, chosen: 'whole' };
  }
  const kept = new Set(article.map((line) => line.text));
  const isLost = (line: Line): boolean => !kept.has(line.text) && line.text.length <= LONGEST_ROW;
  const lost = whole.filter((line) => isLost(line) && writtenDays(line.text).length > 0);
  // A list of dates was left out: the page is a calendar with an introduction, not an article.
  const rows = lost.filter((line) => isAboutMeeting(line.text) || line.text.length < SHORT_ROW).length;
  if (rows >= MANY_LISTED_DATES || (rows >= LISTED_DATES && length(article) < LONG_ARTICLE_CHARS))
    return { text: join(whole), lines: all, chosen: 'whole' };
  const dropped = whole.filter(
    (line) => isLost(line) && line.text.length > 20 && DATED.test(line.text) && isAboutMeeting(line.text),
  );
  const head = whole.find((line) => line.heading === 1);
  const title = head !== undefined && !kept.has(head.text) ? [head] : [];
  return { text: join([...title, ...article, ...dropped]), lines: all, chosen: 'article' };
}
