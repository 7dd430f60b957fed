/** Starting, stopping, resetting and retrying scout runs, and who did what. */
export { AuditEntry } from './audit/audit-entry.js';
export { AuditLog, type AuditRecord } from './audit/audit-log.js';
export { runsMigrations } from './migrations/index.js';
export { missingCredential, type Capabilities, type RunKind, type ScoutMode } from './credentials.js';
export { REFUSAL_CODES, type RefusalCode, type Refused, type ScoutOutcome } from './outcome.js';
export { RunCosts } from './run-costs.js';
export { startBlockedBy } from './region-hold.js';
export { RegionLookup } from './region-lookup.js';
export { workflowQueues } from './workflow-queues.js';
export { ScoutRuns, type RunStart, type ScoutRunsParts } from './scout-runs.js';
