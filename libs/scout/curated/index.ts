export { curatedFromFile, type CuratedSource, type CuratedSources } from './curated-file.js';
