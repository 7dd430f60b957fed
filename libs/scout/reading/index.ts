export { archivedText } from './archived-text.js';
export { readPage } from './read-page.js';
export type { PageReading, ReadPage } from './read-page.js';
