import { RetryableError, TerminalError } from '#durable';
import type { Notification } from './notification.js';

/** Tells somebody outside of what a run found. */
export interface Notifier {
  /** Where it goes, without the secret part of the address: for the log. */
  readonly channel: string;
  /** Resolves when it was taken. The key is the same for every try of one message, so that a receiver can tell repeats. */
  send(
    message: Notification,
    call: { readonly idempotencyKey: string; readonly signal: AbortSignal },
  ): Promise<{ readonly status: number }>;
}

const TIMEOUT_MS = 10_000;
/** Slack takes a text and may refuse what it doesn't know. */
const isSlack = (url: URL): boolean => /(?:^|\.)slack\.com$/.test(url.hostname);

/** Posts messages as JSON to one address. Throws RetryableError for trouble that may pass, TerminalError for a refusal. */
export function webhook(address: string): Notifier {
  const url = new URL(address);
  return {
    // The path of a webhook is its secret.
    channel: url.host,
    async send(message, { idempotencyKey, signal }) {
      const body = isSlack(url) ? { text: message.text } : message;
      let response: Response;
      try {
        response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
          body: JSON.stringify(body),
          signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
          redirect: 'error',
        });
      } catch (error) {
        signal.throwIfAborted();
        throw new RetryableError(
          `${url.host} gave no answer: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
      await response.body?.cancel();
      const { status } = response;
      if (response.ok) return { status };
      const refused = `${url.host} answered ${String(status)} to a notification. Check NOTIFY_WEBHOOK_URL.`;
      if (status === 408 || status === 429 || status >= 500) throw new RetryableError(refused);
      throw new TerminalError(refused, 'WEBHOOK_REFUSED');
    },
  };
}
