import type { Refusal, RunRecord } from '#durable';

/** Codes of refusals: for programs. The words beside them are for people. */
export const REFUSAL_CODES = [
  'PHASE_PREREQUISITE_MISSING',
  'REGION_BUSY',
  'BUDGET_EXCEEDED',
  'MISSING_CREDENTIAL',
  'REGION_NOT_FOUND',
  'NOT_RUNNING',
  'RUN_NOT_RETRYABLE',
  'RUN_NOT_FORKABLE',
  'RUN_SETTLING',
  'RUN_NOT_FOUND',
  'INVALID_QUERY',
  'INVALID_START_TIME',
  'IDEMPOTENCY_CONFLICT',
  'NOT_PAUSED',
  'STEP_NOT_FOUND',
  'STEP_INPUT_FIXED',
  'STEP_INPUT_MISFIT',
  'GATE_NOT_FOUND',
  'GATE_RESOLVED',
  'GATE_EXPIRED',
  'SIGNAL_NOT_FOUND',
  'SIGNAL_BUSY',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A request that was not carried out, and what its sender can do about it. */
export interface Refused {
  readonly success: false;
  readonly code: RefusalCode;
  readonly message: string;
  readonly unblocks: string;
}
export interface Accepted {
  readonly success: true;
  readonly message: string;
  readonly run: RunRecord | null;
}
/** Refusals are data; bugs are errors. */
export type ScoutOutcome = Accepted | Refused;

export const refused = (code: RefusalCode, message: string, unblocks: string): Refused => ({
  success: false,
  code,
  message,
  unblocks,
});
/** What the engine refused, in the API's words. `otherwise`: the code for what the API has no word of its own for. */
export function refusedByEngine(cause: Refusal, otherwise: RefusalCode): Refused {
  const code = REFUSAL_CODES.find((known) => known === cause.code) ?? otherwise;
  return refused(code, cause.message, cause.unblocks ?? 'Look at the run.');
}
export const accepted = (message: string, run: RunRecord | null): Accepted => ({ success: true, message, run });
