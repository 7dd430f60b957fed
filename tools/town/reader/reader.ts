import type { Answer, Reader } from './answer.js';
import { discoveryQueries } from './discovery-queries.js';
import { extractActors } from './extract-actors.js';
import { extractSignals } from './extract-signals.js';
import { findGatherings, findResponses } from './find-responses.js';
import { investigate } from './investigate.js';
import { judgeResponses } from './judge-responses.js';
import type { Knowledge } from './knowledge.js';
import { linkTension } from './link-tension.js';
import { localMedia } from './local-media.js';
import type { Prompt } from './prompt.js';
import { reviewSignals } from './review-signals.js';
import { seedQueries } from './seed-queries.js';
import { weaveSituations } from './weave-situations.js';

/** Every task the honest reader understands, by the name on the first line of the system prompt. */
const READERS: Readonly<Record<string, Reader>> = {
  seed_queries: seedQueries,
  local_media: localMedia,
  extract_actors: extractActors,
  extract_signals: extractSignals,
  discovery_queries: discoveryQueries,
  judge_responses: judgeResponses,
  link_tension: linkTension,
  find_responses: findResponses,
  find_gatherings: findGatherings,
  investigate,
  weave_situations: weaveSituations,
  review_signals: reviewSignals,
};

/** Answers a prompt from what stands in it. */
export function readAndAnswer(prompt: Prompt, knowledge: Knowledge): Answer {
  const reader = prompt.task === null ? undefined : READERS[prompt.task];
  return reader === undefined
    ? { kind: 'text', text: 'I can only answer what I was given.' }
    : reader(prompt, knowledge);
}
