/** Quality on labelled inputs, one function per kind. */
export { evalArticles } from './articles.js';
export { evalDates } from './dates.js';
export { evalCalendars, evalFeeds } from './documents.js';
export { evalPairs } from './pairs.js';
export { evalInjection } from './injection.js';
export { evalPages } from './pages.js';
export { evalUrls } from './urls.js';
export type { Evaluation, Quality } from './report.js';
