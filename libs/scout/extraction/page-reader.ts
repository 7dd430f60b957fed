import { detect } from 'tinyld';
import { extractText, getDocumentProxy } from 'unpdf';
import type { FetchOutcome } from '../providers/ports.js';
import { parseDocument } from './html/dom.js';
import { pageLinks, type PageLink } from './html/links.js';
import { mainText } from './html/main-text.js';
import { declaredLanguage, pageTitle, publishedDate } from './html/metadata.js';
import { pageProblem, type PageProblem } from './page-problem.js';
import { calendarText } from './structured/calendar.js';
import { feedText, readFeed } from './structured/feed.js';
import { embeddedEventText } from './structured/json-ld.js';
import { declaresEntities, textKind, type TextKind } from './text-kind.js';

/** The part of a fetched page that is read. */
export type ReadablePage = Pick<
  Extract<FetchOutcome, { kind: 'page' }>,
  'finalUrl' | 'contentType' | 'body' | 'text' | 'fetchedAt'
>;

/** A page as it is archived and quoted. */
export interface PageContent {
  readonly kind: TextKind;
  readonly title: string | null;
  /** The text that quotes are found in; one block per line. Empty when there is nothing to read. */
  readonly mainText: string;
  readonly links: readonly PageLink[];
  /** Two-letter code, or null when unknown. */
  readonly language: string | null;
  /** When the page says it was published (ISO), or null. */
  readonly contentDate: string | null;
  /** Why it is no content although the server said 200. */
  readonly problem: PageProblem | null;
}

const LANGUAGE_SAMPLE_CHARS = 2_000;
const LEAST_LANGUAGE_CHARS = 40;
const MAX_PDF_PAGES = 200;
/** Nothing reads more of one page than this. Characters. */
export const MAX_TEXT_CHARS = 400_000;

function languageOf(text: string): string | null {
  const sample = text.slice(0, LANGUAGE_SAMPLE_CHARS);
  if (sample.length < LEAST_LANGUAGE_CHARS) return null;
  const found = detect(sample);
  return found === '' ? null : found;
}

const plain = (kind: TextKind, text: string, title: string | null = null): PageContent => {
  const bounded = text.slice(0, MAX_TEXT_CHARS).trim();
  return {
    kind,
    title,
    mainText: bounded,
    links: [],
    language: languageOf(bounded),
    contentDate: null,
    problem: bounded === '' ? 'empty' : null,
  };
};

function htmlContent(page: ReadablePage): PageContent {
  const document = parseDocument(page.text);
  const title = pageTitle(document);
  const visible = mainText(page.text, document).text;
  const hidden = embeddedEventText(document, visible);
  const text = (hidden === '' ? visible : `${visible}\n\n${hidden}`).slice(0, MAX_TEXT_CHARS);
  return {
    kind: 'html',
    title,
    mainText: text,
    links: pageLinks(document, page.finalUrl),
    language: declaredLanguage(document) ?? languageOf(text),
    contentDate: publishedDate(document, page.text),
    problem: pageProblem(title, text),
  };
}

async function pdfContent(page: ReadablePage): Promise<PageContent> {
  // pdf.js takes the buffer over; the archive still needs the page's own.
  const pdf = await getDocumentProxy(new Uint8Array(page.body), {
    isEvalSupported: false,
    disableFontFace: true,
    verbosity: 0,
  });
  try {
    if (pdf.numPages > MAX_PDF_PAGES) return { ...plain('pdf', ''), problem: 'empty' };
    const { text } = await extractText(pdf, { mergePages: false });
    return plain('pdf', text.join('\n\n'));
  } finally {
    await pdf.destroy();
  }
}

/** JSON with its escapes resolved, so that what it says can be quoted; as given when it does not parse. */
export function jsonText(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 1);
  } catch {
    return text;
  }
}

function feedContent(page: ReadablePage): PageContent {
  const feed = declaresEntities(page.text) ? null : readFeed(page.text, page.finalUrl);
  if (feed === null) return { ...plain('feed', ''), problem: 'empty' };
  const content = plain('feed', feedText(feed), feed.title);
  return {
    ...content,
    links: feed.items.flatMap((item) => (item.url === null ? [] : [{ url: item.url, text: item.title }])),
  };
}

/** Reads any fetched page: HTML, PDF, JSON, calendar, feed or plain text. A document that can't be read comes back empty with its problem. */
export async function pageContent(page: ReadablePage): Promise<PageContent> {
  const kind = textKind(page.contentType, page.text);
  switch (kind) {
    case 'html':
      return htmlContent(page);
    case 'pdf':
      return pdfContent(page).catch(() => ({ ...plain('pdf', ''), problem: 'empty' as const }));
    case 'json':
      return plain('json', jsonText(page.text));
    case 'calendar':
      return plain('calendar', calendarText(page.text));
    case 'feed':
      return feedContent(page);
    case 'xml':
      return declaresEntities(page.text)
        ? { ...plain('xml', ''), problem: 'empty' }
        : plain('xml', mainText(page.text).text);
    case 'text':
      return plain('text', page.text);
  }
}
