import Anthropic from '@anthropic-ai/sdk';
import { noAnswer, providerError } from '../http/provider-errors.js';
import { retryAfterMs } from '../web/retry-after.js';

/** An SDK error in the engine's taxonomy. The caller's own abort is passed on as it is. */
export function anthropicError(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof Anthropic.APIConnectionError) return noAnswer('Anthropic', error.message, error);
  if (!(error instanceof Anthropic.APIError)) {
    const unreadable = typeof error === 'object' && error !== null && 'name' in error && error.name === 'SyntaxError';
    return unreadable ? noAnswer('Anthropic', 'an answer that is not JSON') : error;
  }
  if (error.status === undefined) return noAnswer('Anthropic', error.message);
  return providerError({
    provider: 'Anthropic',
    status: error.status,
    message: error.apiMessage ?? '',
    retryAfterMs: retryAfterMs(error.headers?.get('retry-after') ?? undefined, new Date()),
    credential: 'ANTHROPIC_API_KEY',
  });
}

/** The API turned the answer's schema down (too many unions, compiled grammar too large): the schema can still be told in words. */
export function schemaTooComplex(error: unknown): boolean {
  return error instanceof Anthropic.APIError && error.status === 400 && /schema|grammar/i.test(error.apiMessage ?? '');
}
