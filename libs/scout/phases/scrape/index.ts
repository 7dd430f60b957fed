export { DISCOVERY_QUERIES } from './discovery.js';
export { scrapePhase } from './scrape.phase.js';
export { scrapeSourceWorkflow } from './scrape-source.workflow.js';
export type { ScrapeSourceInput, SourceReading } from './scrape-input.js';
