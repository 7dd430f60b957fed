import type { RunStatus } from './types.js';

/** Statuses in which a run can still change by itself. */
export const OPEN_STATUSES: ReadonlySet<RunStatus> = new Set([
  'queued',
  'running',
  'suspended',
  'paused',
  'cancelling',
]);
/** Statuses a retry may start from. */
export const RETRYABLE_STATUSES: ReadonlySet<RunStatus> = new Set(['failed', 'cancelled', 'needs_attention']);
