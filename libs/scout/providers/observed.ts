import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { TerminalError } from '#durable';
import type {
  EmbeddingPort,
  FetchOutcome,
  GeocodingPort,
  LlmPort,
  Metered,
  SearchPort,
  SocialPort,
  WebPort,
} from './ports.js';

/** How a call ended. `declined` and `malformed`: the model's answer; `refused`: somebody has to mend something; `failed`: worth another try. */
export type CallOutcome = 'ok' | 'declined' | 'malformed' | 'refused' | 'failed' | 'cancelled';

/** Who is told of every call to the outside. Labels are few: no address, no run. */
export interface ProviderObserver {
  called(call: {
    readonly provider: string;
    readonly operation: string;
    readonly outcome: CallOutcome;
    readonly seconds: number;
  }): void;
  paid(bill: { readonly provider: string; readonly operation: string; readonly microUsd: number }): void;
  fetched(page: { readonly outcome: FetchOutcome['kind']; readonly seconds: number }): void;
}

/** Tells nobody. */
export const unobserved: ProviderObserver = {
  called: () => undefined,
  paid: () => undefined,
  fetched: () => undefined,
};

const tracer = trace.getTracer('providers');

/** How a call that threw ended. */
export function outcomeOfError(error: unknown, signal: AbortSignal): CallOutcome {
  if (signal.aborted) return 'cancelled';
  if (error instanceof TerminalError) return 'refused';
  return 'failed';
}

const ANSWERS = {
  ok: 'ok',
  refused: 'declined',
  malformed: 'malformed',
  misfit: 'malformed',
} as const satisfies Record<string, CallOutcome>;

/** Makes a call in a span of its own and tells the observer how it ended and how long it took. */
async function watched<T>(
  observer: ProviderObserver,
  {
    provider,
    operation,
    signal,
  }: { readonly provider: string; readonly operation: string; readonly signal: AbortSignal },
  make: () => Promise<T>,
  outcomeOf: (answer: T) => CallOutcome = () => 'ok',
): Promise<T> {
  return tracer.startActiveSpan(`${provider} ${operation}`, { kind: SpanKind.CLIENT }, async (span) => {
    const startedAt = performance.now();
    const ended = (outcome: CallOutcome): void => {
      span.setAttribute('outcome', outcome);
      observer.called({ provider, operation, outcome, seconds: (performance.now() - startedAt) / 1_000 });
    };
    try {
      const answer = await make();
      ended(outcomeOf(answer));
      return answer;
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      ended(outcomeOfError(error, signal));
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The same for a call that costs money. */
async function billed<T>(
  observer: ProviderObserver,
  call: { readonly provider: string; readonly operation: string; readonly signal: AbortSignal },
  make: () => Promise<Metered<T>>,
  outcomeOf: (answer: T) => CallOutcome = () => 'ok',
): Promise<Metered<T>> {
  const metered = await watched(observer, call, make, ({ value }) => outcomeOf(value));
  observer.paid({ provider: call.provider, operation: call.operation, microUsd: metered.costMicroUsd });
  return metered;
}

/** The model, observed by task. */
export function observedLlm(llm: LlmPort, provider: string, observer: ProviderObserver): LlmPort {
  return {
    ask: (task, text, call, misfit) =>
      billed(
        observer,
        { provider, operation: task.name, signal: call.signal },
        () => llm.ask(task, text, call, misfit),
        ({ kind }) => ANSWERS[kind],
      ),
    turn: (task, messages, tools, call, options) =>
      billed(
        observer,
        { provider, operation: task.name, signal: call.signal },
        () => llm.turn(task, messages, tools, call, options),
        (turn) => (turn.kind === 'tools' ? 'ok' : ANSWERS[turn.answer.kind]),
      ),
    estimateMicroUsd: (task, inputBytes) => llm.estimateMicroUsd(task, inputBytes),
  };
}

/** Embedding, observed by kind of text. */
export function observedEmbedding(
  embedding: EmbeddingPort,
  provider: string,
  observer: ProviderObserver,
): EmbeddingPort {
  return {
    model: embedding.model,
    dimensions: embedding.dimensions,
    thresholds: embedding.thresholds,
    embed: (texts, kind, call) =>
      billed(observer, { provider, operation: `embed_${kind}`, signal: call.signal }, () =>
        embedding.embed(texts, kind, call),
      ),
    estimateMicroUsd: (inputBytes) => embedding.estimateMicroUsd(inputBytes),
  };
}

/** Search, observed. */
export function observedSearch(search: SearchPort, provider: string, observer: ProviderObserver): SearchPort {
  return {
    costPerCallMicroUsd: search.costPerCallMicroUsd,
    search: (query, options, call) =>
      billed(observer, { provider, operation: `search_${options.kind ?? 'web'}`, signal: call.signal }, () =>
        search.search(query, options, call),
      ),
  };
}

/** Social networks, observed. */
export function observedSocial(social: SocialPort, provider: string, observer: ProviderObserver): SocialPort {
  return {
    costPerCallMicroUsd: social.costPerCallMicroUsd,
    posts: (account, options, call) =>
      billed(observer, { provider, operation: 'posts', signal: call.signal }, () =>
        social.posts(account, options, call),
      ),
    searchTopics: (topics, options, call) =>
      billed(observer, { provider, operation: 'search_topics', signal: call.signal }, () =>
        social.searchTopics(topics, options, call),
      ),
  };
}

/** The geocoder, observed. */
export function observedGeocoding(
  geocoding: GeocodingPort,
  provider: string,
  observer: ProviderObserver,
): GeocodingPort {
  return {
    geocode: (query, options) =>
      watched(observer, { provider, operation: 'geocode', signal: options.signal }, () =>
        geocoding.geocode(query, options),
      ),
  };
}

/** The web, observed by what came of each address. */
export function observedWeb(web: WebPort, observer: ProviderObserver): WebPort {
  return {
    fetch: (url, options) =>
      tracer.startActiveSpan('web fetch', { kind: SpanKind.CLIENT, attributes: { 'url.full': url } }, async (span) => {
        const startedAt = performance.now();
        try {
          const outcome = await web.fetch(url, options);
          span.setAttribute('outcome', outcome.kind);
          observer.fetched({ outcome: outcome.kind, seconds: (performance.now() - startedAt) / 1_000 });
          return outcome;
        } finally {
          span.end();
        }
      }),
  };
}
