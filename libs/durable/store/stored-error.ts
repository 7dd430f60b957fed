import { TerminalError } from '../errors.js';
import type { RunError } from '../types.js';

const MAX_MESSAGE = 2_000;

/** What is kept of an error: name, message and code, the steps it came from, never the stack. */
export function toRunError(error: unknown, ...steps: readonly string[]): RunError {
  const { name, message, code } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return {
    name: clean(typeof name === 'string' ? name : 'Error'),
    message: clean(typeof message === 'string' ? message : String(error)),
    ...(typeof code === 'string' ? { code: clean(code) } : {}),
    ...(steps[0] === undefined ? {} : { step: steps[0] }),
    ...(steps.length > 1 ? { steps } : {}),
  };
}

/** Text as jsonb can hold it. */
function clean(text: string): string {
  return text.slice(0, MAX_MESSAGE).replaceAll(/[\0\p{Surrogate}]/gu, '');
}

/** An error and all it was caused by, itself first. */
export function causesOf(error: unknown): ReadonlySet<object> {
  const found = new Set<object>();
  const look = (one: unknown): void => {
    if (typeof one !== 'object' || one === null || found.has(one)) return;
    found.add(one);
    if ('errors' in one && Array.isArray(one.errors)) one.errors.forEach(look);
    if ('cause' in one) look(one.cause);
  };
  look(error);
  return found;
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
