import { RetryableError, TerminalError } from '#durable';
import { Unanswered } from '../../budget/unanswered.js';
import { causeCodes } from './error-text.js';

/** A failed provider answer in the terms of the engine: what is worth another try, and what somebody has to mend first. */
export interface ProviderFailure {
  /** `Serper`, as people know it. */
  readonly provider: string;
  readonly status: number;
  /** The provider's own words, if any. Never holds our key. */
  readonly message: string;
  readonly retryAfterMs: number | null;
  /** Variable that holds the credential, for the advice. */
  readonly credential: string;
}

/** Statuses by which a provider says that it is asked too much; without a word on when to come back, not at once. */
const BUSY: ReadonlySet<number> = new Set([429, 503, 529]);
const BUSY_MS = 5_000;

const SPEND_LIMIT =
  /spend(ing)? limit|usage limit|credit balance|not enough credits|quota|billing|insufficient[_ ]funds|payment/i;

/**
 * Maps a status to the engine's taxonomy: 401/403 and other 4xx are terminal and say what to do; 402 and a 429 that names
 * a spending limit are terminal (waiting does not clear them); 408, 409, 429 and 5xx are retried after `retry-after`, those of a provider
 * that is busy after five seconds at least.
 */
export function providerError(failure: ProviderFailure): Error {
  const { provider, status, credential } = failure;
  const words = failure.message.slice(0, 300).replace(/[.\s]+$/, '');
  const said = words === '' ? '' : `: ${words}`;
  if (status === 401 || status === 403)
    return new TerminalError(
      `${provider} does not accept the credential (${String(status)})${said}. Check ${credential}.`,
      'CREDENTIAL_REFUSED',
    );
  if (
    status === 402 ||
    ((status === 429 || status === 400) && failure.retryAfterMs === null && SPEND_LIMIT.test(failure.message))
  )
    return new TerminalError(
      `${provider} refuses until its account is topped up (${String(status)})${said}. Raise the limit or the balance there.`,
      'PROVIDER_SPEND_LIMIT',
    );
  if (status === 408 || status === 409 || status === 429 || status >= 500)
    return new RetryableError(
      `${provider} answered ${String(status)}${said}`,
      failure.retryAfterMs ?? (BUSY.has(status) ? BUSY_MS : undefined),
    );
  return new TerminalError(
    `${provider} does not accept the request (${String(status)})${said}.`,
    'PROVIDER_REQUEST_REFUSED',
  );
}

/** Codes of failures before anything was sent: no such host, nobody there, no connection in time, a certificate that is not trusted. */
const NOT_SENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|UND_ERR_CONNECT_TIMEOUT|ERR_(?:TLS|SSL)_\w+|(?:\w+_)?CERT(?:_\w+)?|UNABLE_TO_\w+)$/;

/** No answer at all: network, timeout, or an answer that can't be read. Unless `cause` says that nothing was sent, the provider may charge for it. */
export function noAnswer(provider: string, reason: string, cause?: unknown): RetryableError {
  const message = `${provider} gave no usable answer: ${reason}`;
  return causeCodes(cause).some((code) => NOT_SENT.test(code)) ? new RetryableError(message) : new Unanswered(message);
}
