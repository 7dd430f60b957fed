import { Refusal, RetryableError, TerminalError, NonDeterminismError } from '../errors.js';
import type { RetryPolicy } from '../types.js';

export const DEFAULT_RETRY: RetryPolicy = { maxAttempts: 3, initialDelayMs: 500, factor: 2, maxDelayMs: 60_000 };
/** A step that waits longer than this between its attempts gives its worker slot back. */
export const IN_PROCESS_MS = 30_000;

/** The policy of a step: what it gives, and the defaults for the rest. Throws TerminalError BAD_RETRY for one that would try without end or not at all. */
export function retryPolicyOf(given: Partial<RetryPolicy> = {}): RetryPolicy {
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  const policy = { ...DEFAULT_RETRY, ...Object.fromEntries(set) };
  const bad = Object.entries(policy).find(
    ([field, value]) => !(value >= (LEAST[field] ?? 0) && (Number.isFinite(value) || field === 'maxDelayMs')),
  );
  if (bad) throw new TerminalError(`A retry policy can't have ${bad.join(' = ')}.`, 'BAD_RETRY');
  return policy;
}

/** The least that fields may be; of the others, nothing. */
const LEAST: Readonly<Record<string, number>> = { maxAttempts: 1, factor: 1 };

export type RetryVerdict =
  | { readonly kind: 'give-up'; readonly retryable: boolean }
  | { readonly kind: 'again'; readonly delayMs: number; readonly inProcess: boolean };

/**
 * What follows a failed attempt. `attempts` counts the failed one, `waitedMs` is what this step has waited in this process so far.
 * The delay is `initial * factor^(n-1)`, at most `maxDelayMs`, of which `jitter` (0..1) takes away up to a quarter; a RetryableError's own delay is a floor.
 */
export function retryVerdict(
  error: unknown,
  attempts: number,
  waitedMs: number,
  policy: RetryPolicy,
  jitter: number,
): RetryVerdict {
  if (isFinal(error)) return { kind: 'give-up', retryable: false };
  if (attempts >= policy.maxAttempts) return { kind: 'give-up', retryable: true };
  const backoffMs =
    Math.min(policy.initialDelayMs * policy.factor ** (attempts - 1), policy.maxDelayMs) * (1 - jitter / 4);
  const floorMs = error instanceof RetryableError ? (error.delayMs ?? 0) : 0;
  const delayMs = Math.round(Math.max(backoffMs, floorMs));
  return { kind: 'again', delayMs, inProcess: waitedMs + delayMs < IN_PROCESS_MS };
}

/** Errors that another attempt can't mend. */
function isFinal(error: unknown): boolean {
  return error instanceof TerminalError || error instanceof Refusal || error instanceof NonDeterminismError;
}
