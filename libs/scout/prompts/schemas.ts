/** The answers an LLM is asked for. Strict: every field present, unknown is null. Field names are the wire's (snake_case). */
import { z } from 'zod';

const text = z.string();
const maybe = z.string().nullable();
const role = z.enum(['tension', 'response', 'mixed']);
const severity = z.enum(['low', 'medium', 'high', 'critical']).nullable();
const signalType = z.enum(['gathering', 'aid', 'need', 'notice', 'tension']);

/** `seed_queries`: user message = region + "Write N queries with role R" (R = tension | response | mixed). */
export const seedQueriesAnswer = z.object({ queries: z.array(z.object({ query: text, role })) });

/** `local_media`: subreddits and news outlets of the region. */
export const localMediaAnswer = z.object({
  subreddits: z.array(text),
  outlets: z.array(z.object({ name: text, homepage: text })),
});

/** `extract_actors`: user message = region + document blocks. */
export const extractActorsAnswer = z.object({
  actors: z.array(
    z.object({
      document_index: z.number().int(),
      name: text,
      type: z.enum(['organization', 'individual', 'government_body', 'coalition']),
      description: maybe,
      url: maybe,
      social_urls: z.array(text),
      place: maybe,
      contact: maybe,
      quote: text,
    }),
  ),
});

/** One signal as the extractor gives it; `quote` is verbatim from the document it names. */
export const extractedSignal = z.object({
  document_index: z.number().int(),
  type: signalType,
  title: text,
  summary: text,
  quote: text,
  sensitivity: z.enum(['general', 'elevated', 'sensitive']),
  location: z
    .object({
      name: text,
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
      precision: z.enum(['exact', 'neighborhood', 'approximate', 'region']),
    })
    .nullable(),
  starts_at: maybe,
  ends_at: maybe,
  time_zone: maybe,
  rrule: maybe,
  event_status: z.enum(['scheduled', 'cancelled', 'postponed', 'moved']).nullable(),
  action_url: maybe,
  permalink: maybe,
  organizer: maybe,
  author: maybe,
  content_date: maybe,
  availability: maybe,
  is_ongoing: z.boolean().nullable(),
  eligibility: maybe,
  urgency: severity,
  what_needed: maybe,
  goal: maybe,
  severity,
  category: maybe,
  effective_date: maybe,
  source_authority: maybe,
  what_would_help: maybe,
  mentioned_organizations: z.array(text),
  implied_queries: z.array(text),
  resources: z.array(
    z.object({
      slug: text,
      relation: z.enum(['requires', 'prefers', 'offers']),
      confidence: z.number(),
      context: maybe,
    }),
  ),
  tags: z.array(text),
  first_hand: z.boolean(),
  language: text,
});
/** `extract_signals`: user message = region + document blocks. */
export const extractSignalsAnswer = z.object({ signals: z.array(extractedSignal) });

/** `discovery_queries`: user message = region + item blocks (role `tension`, `situation`) + what worked before. */
export const discoveryQueriesAnswer = z.object({
  queries: z.array(z.object({ query: text, role, reason: text, tension_id: maybe })),
  social_topics: z.array(text),
});

/** `judge_responses`: one item block of role `tension`, several of role `candidate`; one verdict per candidate. */
export const judgeResponsesAnswer = z.object({
  verdicts: z.array(
    z.object({ candidate_id: text, responds: z.boolean(), match_strength: z.number(), explanation: text }),
  ),
});

const foundTension = z.object({
  title: text,
  summary: text,
  url: text,
  quote: text,
  severity,
  category: maybe,
  what_would_help: maybe,
  match_strength: z.number(),
  explanation: text,
});
/** `link_tension` (agent with `web_search`, `read_page`): one item block of role `signal`; why does it exist? */
export const linkTensionAnswer = z.object({ curious: z.boolean(), reason: text, tensions: z.array(foundTension) });

const foundResponse = z.object({
  type: z.enum(['aid', 'gathering', 'need']),
  title: text,
  summary: text,
  url: text,
  quote: text,
  starts_at: maybe,
  organizer: maybe,
  location_name: maybe,
  match_strength: z.number(),
  explanation: text,
});
/** `find_responses` (agent): one item block of role `tension`; what reduces it? */
export const findResponsesAnswer = z.object({
  responses: z.array(foundResponse),
  new_tensions: z.array(foundTension),
  future_queries: z.array(text),
});
/** `find_gatherings` (agent): one item block of role `tension`; where do people gather because of it? */
export const findGatheringsAnswer = z.object({ gatherings: z.array(foundResponse), nothing_more: z.boolean() });

/** `investigate`: one item block of role `signal` + document blocks (search results or pages). */
export const investigateAnswer = z.object({
  evidence: z.array(
    z.object({
      document_index: z.number().int(),
      relevance: z.enum(['direct', 'supporting', 'contradicting', 'original']),
      confidence: z.number(),
      quote: text,
      explanation: text,
    }),
  ),
});

/** `weave_situations`: item blocks of role `situation` (candidates) and `signal` (the batch). */
export const weaveSituationsAnswer = z.object({
  assignments: z.array(
    z.object({
      signal_id: text,
      /** An id of a given situation, or the `key` of one of `new_situations`, or null: belongs nowhere. */
      situation: maybe,
      confidence: z.number(),
      reasoning: text,
    }),
  ),
  new_situations: z.array(z.object({ key: text, headline: text, lede: text, root_cause_thesis: text })),
  /** What is known of a given situation in better words; null leaves a text as it is. */
  state: z.array(z.object({ situation: text, lede: maybe, root_cause_thesis: maybe })),
  /** Two given situations that are one cause. */
  merges: z.array(z.object({ situation: text, other: text, reasoning: text })),
  /** Known members of a given situation that have another cause: they move to the new situation `key`. */
  splits: z.array(z.object({ situation: text, key: text, signal_ids: z.array(text), reasoning: text })),
  dispatches: z.array(
    z.object({
      /** Situation id or key. */
      situation: text,
      type: z.enum(['update', 'emergence', 'correction', 'reactivation', 'split', 'merge']),
      /** Every factual sentence ends with its citation, `[signal:ID]`. */
      body: text,
    }),
  ),
});

/** `review_signals`: item blocks of role `signal`, each with its quote. Unknown is `hold`, never `pass`. */
export const reviewSignalsAnswer = z.object({
  verdicts: z.array(z.object({ signal_id: text, decision: z.enum(['pass', 'reject', 'hold']), reason: text })),
  analysis: z.object({ pattern: text, suspected_step: text, cause: text, fix: text }).nullable(),
});
