import * as sql from '../statements/stats.js';
import type { Database } from '../store/database.js';
import type { RunStatus } from '../types.js';

/** What waits in one queue. */
export interface QueueBacklog {
  readonly queue: string;
  /** Runs that a worker could take now. */
  readonly depth: number;
  /** How long the oldest of them has been able to be worked on. */
  readonly oldestMs: number;
}

/** Figures for gauges. */
export interface DurableStats {
  readonly runs: Partial<Record<RunStatus, number>>;
  /** Queues in which something waits. */
  readonly queues: readonly QueueBacklog[];
  readonly journalBytes: number;
  /** Decisions that Redis has not heard of yet. */
  readonly outboxRows: number;
  /** Age of the oldest event that readers can't see yet; 0 when there is none. */
  readonly eventLagMs: number;
}

interface Rest {
  readonly journal_bytes: number;
  readonly outbox_rows: number;
  readonly event_lag_ms: number;
}

export async function statsOf(database: Database): Promise<DurableStats> {
  const byStatus = await database.query<{ status: RunStatus; count: number }>(sql.runsByStatus);
  const queues = await database.query<QueueBacklog>(sql.backlogByQueue);
  const [rest] = await database.query<Rest>(sql.journalFigures);
  return {
    runs: Object.fromEntries(byStatus.map(({ status, count }) => [status, count])),
    queues,
    journalBytes: rest?.journal_bytes ?? 0,
    outboxRows: rest?.outbox_rows ?? 0,
    eventLagMs: rest?.event_lag_ms ?? 0,
  };
}
