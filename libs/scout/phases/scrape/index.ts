export { scrapePhase } from './scrape.phase.js';
export { scrapeSourceWorkflow } from './scrape-source.workflow.js';
