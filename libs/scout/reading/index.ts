export { archivedText } from './archived-text.js';
export { readPage } from './read-page.js';
export type { PageReading, ReadPage, UnreadablePage } from './read-page.js';
