import type { Redis } from 'ioredis';
import type { ProvidersConfig } from './config.js';
import { LocalEmbedding } from './embedding/local.js';
import { VoyageEmbedding } from './embedding/voyage.js';
import { Gazetteer } from './geocoding/gazetteer.js';
import { NominatimGeocoding } from './geocoding/nominatim.js';
import { GeocodingWithFallback } from './geocoding/with-fallback.js';
import { AnthropicLlm } from './llm/anthropic.js';
import {
  observedEmbedding,
  observedGeocoding,
  observedLlm,
  observedSearch,
  observedSocial,
  observedWeb,
  unobserved,
  type ProviderObserver,
} from './observed.js';
import type { EmbeddingPort, GeocodingPort, LlmPort, SearchPort, SocialPort, WebPort } from './ports.js';
import { SerperSearch } from './search/serper.js';
import { ApifySocial } from './social/apify.js';
import { gatewayEgress, openEgress, type Egress } from './web/egress.js';
import { GuardedFetch } from './web/guarded-fetch.js';
import { LocalHostTurns, RedisHostTurns, type HostTurns } from './web/host-turns.js';
import { FETCH_LIMITS } from './web/limits.js';
import { Robots } from './web/robots.js';
import { ScoutWeb } from './web/scout-web.js';

/** Every outside capability. Null: its credential is missing or the mode does without it. */
export interface Providers {
  readonly llm: LlmPort | null;
  readonly search: SearchPort | null;
  readonly social: SocialPort | null;
  readonly embedding: EmbeddingPort;
  readonly geocoding: GeocodingPort;
  readonly web: WebPort;
}

/** What adapters share with the rest of the process. */
interface Surroundings {
  /** Holds the politeness of hosts across workers; without it (a single process such as a replay) it is held in memory. */
  readonly redis?: Redis;
  /** Wall time unless a test says otherwise. */
  readonly clock?: () => Date;
  /** Told of every call. */
  readonly observer?: ProviderObserver;
}

const PUBLIC_NOMINATIM = 'https://nominatim.openstreetmap.org';
const POLITE_DELAY_MS = 1_000;

/** Adapters for a configuration, each call of which is observed. */
export function createProviders(config: ProvidersConfig, shared: Surroundings = {}): Providers {
  const { observer = unobserved } = shared;
  const paid = config.SCOUT_MODE !== 'structured';
  const baggage = config.PROVIDER_BAGGAGE;
  return {
    llm:
      paid && config.ANTHROPIC_API_KEY !== undefined
        ? observedLlm(
            new AnthropicLlm({
              apiKey: config.ANTHROPIC_API_KEY,
              baseUrl: config.ANTHROPIC_BASE_URL,
              models: { fast: config.LLM_MODEL_FAST, smart: config.LLM_MODEL_SMART },
              baggage,
            }),
            'anthropic',
            observer,
          )
        : null,
    search:
      paid && config.SERPER_API_KEY !== undefined
        ? observedSearch(
            new SerperSearch({ apiKey: config.SERPER_API_KEY, baseUrl: config.SERPER_BASE_URL, baggage }),
            'serper',
            observer,
          )
        : null,
    social:
      paid && config.APIFY_TOKEN !== undefined
        ? observedSocial(
            new ApifySocial({ token: config.APIFY_TOKEN, baseUrl: config.APIFY_BASE_URL, baggage }),
            'apify',
            observer,
          )
        : null,
    embedding:
      paid && config.VOYAGE_API_KEY !== undefined
        ? observedEmbedding(
            new VoyageEmbedding({
              apiKey: config.VOYAGE_API_KEY,
              baseUrl: config.VOYAGE_BASE_URL,
              model: config.EMBEDDING_MODEL,
              baggage,
            }),
            'voyage',
            observer,
          )
        : observedEmbedding(new LocalEmbedding(), 'local', observer),
    geocoding: geocoding(config, observer),
    web: observedWeb(web(config, shared), observer),
  };
}

function geocoding(config: ProvidersConfig, observer: ProviderObserver): GeocodingPort {
  const baseUrl = config.NOMINATIM_BASE_URL ?? (config.SCOUT_MODE === 'live' ? PUBLIC_NOMINATIM : undefined);
  const gazetteer = observedGeocoding(new Gazetteer(), 'gazetteer', observer);
  if (baseUrl === undefined) return gazetteer;
  const pauseMs = baseUrl === PUBLIC_NOMINATIM ? POLITE_DELAY_MS : 0;
  const nominatim = observedGeocoding(
    new NominatimGeocoding({ baseUrl, userAgent: config.WEB_USER_AGENT, pauseMs }),
    'nominatim',
    observer,
  );
  // The gazetteer knows the real world only: behind a stand-in it would answer for another one.
  return config.SCOUT_MODE === 'town' ? nominatim : new GeocodingWithFallback(nominatim, gazetteer);
}

function egressOf(config: ProvidersConfig): Egress {
  if (config.WEB_GATEWAY_URL === undefined) return openEgress();
  const gateway = new URL(config.WEB_GATEWAY_URL);
  return gatewayEgress({
    url: config.WEB_GATEWAY_URL,
    connect: config.WEB_GATEWAY_CONNECT ?? `${gateway.hostname}:${gateway.port === '' ? '80' : gateway.port}`,
    networks: config.WEB_GATEWAY_NETS,
  });
}

function web(config: ProvidersConfig, shared: Surroundings): WebPort {
  const guard = new GuardedFetch(egressOf(config), FETCH_LIMITS);
  const turns: HostTurns = shared.redis === undefined ? new LocalHostTurns() : new RedisHostTurns(shared.redis);
  const hostDelayMs = config.WEB_HOST_DELAY_MS ?? (config.WEB_GATEWAY_URL === undefined ? POLITE_DELAY_MS : 0);
  return new ScoutWeb(guard, new Robots(guard, config.WEB_USER_AGENT), turns, {
    userAgent: config.WEB_USER_AGENT,
    hostDelayMs,
    baggage: config.PROVIDER_BAGGAGE,
    clock: shared.clock ?? (() => new Date()),
  });
}
