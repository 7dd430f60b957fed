import type { CommitEffect, Json } from '#durable';
import type { Metered } from '../providers/ports.js';
import type { Reservation } from './budget.js';
import { RECORD_COMMITTED, RELEASE_COMMITTED } from './statements.js';

/**
 * Writes the real cost into the ledger and drops the reservation, or what it was booked with meanwhile, in the one statement that journals the step
 * that paid.
 */
export const SETTLE: CommitEffect = {
  name: 'settle',
  statements: [RELEASE_COMMITTED, RECORD_COMMITTED],
};

/** What SETTLE has to know of a call. */
export function settlement({ step, token }: Reservation, { usage, costMicroUsd }: Metered<unknown>): Json {
  const { provider, model, operation, units } = usage;
  const { region, rootId } = step;
  return {
    region,
    rootId,
    token,
    provider,
    model,
    operation,
    units: { ...units },
    costMicroUsd: Math.ceil(costMicroUsd),
  };
}
