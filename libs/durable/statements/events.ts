import { statement } from './statement.js';

/**
 * Numbers committed events. One at a time in the whole database, so numbers become visible in their order:
 * a reader that saw `n` will never meet a smaller one later. $1 limit. Returns how many.
 */
export const numberEvents = statement(
  'numberEvents',
  `WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(hashtextextended('durable.event_seq', 0)) AS mine),
   batch AS MATERIALIZED (
     SELECT e.id FROM durable.run_event e WHERE e.seq IS NULL AND (SELECT mine FROM turn) ORDER BY e.id LIMIT $1
   ), numbered AS (
     UPDATE durable.run_event e SET seq = n.seq
       FROM (SELECT id, nextval('durable.event_seq') AS seq FROM (SELECT id FROM batch ORDER BY id) AS ordered) AS n
      WHERE e.id = n.id AND e.seq IS NULL
     RETURNING e.seq
   )
   SELECT count(*)::int AS count, CASE WHEN count(*) > 0 THEN pg_notify('durable_event', max(seq)::text) END FROM numbered`,
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
