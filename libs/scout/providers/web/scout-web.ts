import type { FetchOutcome, WebPort } from '../ports.js';
import { baggageHeader } from '../http/baggage.js';
import { decodeBody } from './charset.js';
import { kindByHeader, kindOfBody } from './content-type.js';
import type { GuardedFetch, HopGate } from './guarded-fetch.js';
import type { HostTurns } from './host-turns.js';
import { retryAfterMs } from './retry-after.js';
import type { Robots } from './robots.js';
import type { WebResponse } from './exchange.js';

/** Longest wait for a host's turn, in milliseconds; then the fetch is tried again later. */
const PATIENCE_MS = 60_000;
const ACCEPT = {
  text: 'text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,application/pdf;q=0.7,*/*;q=0.1',
  feed: 'application/rss+xml,application/atom+xml,text/calendar,application/xml;q=0.9,application/json;q=0.8,text/xml;q=0.8,*/*;q=0.1',
  any: '*/*',
} as const;
/** Statuses of a server that may answer another time. */
const RETRYABLE: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]);

export interface ScoutWebOptions {
  readonly userAgent: string;
  readonly hostDelayMs: number;
  readonly baggage: boolean;
  readonly clock: () => Date;
}
type FetchOptions = Parameters<WebPort['fetch']>[1];

/** The web as phases see it: guard, robots, politeness, conditional GET, content type and charset in one call. */
export class ScoutWeb implements WebPort {
  constructor(
    private readonly guard: GuardedFetch,
    private readonly robots: Robots,
    private readonly turns: HostTurns,
    private readonly options: ScoutWebOptions,
  ) {}

  async fetch(url: string, options: FetchOptions): Promise<FetchOutcome> {
    const startedAt = this.options.clock();
    const start = performance.now();
    const outcome = await this.guard.get(url, {
      headers: this.headersFor(options),
      signal: options.signal,
      gate: this.pageGate(options),
      wantsBody: (status, headers) =>
        status >= 200 && status < 300 && kindByHeader(headers['content-type']) !== 'refused',
    });
    const fetchedAt = startedAt.toISOString();
    if (outcome.kind === 'refused') return { kind: 'refused', url, reason: outcome.reason, detail: outcome.detail };
    if (outcome.kind === 'failed') return { ...outcome, url, retryAfterMs: null };
    const { response, finalUrl } = outcome;
    if (response.status === 304) return { kind: 'not_modified', url, fetchedAt };
    if (response.status < 200 || response.status >= 300) return this.failedStatus(url, response);
    const { kind, contentType } = kindOfBody(response.headers['content-type'], response.body);
    if (kind === 'refused')
      return { kind: 'refused', url, reason: 'content_type', detail: `${contentType} is neither text nor PDF` };
    const decoded =
      kind === 'pdf' ? { text: '', charset: 'binary' } : decodeBody(response.body, response.headers['content-type']);
    return {
      kind: 'page',
      url,
      finalUrl,
      status: response.status,
      headers: response.headers,
      contentType,
      body: response.body,
      ...decoded,
      fetchedAt,
      elapsedMs: Math.round(performance.now() - start),
    };
  }

  private failedStatus(url: string, response: WebResponse): FetchOutcome {
    return {
      kind: 'failed',
      url,
      reason: `the server answered ${String(response.status)}`,
      status: response.status,
      retryable: RETRYABLE.has(response.status),
      retryAfterMs: retryAfterMs(response.headers['retry-after'], this.options.clock()),
    };
  }

  private headersFor(options: FetchOptions): Record<string, string> {
    const headers: Record<string, string> = {
      ...this.commonHeaders(options),
      accept: ACCEPT[options.accept ?? 'text'],
    };
    if (options.etag != null) headers['if-none-match'] = options.etag;
    if (options.lastModified != null) headers['if-modified-since'] = options.lastModified;
    return headers;
  }

  private commonHeaders(options: FetchOptions): Record<string, string> {
    const headers = {
      'user-agent': this.options.userAgent,
      'accept-encoding': 'gzip, deflate, br',
      'accept-language': 'en, *;q=0.5',
    };
    const baggage = this.options.baggage ? baggageHeader(options.onBehalfOf) : null;
    return baggage === null ? headers : { ...headers, baggage };
  }

  /** Robots first, then the host's turn: a page that may not be read does not cost the host a wait. */
  private pageGate(options: FetchOptions): HopGate {
    return async (url, signal) => {
      const rules = await this.robots.rulesFor(url, this.turnGate(0), this.commonHeaders(options), signal);
      const { unreachable } = rules;
      if (unreachable !== undefined) return { go: false, outcome: { kind: 'failed', status: null, ...unreachable } };
      if (rules.verdict(url.href) === 'disallowed')
        return {
          go: false,
          outcome: { kind: 'refused', reason: 'robots', detail: `robots.txt of ${url.host} disallows it` },
        };
      return this.turnGate(rules.crawlDelayMs)(url, signal);
    };
  }

  private turnGate(crawlDelayMs: number): HopGate {
    return async (url, signal) => {
      const delayMs = Math.max(crawlDelayMs, this.options.hostDelayMs);
      const turn = await this.turns.take(url.host, { delayMs, patienceMs: PATIENCE_MS, signal });
      if (turn !== null) return { go: true, release: () => turn.release() };
      return {
        go: false,
        outcome: {
          kind: 'failed',
          reason: `${url.host} is busy with other requests of ours`,
          status: null,
          retryable: true,
        },
      };
    };
  }
}
