import { statement } from './statement.js';

/**
 * Events are ordered by the transaction that wrote them and then by their id. A page ends before the oldest transaction that is still open:
 * whatever commits later has a larger number, so a reader that has seen a place will never meet a smaller one.
 */
const SETTLED = `tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint`;

const page = (filter: string): string =>
  `SELECT tx, id, run_id, root_id, object_key, type, data, at FROM durable.run_event
    WHERE (tx, id) > ($1::bigint, $2::bigint) AND ${SETTLED} ${filter} ORDER BY tx, id LIMIT $3`;

/** $1, $2 place to continue after (transaction, id), $3 limit. */
export const eventsOfAll = statement('eventsOfAll', page(''));
/** $4 root run. */
export const eventsOfRoot = statement('eventsOfRoot', page('AND root_id = $4'));
/** $4 object key. */
export const eventsOfKey = statement('eventsOfKey', page('AND object_key = $4'));
/** $4 root run, $5 object key. */
export const eventsOfRootAndKey = statement('eventsOfRootAndKey', page('AND root_id = $4 AND object_key = $5'));

/** The place of the newest event that can be read. */
export const newestEvent = statement(
  'newestEvent',
  `SELECT tx, id FROM durable.run_event WHERE ${SETTLED} ORDER BY tx DESC, id DESC LIMIT 1`,
);

/**
 * A database that was restored from a dump counts transactions anew: moves the events it brought along before all that are to come.
 * One row with how many were moved.
 */
export const settleRestoredEvents = statement(
  'settleRestoredEvents',
  `WITH ahead AS (
     SELECT max(tx) - pg_current_xact_id()::text::bigint + 1 AS by FROM durable.run_event
   ), moved AS (
     UPDATE durable.run_event SET tx = tx - ahead.by FROM ahead WHERE ahead.by > 1 RETURNING 1
   )
   SELECT count(*)::int AS moved FROM moved`,
);
