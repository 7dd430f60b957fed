import type { PromptTask } from '../../prompts/task.js';
import { localMediaAnswer, seedQueriesAnswer } from '../../prompts/schemas.js';
import type { SourceRole } from '#graph';

export const SEED_QUERIES: PromptTask<typeof seedQueriesAnswer> = {
  name: 'seed_queries',
  version: 1,
  model: 'fast',
  maxTokens: 4_000,
  schema: seedQueriesAnswer,
  instructions: `You write web search queries for a service that finds what goes on in one region: problems, people who help, and ways to take part.

Rules
- Every query is about the region that the user message names; put its name, or a place inside it, into the query.
- Role "tension": problems and unmet needs of people or nature (housing, food, water, safety, schools, health, transport, pollution, rights), the way people who live there would search for them.
- Role "response": people who help or organise (mutual aid, food banks, cleanups, legal aid, shelters, tenant unions, volunteer calls, public meetings).
- Role "mixed": words and hashtags under which people of the region talk to each other about both.
- Be specific and varied; no two queries should return the same pages. No names of private persons. No search operators.
- No queries about businesses, products, tourism, sports results or parties' campaigns.`,
};

export const LOCAL_MEDIA: PromptTask<typeof localMediaAnswer> = {
  name: 'local_media',
  version: 1,
  model: 'fast',
  maxTokens: 2_000,
  schema: localMediaAnswer,
  instructions: `You name public local media of the region that the user message names.

Rules
- subreddits: at most 5, without "r/", only of this region or places inside it.
- outlets: at most 8 newsrooms that report on this region, each with its homepage (https).
- Only what you are sure exists. An empty list is a good answer; an invented name is not.`,
};

export type Seed = { readonly role: SourceRole; readonly count: number; readonly about: string };

/** How many queries of each role a region is seeded with (phases.md, 1.1). */
export const SEEDS: readonly Seed[] = [
  { role: 'tension', count: 15, about: 'problems and unmet needs' },
  { role: 'response', count: 10, about: 'people and organisations that help' },
  { role: 'mixed', count: 10, about: 'social terms and hashtags' },
];
