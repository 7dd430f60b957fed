/** Reading pages and finding signals in them, each with its quote. */
export { STANDS_BESIDE_MODEL } from './found-signal.js';
export type { FoundSignal, ReadFrom, ReadingContext } from './found-signal.js';
export { parseDocument } from './html/dom.js';
export { announcedFeeds, pageLinks, type PageLink } from './html/links.js';
export { mainText } from './html/main-text.js';
export { writtenTime } from './listing/clock-time.js';
export { resolveDate } from './listing/date-in-text.js';
export { fromAnswer, type ExtractedSignal } from './llm/answer.js';
export { DOCUMENT_CHARS, EXTRACT_SIGNALS, extractionQuestion, type PromptDocument } from './llm/prompt.js';
export { mergeFound } from './merge.js';
export { pageContent, type PageContent, type ReadablePage } from './page-reader.js';
export { pageProblem, type PageProblem } from './page-problem.js';
export {
  postProcess,
  type EvidencePage,
  type KeptSignal,
  type PostProcessed,
  type RejectedItem,
} from './post-process.js';
export { structuredSignals } from './structured-signals.js';
export { feedItemAddress, feedText, readFeed, recentItems, type Feed, type FeedItem } from './structured/feed.js';
export { calendarEvents } from './structured/calendar.js';
export { isOrganizationType, jsonLdObjects, textOf } from './structured/json-ld.js';
export { textKind, type TextKind } from './text-kind.js';
