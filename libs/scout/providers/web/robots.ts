import { createRequire } from 'node:module';
import { LRUCache } from 'lru-cache';
import type { GuardedFetch, HopGate } from './guarded-fetch.js';

// Its types describe an ES module, its code is CommonJS: an `import` type-checks one way and runs the other.
const parse = createRequire(import.meta.url)('robots-parser') as typeof import('robots-parser').default;

/** RFC 9309: at least 500 KiB have to be read. */
const MAX_ROBOTS_CHARS = 500 * 1024;
/** RFC 9309 recommends not to keep a copy for more than a day; pages come and go faster than that. */
const KEEP_MS = 60 * 60 * 1000;
const KEEP_UNREACHABLE_MS = 5 * 60 * 1000;
/** A longer pause than this is honoured as this: a scout comes back another day instead. */
const MAX_CRAWL_DELAY_MS = 30_000;

/** What the robots.txt of one origin says to us. */
export interface RobotsRules {
  verdict(url: string): 'allowed' | 'disallowed' | 'unreachable';
  /** When unreachable: why, and whether another time may help. */
  readonly unreachable?: { readonly reason: string; readonly retryable: boolean };
  readonly crawlDelayMs: number;
}

/** Product token of a user agent: what robots.txt groups are matched by. */
export function productToken(userAgent: string): string {
  return userAgent.split(/[/\s]/)[0] ?? userAgent;
}

/** Rules of a robots.txt text for one product token (RFC 9309; parsed by robots-parser). `/robots.txt` itself is always allowed. */
export function robotsRules(robotsUrl: string, text: string, agent: string): RobotsRules {
  const rules = parse(robotsUrl, text.slice(0, MAX_ROBOTS_CHARS));
  const delaySeconds = rules.getCrawlDelay(agent) ?? 0;
  return {
    verdict: (url) =>
      new URL(url).pathname === '/robots.txt' || rules.isAllowed(url, agent) !== false ? 'allowed' : 'disallowed',
    crawlDelayMs: Number.isFinite(delaySeconds) ? Math.min(Math.max(0, delaySeconds) * 1000, MAX_CRAWL_DELAY_MS) : 0,
  };
}

const ALLOW_ALL: RobotsRules = { verdict: () => 'allowed', crawlDelayMs: 0 };
function unreachable(reason: string, retryable: boolean): RobotsRules {
  const why = { reason: `robots.txt unreachable: ${reason}`, retryable };
  return { verdict: () => 'unreachable', crawlDelayMs: 0, unreachable: why };
}

/**
 * Rules for a status (RFC 9309 2.3.1): 2xx → its text; 4xx → all allowed; 429, 5xx and no answer → unreachable,
 * which means "nothing now, try later".
 */
export function rulesOfAnswer(robotsUrl: string, status: number, text: string, agent: string): RobotsRules {
  if (status >= 200 && status < 300) return robotsRules(robotsUrl, text, agent);
  return status === 429 || status >= 500 ? unreachable(`answered ${String(status)}`, true) : ALLOW_ALL;
}

/** robots.txt of every origin, read through the same guard as pages and kept for an hour. */
export class Robots {
  private readonly kept = new LRUCache<string, RobotsRules>({ max: 2_000 });

  constructor(
    private readonly guard: GuardedFetch,
    private readonly userAgent: string,
  ) {}

  /** `gate` holds the politeness of the host; robots.txt requests wait their turn like any other. */
  async rulesFor(
    url: URL,
    gate: HopGate,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<RobotsRules> {
    const kept = this.kept.get(url.origin);
    if (kept !== undefined) return kept;
    const rules = await this.read(new URL('/robots.txt', url.origin).href, gate, headers, signal);
    this.kept.set(url.origin, rules, { ttl: rules.unreachable !== undefined ? KEEP_UNREACHABLE_MS : KEEP_MS });
    return rules;
  }

  private async read(
    robotsUrl: string,
    gate: HopGate,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<RobotsRules> {
    const outcome = await this.guard.get(robotsUrl, { headers, signal, gate, wantsBody: (status) => status < 300 });
    if (outcome.kind === 'failed') return unreachable(outcome.reason, outcome.retryable);
    // Endless redirects and oversized files count as "unavailable"; a redirect to a private address as "none given".
    if (outcome.kind === 'refused') return ALLOW_ALL;
    const text = new TextDecoder().decode(outcome.response.body);
    return rulesOfAnswer(robotsUrl, outcome.response.status, text, productToken(this.userAgent));
  }
}
