import { errorCode, errorText } from '../http/error-text.js';
import { judgeAddresses, type Egress } from './egress.js';
import { exchange, type WebResponse } from './exchange.js';
import type { FetchLimits } from './limits.js';
import { ResolveError } from './resolver.js';
import { EncodingError, TooLargeError } from './unpack.js';
import { judgeUrl } from './url-policy.js';

export type GuardedOutcome =
  | { readonly kind: 'response'; readonly finalUrl: string; readonly response: WebResponse }
  | { readonly kind: 'refused'; readonly reason: string; readonly detail: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly status: number | null; readonly retryable: boolean };

/** Asked before every hop, redirects included; `go` must be released when the hop is over. */
export type HopGate = (
  url: URL,
  signal: AbortSignal,
) => Promise<
  | { readonly go: true; readonly release: () => Promise<void> }
  | { readonly go: false; readonly outcome: GuardedOutcome }
>;

export interface GuardedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly gate: HopGate;
  readonly wantsBody: (status: number, headers: Readonly<Record<string, string>>) => boolean;
}

const REDIRECTS: ReadonlySet<number> = new Set([300, 301, 302, 303, 307, 308]);
const failed = (reason: string, retryable: boolean): GuardedOutcome => ({
  kind: 'failed',
  reason,
  status: null,
  retryable,
});

/**
 * The guard: judges the URL, resolves the name once, judges every address, connects to exactly the judged one, and does
 * all of that again for each redirect. Nothing of a previous hop (no cookie, no authorization) travels to the next.
 * What servers and networks do comes back as data; only the caller's own abort is thrown.
 */
export class GuardedFetch {
  constructor(
    private readonly egress: Egress,
    private readonly limits: FetchLimits,
  ) {}

  async get(start: string, request: GuardedRequest): Promise<GuardedOutcome> {
    let current = start;
    const time = { leftMs: this.limits.totalMs };
    for (let hop = 0; hop <= this.limits.redirects; hop += 1) {
      const outcome = await this.hop(current, request, time);
      if (outcome.kind !== 'response') return outcome;
      const { status, headers } = outcome.response;
      const location = headers['location'];
      if (!REDIRECTS.has(status) || location === undefined) return outcome;
      if (!URL.canParse(location, current))
        return failed(`redirect to "${location.slice(0, 200)}", which is no URL`, false);
      current = new URL(location, current).href;
    }
    return { kind: 'refused', reason: 'redirects', detail: `more than ${String(this.limits.redirects)} redirects` };
  }

  /** `time` shrinks by what this hop took; waiting for a turn does not count. */
  private async hop(target: string, request: GuardedRequest, time: { leftMs: number }): Promise<GuardedOutcome> {
    const verdict = judgeUrl(target, { exampleNames: this.egress.gatewayNetworks !== null });
    if (!verdict.allowed) return { kind: 'refused', reason: verdict.reason, detail: verdict.detail };
    const gate = await request.gate(verdict.url, request.signal);
    if (!gate.go) return gate.outcome;
    const begin = performance.now();
    const deadline = AbortSignal.timeout(Math.max(1, Math.round(time.leftMs)));
    const signal = AbortSignal.any([request.signal, deadline]);
    try {
      return await this.connectAndRead(verdict, { ...request, signal });
    } catch (error) {
      request.signal.throwIfAborted();
      return deadline.aborted ? failed(`no answer within ${String(this.limits.totalMs)} ms`, true) : failureOf(error);
    } finally {
      time.leftMs -= performance.now() - begin;
      await gate.release();
    }
  }

  private async connectAndRead(
    verdict: { url: URL; host: string; literal: boolean },
    request: GuardedRequest,
  ): Promise<GuardedOutcome> {
    const addresses = verdict.literal
      ? [verdict.host]
      : await this.egress.resolver.addresses(verdict.host, request.signal);
    const judged = judgeAddresses(addresses, {
      literal: verdict.literal,
      gatewayNetworks: this.egress.gatewayNetworks,
    });
    if (judged.kind === 'refused') return { kind: 'refused', reason: 'private_address', detail: judged.detail };
    if (judged.kind === 'unreachable') return failed(judged.detail, false);
    const response = await exchange(verdict.url, judged.address, this.egress.connector, {
      headers: request.headers,
      limits: this.limits,
      signal: request.signal,
      wantsBody: (status, headers) => !REDIRECTS.has(status) && request.wantsBody(status, headers),
    });
    return { kind: 'response', finalUrl: verdict.url.href, response };
  }
}

function failureOf(error: unknown): GuardedOutcome {
  if (error instanceof TooLargeError) return { kind: 'refused', reason: 'too_large', detail: error.message };
  if (error instanceof EncodingError) return failed(error.message, false);
  if (error instanceof ResolveError) return failed(error.message, error.retryable);
  const code = errorCode(error);
  const certificate = /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO/.test(code);
  return failed(
    certificate ? `certificate not accepted (${code})` : `connection failed: ${errorText(error)}`,
    !certificate,
  );
}
