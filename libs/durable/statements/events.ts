import { statement } from './statement.js';

/**
 * Numbers committed events. One at a time in the whole database, so numbers become visible in their order:
 * a reader that saw `n` will never meet a smaller one later. A number is the event's id plus a shift that only grows, which keeps the order of ids
 * within a batch; the array keeps the plan linear while the table's statistics say nothing. $1 limit. Returns how many.
 */
export const numberEvents = statement(
  'numberEvents',
  `WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(hashtextextended('durable.event_seq', 0)) AS mine),
   batch AS MATERIALIZED (
     SELECT array_agg(id) AS ids, min(id) AS first
       FROM (SELECT e.id FROM durable.run_event e WHERE e.seq IS NULL AND (SELECT mine FROM turn) ORDER BY e.id LIMIT $1) AS unnumbered
   ), shift AS MATERIALIZED (
     SELECT greatest(0, (SELECT last_value FROM durable.event_seq) + 1 - first) AS by FROM batch
   ), numbered AS (
     UPDATE durable.run_event e SET seq = e.id + (SELECT by FROM shift)
      WHERE e.id = ANY((SELECT ids FROM batch)::bigint[]) AND e.seq IS NULL
     RETURNING e.seq
   )
   SELECT count(*)::int AS count, setval('durable.event_seq', max(seq)), pg_notify('durable_event', max(seq)::text)
     FROM numbered HAVING count(*) > 0`,
);

const page = (filter: string): string =>
  `SELECT seq, run_id, root_id, object_key, type, data, at FROM durable.run_event
    WHERE seq > $1 ${filter} ORDER BY seq LIMIT $2`;

/** $1 after seq, $2 limit. */
export const eventsOfAll = statement('eventsOfAll', page(''));
/** $3 root run. */
export const eventsOfRoot = statement('eventsOfRoot', page('AND root_id = $3'));
/** $3 object key. */
export const eventsOfKey = statement('eventsOfKey', page('AND object_key = $3'));
/** $3 root run, $4 object key. */
export const eventsOfRootAndKey = statement('eventsOfRootAndKey', page('AND root_id = $3 AND object_key = $4'));
