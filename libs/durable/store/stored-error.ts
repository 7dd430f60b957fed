import { TerminalError } from '../errors.js';
import type { RunError } from '../types.js';

const MAX_MESSAGE = 2_000;

/** What is kept of an error: name, message and code, never the stack. */
export function toRunError(error: unknown, step?: string): RunError {
  const { name, message, code } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return {
    name: clean(typeof name === 'string' ? name : 'Error'),
    message: clean(typeof message === 'string' ? message : String(error)),
    ...(typeof code === 'string' ? { code: clean(code) } : {}),
    ...(step === undefined ? {} : { step }),
  };
}

/** Text as jsonb can hold it. */
function clean(text: string): string {
  return text.slice(0, MAX_MESSAGE).replaceAll(/[\0\p{Surrogate}]/gu, '');
}

/** The error of a step that was journaled as failed; the first run throws the same as a replay, with the original as its cause. */
export function fromRunError(error: RunError | null, cause?: unknown): TerminalError {
  const revived = new TerminalError(
    error?.message ?? 'The step failed.',
    error?.code,
    cause === undefined ? undefined : { cause },
  );
  if (error) Object.defineProperty(revived, 'name', { value: error.name });
  return revived;
}
