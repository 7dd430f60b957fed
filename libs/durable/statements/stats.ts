import { statement } from './statement.js';

/** How many runs are in each status that is not final, and in each final one as far as it is kept. */
export const runsByStatus = statement(
  'runsByStatus',
  'SELECT status, count(*)::int AS count FROM durable.run GROUP BY status',
);

/**
 * Runs by queue that a worker could take now, and for how long the oldest of them has been able to be worked on, in ms:
 * since it was dispatched, its start time came, or the last flow child that it waited for was done.
 */
export const backlogByQueue = statement(
  'backlogByQueue',
  `SELECT r.queue, count(*)::int AS depth,
          (extract(epoch FROM now() - min(greatest(r.dispatched_at, r.start_at, waited.until))) * 1000)::float8 AS "oldestMs"
     FROM durable.run r CROSS JOIN LATERAL (
       SELECT max(c.finished_at) AS until, count(*) FILTER (WHERE c.status <> 'completed') AS open
         FROM durable.run c WHERE c.flow_parent = r.id
     ) AS waited
    WHERE r.status = 'queued' AND r.dispatch_seq > 0 AND coalesce(r.start_at <= now(), true) AND waited.open = 0
    GROUP BY r.queue`,
);

/** What the journal's tables take, in bytes; decisions that wait for Redis; age of the oldest event that an open transaction keeps from readers, in ms. */
export const journalFigures = statement(
  'journalFigures',
  `SELECT (pg_total_relation_size('durable.run') + pg_total_relation_size('durable.step') + pg_total_relation_size('durable.step_blob')
           + pg_total_relation_size('durable.run_event'))::float8 AS journal_bytes,
          (SELECT count(*)::int FROM durable.outbox) AS outbox_rows,
          coalesce((SELECT greatest(0, extract(epoch FROM clock_timestamp() - at) * 1000) FROM durable.run_event
                     WHERE tx >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint ORDER BY tx, id LIMIT 1), 0)::float8 AS event_lag_ms`,
);
