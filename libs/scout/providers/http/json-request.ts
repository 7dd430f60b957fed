import type { z } from 'zod';
import { retryAfterMs } from '../web/retry-after.js';
import { baggageHeader } from './baggage.js';
import { errorText } from './error-text.js';
import { noAnswer, providerError } from './provider-errors.js';

export interface JsonEndpoint {
  /** `Serper`, as people know it. */
  readonly provider: string;
  /** Variable that holds the credential, for the advice in errors. */
  readonly credential: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Whether run and step are named in a baggage header. */
  readonly baggage: boolean;
}
export interface JsonCall {
  readonly signal: AbortSignal;
  readonly idempotencyKey?: string;
  readonly runId?: string;
  readonly step?: string;
}

/** Longest answer read, in characters. */
const MAX_CHARS = 20_000_000;

function headersFor(endpoint: JsonEndpoint, call: JsonCall, hasBody: boolean): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', ...endpoint.headers };
  if (hasBody) headers['content-type'] = 'application/json';
  if (call.idempotencyKey !== undefined) headers['idempotency-key'] = call.idempotencyKey;
  if (endpoint.baggage && call.runId !== undefined && call.step !== undefined) {
    const baggage = baggageHeader({ runId: call.runId, step: call.step });
    if (baggage !== null) headers['baggage'] = baggage;
  }
  return headers;
}

/** The words of an error body: `message`, `detail`, `error.message` or `error`. Empty when there are none. */
export function messageOf(body: unknown): string {
  if (typeof body === 'string') return body.trimStart().startsWith('<') ? '' : body;
  if (typeof body !== 'object' || body === null) return '';
  for (const key of ['message', 'detail', 'error']) {
    const value: unknown = Reflect.get(body, key);
    if (typeof value === 'string') return value;
    if (typeof value === 'object' && value !== null) return messageOf(value);
  }
  return '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * One request to a provider whose answer is JSON of a known shape. Throws TerminalError (somebody has to mend something),
 * RetryableError (worth another try), or the reason of the caller's abort. Neither holds a credential.
 */
export async function requestJson<S extends z.ZodType>(
  endpoint: JsonEndpoint,
  request: { readonly method: 'GET' | 'POST'; readonly url: string; readonly body?: unknown; readonly answer: S },
  call: JsonCall,
): Promise<z.output<S>> {
  const hasBody = request.body !== undefined;
  let response: Response;
  let text: string;
  try {
    response = await fetch(request.url, {
      method: request.method,
      headers: headersFor(endpoint, call, hasBody),
      body: hasBody ? JSON.stringify(request.body) : null,
      signal: AbortSignal.any([call.signal, AbortSignal.timeout(endpoint.timeoutMs)]),
      redirect: 'error',
    });
    text = await response.text();
  } catch (error) {
    call.signal.throwIfAborted();
    throw noAnswer(endpoint.provider, errorText(error), error);
  }
  const body = text.length > MAX_CHARS ? undefined : parseJson(text);
  if (!response.ok) {
    throw providerError({
      provider: endpoint.provider,
      status: response.status,
      message: messageOf(body ?? text),
      retryAfterMs: retryAfterMs(response.headers.get('retry-after') ?? undefined, new Date()),
      credential: endpoint.credential,
    });
  }
  const parsed = request.answer.safeParse(body);
  if (!parsed.success)
    throw noAnswer(endpoint.provider, `unexpected answer (${parsed.error.issues[0]?.message ?? 'no JSON'})`);
  return parsed.data;
}
