import { statement } from './statement.js';

/** How many runs are in each status that is not final, and in each final one as far as it is kept. */
export const runsByStatus = statement(
  'runsByStatus',
  'SELECT status, count(*)::int AS count FROM durable.run GROUP BY status',
);

/** Age of the oldest dispatched run that nobody has taken, in ms, and what the journal's tables take, in bytes. */
export const backlog = statement(
  'backlog',
  `SELECT coalesce((SELECT extract(epoch FROM now() - min(dispatched_at)) * 1000 FROM durable.run
                     WHERE status = 'queued' AND dispatch_seq > 0 AND coalesce(start_at <= now(), true)), 0)::float8 AS oldest_queued_ms,
          (pg_total_relation_size('durable.run') + pg_total_relation_size('durable.step') + pg_total_relation_size('durable.step_blob')
           + pg_total_relation_size('durable.run_event'))::float8 AS journal_bytes,
          (SELECT count(*)::int FROM durable.outbox) AS outbox_rows`,
);
