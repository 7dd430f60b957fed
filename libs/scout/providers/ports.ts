/**
 * Every outside capability, named by what it does. Adapters live in one folder per capability; which one is used is configuration.
 * A paid call goes through `Metered` calls: the caller reserves budget first and settles with the usage returned here.
 */
import type { z } from 'zod';
import type { PromptTask } from '../prompts/task.js';

/** Travels with every call: cancels it, makes it idempotent for the provider, and tells whose it is. */
export interface CallContext {
  readonly signal: AbortSignal;
  readonly idempotencyKey: string;
  readonly runId: string;
  readonly step: string;
}
export interface Metered<T> {
  readonly value: T;
  /** From the provider's usage numbers and the dated price table. Micro-USD. */
  readonly costMicroUsd: number;
  readonly usage: {
    readonly provider: string;
    readonly model: string;
    readonly operation: string;
    readonly units: Readonly<Record<string, number>>;
  };
}

export type LlmAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** The model declined; nothing is wrong with the call. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** No answer that fits can be had: asking again would not help. */
  | { readonly kind: 'malformed'; readonly reason: string }
  | Misfit;

/** An answer that does not fit the task's schema, to be sent back once with what is wrong with it. JSON, so that it can be journaled before the next call. */
export interface Misfit {
  readonly kind: 'misfit';
  readonly text: string;
  readonly problem: string;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: z.ZodType;
}
/** One message of an agent's conversation, JSON so that a turn can be journaled and replayed. */
export type AgentMessage =
  | { readonly role: 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly content: readonly unknown[] }
  | {
      readonly role: 'tools';
      readonly results: readonly { readonly id: string; readonly text: string; readonly isError: boolean }[];
    };
export type AgentTurn<T> =
  | { readonly kind: 'tools'; readonly message: AgentMessage; readonly calls: readonly ToolCall[] }
  | { readonly kind: 'answer'; readonly answer: LlmAnswer<T> };

export interface LlmPort {
  /** One exchange: a question and its answer by the task's schema. `misfit`: the answer to the same question that was of no use. */
  ask<S extends z.ZodType>(
    task: PromptTask<S>,
    userText: string,
    call: CallContext,
    misfit?: Misfit,
  ): Promise<Metered<LlmAnswer<z.infer<S>>>>;
  /** One turn of an agent: either tool calls or the final answer. `mustAnswer` forbids tools (last turn); `misfit` as in `ask`, which forbids them too. */
  turn<S extends z.ZodType>(
    task: PromptTask<S>,
    messages: readonly AgentMessage[],
    tools: readonly ToolSpec[],
    call: CallContext,
    options: { mustAnswer: boolean; misfit?: Misfit },
  ): Promise<Metered<AgentTurn<z.infer<S>>>>;
  /** Worst case of one exchange before it is made, for the budget gate; `inputBytes`: UTF-8. Micro-USD. */
  estimateMicroUsd(task: PromptTask, inputBytes: number): number;
}

/** Cosine thresholds differ from model to model; they are kept with the embedder, not with the rule. */
export interface SimilarityThresholds {
  /** Same URL: the same signal. */
  readonly refresh: number;
  /** Another URL: the same signal told by somebody else. */
  readonly corroborate: number;
  readonly similar: number;
  readonly heat: number;
  readonly response: number;
  readonly situation: number;
  readonly duplicateTension: number;
}
export interface EmbeddingPort {
  readonly model: string;
  readonly dimensions: number;
  readonly thresholds: SimilarityThresholds;
  /** One unit vector of `dimensions` per text, in order. */
  embed(texts: readonly string[], kind: 'document' | 'query', call: CallContext): Promise<Metered<number[][]>>;
  /** Worst case of embedding texts of this many bytes (UTF-8). Micro-USD. */
  estimateMicroUsd(inputBytes: number): number;
}

export interface SearchResult {
  readonly title: string;
  readonly url: string;
  readonly snippet: string;
  readonly position: number;
  readonly date: string | null;
}
export interface SearchPort {
  search(
    query: string,
    options: { count: number; kind?: 'web' | 'news' },
    call: CallContext,
  ): Promise<Metered<SearchResult[]>>;
  readonly costPerCallMicroUsd: number;
}

export interface SocialPost {
  readonly permalink: string;
  readonly author: string | null;
  readonly text: string;
  readonly publishedAt: string | null;
  readonly accountUrl: string | null;
}
export interface SocialPort {
  /** Posts of one account, subreddit or hashtag URL. */
  posts(accountUrl: string, options: { limit: number }, call: CallContext): Promise<Metered<SocialPost[]>>;
  /** Posts about topics, for finding new accounts. */
  searchTopics(
    topics: readonly string[],
    options: { limit: number },
    call: CallContext,
  ): Promise<Metered<SocialPost[]>>;
  readonly costPerCallMicroUsd: number;
}

export interface GeocodedPlace {
  readonly displayName: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly radiusKm: number;
  readonly timeZone: string;
  readonly kind: string;
  /** City, county, state … as the geocoder names them. */
  readonly address: Readonly<Record<string, string>>;
}
export interface GeocodingPort {
  /** Best match, or null when nothing is known by that name. */
  geocode(query: string, options: { signal: AbortSignal }): Promise<GeocodedPlace | null>;
}

/** What the web gave for one URL; never an exception for what a web server may do. */
export type FetchOutcome =
  | {
      readonly kind: 'page';
      readonly url: string;
      readonly finalUrl: string;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly contentType: string;
      readonly body: Uint8Array;
      /** Decoded text (empty for PDF, whose text the reader extracts). */
      readonly text: string;
      readonly charset: string;
      readonly fetchedAt: string;
      readonly elapsedMs: number;
    }
  | { readonly kind: 'not_modified'; readonly url: string; readonly fetchedAt: string }
  /** The guard said no: robots, private address, scheme, type, redirect count. Not retried. */
  | { readonly kind: 'refused'; readonly url: string; readonly reason: string; readonly detail: string }
  /** The server or the network failed. `retryable` errors may be tried later. */
  | {
      readonly kind: 'failed';
      readonly url: string;
      readonly reason: string;
      readonly status: number | null;
      readonly retryable: boolean;
      readonly retryAfterMs: number | null;
    };

export interface WebPort {
  /** The one guarded way to the web: robots, politeness, pinned DNS, private addresses refused at every redirect, size and time limits. */
  fetch(
    url: string,
    options: {
      signal: AbortSignal;
      etag?: string | null;
      lastModified?: string | null;
      accept?: 'text' | 'feed' | 'any';
      /** Run and step to name in the request, where the configuration asks for it. */
      onBehalfOf?: { readonly runId: string; readonly step: string };
    },
  ): Promise<FetchOutcome>;
}
