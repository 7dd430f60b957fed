import * as sql from '../statements/stats.js';
import type { Database } from '../store/database.js';
import type { RunStatus } from '../types.js';

/** Figures for gauges. */
export interface DurableStats {
  readonly runs: Partial<Record<RunStatus, number>>;
  /** How long the oldest dispatched run has waited for a worker. */
  readonly oldestQueuedMs: number;
  readonly journalBytes: number;
  readonly outboxRows: number;
}

interface Backlog {
  readonly oldest_queued_ms: number;
  readonly journal_bytes: number;
  readonly outbox_rows: number;
}

export async function statsOf(database: Database): Promise<DurableStats> {
  const byStatus = await database.query<{ status: RunStatus; count: number }>(sql.runsByStatus);
  const [backlog] = await database.query<Backlog>(sql.backlog);
  return {
    runs: Object.fromEntries(byStatus.map(({ status, count }) => [status, count])),
    oldestQueuedMs: backlog?.oldest_queued_ms ?? 0,
    journalBytes: backlog?.journal_bytes ?? 0,
    outboxRows: backlog?.outbox_rows ?? 0,
  };
}
