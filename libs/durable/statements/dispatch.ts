import { OPEN, statement } from './statement.js';

/** Statuses a job can do something for. */
const DISPATCHABLE = `('queued','running','suspended','cancelling')`;

/** Milliseconds until a run may start, as far as an integer goes (24 days): one that is delivered earlier is sent back. */
const DELAY = `least(coalesce(greatest(0, extract(epoch FROM start_at - now()) * 1000), 0), 2147483647)::int AS delay_ms`;

/** Takes work for the relay out of the outbox, oldest first; rows another relay holds are skipped. $1 limit. */
export const takeOutbox = statement(
  'takeOutbox',
  `WITH taken AS (
     DELETE FROM durable.outbox WHERE id = ANY(ARRAY(SELECT id FROM durable.outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED))
     RETURNING id, kind, payload
   )
   SELECT kind, payload FROM taken ORDER BY id`,
);

/** Leaves runs to the relay. $1 ids. */
export const sendLater = statement(
  'sendLater',
  `INSERT INTO durable.outbox (kind, payload) VALUES ('dispatch', jsonb_build_object('runIds', $1::text[]))`,
);

/** The unfinished nodes of a flow, as jobs. $1 root. */
export const flowNodes = statement(
  'flowNodes',
  `SELECT id, kind, queue, dispatch_seq, flow_parent, ${DELAY} FROM durable.run
    WHERE root_id = $1 AND (id = $1 OR flow_parent IS NOT NULL) AND dispatch_seq > 0 AND status IN ${DISPATCHABLE} ORDER BY admitted`,
);

/** Runs as jobs, those that still need one. $1 ids. */
export const dispatchable = statement(
  'dispatchable',
  `SELECT id, kind, queue, dispatch_seq, ${DELAY} FROM durable.run WHERE id = ANY($1::text[]) AND dispatch_seq > 0 AND status IN ${DISPATCHABLE} ORDER BY admitted`,
);

/** A run as a job, whatever its status. $1 run. */
export const jobOfRun = statement(
  'jobOfRun',
  `SELECT id, kind, queue, dispatch_seq, status, root_id, flow_parent, parent_id, ${DELAY} FROM durable.run WHERE id = $1`,
);

/** Dispatches all unfinished nodes of a flow anew; jobs of the earlier dispatch claim nothing any more. $1 root. */
export const dispatchFlow = statement(
  'dispatchFlow',
  `WITH chosen AS MATERIALIZED (
     SELECT id FROM durable.run WHERE root_id = $1 AND (id = $1 OR flow_parent IS NOT NULL) AND status IN ${DISPATCHABLE} ORDER BY id FOR NO KEY UPDATE
   ), nodes AS (
     UPDATE durable.run r SET dispatch_seq = abs(dispatch_seq) + 1, bull_attempt = 0, dispatched_at = now() FROM chosen WHERE r.id = chosen.id
     RETURNING r.id
   ), sent AS (
     INSERT INTO durable.outbox (kind, payload) SELECT 'flow', jsonb_build_object('rootId', $1::text) FROM nodes LIMIT 1
   )
   SELECT id FROM nodes`,
);

/** Dispatches children of fan-outs anew. $1 ids. */
export const dispatchRuns = statement(
  'dispatchRuns',
  `WITH chosen AS MATERIALIZED (
     SELECT id FROM durable.run WHERE id = ANY($1::text[]) AND status IN ${DISPATCHABLE} ORDER BY id FOR NO KEY UPDATE
   ), runs AS (
     UPDATE durable.run r SET dispatch_seq = abs(dispatch_seq) + 1, bull_attempt = 0, dispatched_at = now() FROM chosen WHERE r.id = chosen.id
     RETURNING r.id, r.admitted
   ), sent AS (
     INSERT INTO durable.outbox (kind, payload)
     SELECT 'dispatch', jsonb_build_object('runIds', jsonb_agg(id))
       FROM (SELECT id, (row_number() OVER (ORDER BY admitted) - 1) / 500 AS batch FROM runs) AS numbered GROUP BY batch
   )
   SELECT id FROM runs`,
);

/**
 * Runs that ought to have a live job, in pages by id: expired leases, queued runs that may go, alarms that are overdue. Children of a fan-out that
 * were not dispatched yet wait for those that were; only when none of these is open any more ought they to have been. Then the first of them is enough:
 * its end lets the next one through. Those that a retry left to their parent (below zero) wait for it as long as it will come to them by itself.
 * That is asked once for a fan-out: asked for each child, it takes the square of their number.
 * The limits keep the planner from hashing the whole table for each page, which it does for NOT EXISTS when many runs are queued. $1 after id, $2 limit, $3 grace in ms.
 */
export const suspects = statement(
  'suspects',
  `WITH stalled AS MATERIALIZED (
     SELECT first.id FROM (
         SELECT DISTINCT parent_id, fan_scope FROM durable.run WHERE fan_scope IS NOT NULL AND dispatch_seq <= 0 AND status = 'queued'
       ) AS waiting JOIN durable.run parent ON parent.id = waiting.parent_id CROSS JOIN LATERAL (
         SELECT id, dispatch_seq FROM durable.run c WHERE c.parent_id = waiting.parent_id AND c.fan_scope = waiting.fan_scope AND c.fan_scope IS NOT NULL
            AND c.dispatch_seq <= 0 AND c.status COLLATE "C" = 'queued' ORDER BY admitted LIMIT 1
       ) AS first
      WHERE NOT (first.dispatch_seq < 0 AND parent.status IN ('queued','running')) AND (SELECT 1 FROM durable.run s WHERE s.parent_id = waiting.parent_id AND s.fan_scope = waiting.fan_scope
                AND s.dispatch_seq > 0 AND s.status IN ('queued','running','suspended','paused','cancelling') LIMIT 1) IS NULL
   )
   SELECT r.id, r.queue, r.dispatch_seq, r.root_id, r.parent_id, r.flow_parent, r.status,
          r.status IN ('running','cancelling') AND r.lease_until < now() - $3 * interval '4 ms' AS abandoned
     FROM durable.run r JOIN durable.run root ON root.id = r.root_id
    WHERE r.id > $1 AND r.status IN ('queued','running','suspended','cancelling')
      AND (root.is_head OR root.object_key IS NULL OR r.status = 'cancelling')
      AND CASE r.status
            WHEN 'queued' THEN greatest(coalesce(r.dispatched_at, r.created_at), r.start_at) < now() - $3 * interval '1 ms'
              AND (r.fan_scope IS NULL OR r.dispatch_seq > 0 OR r.id IN (SELECT id FROM stalled))
              AND (SELECT 1 FROM durable.run c WHERE c.flow_parent = r.id AND c.status <> 'completed' LIMIT 1) IS NULL
            WHEN 'suspended' THEN r.wake_at < now() - $3 * interval '1 ms'
            ELSE coalesce(r.lease_until, r.cancel_requested_at) < now() - $3 * interval '1 ms' END
    ORDER BY r.id LIMIT $2`,
);

/** Parents that still sleep though every child has ended: a wake-up that got lost. */
export const oversleptParents = statement(
  'oversleptParents',
  `SELECT r.id, w.scope FROM durable.run r CROSS JOIN LATERAL (
       SELECT substr(u.item, 10) AS scope FROM unnest(r.waiting_for) AS u(item) WHERE u.item LIKE 'children:%'
     ) AS w
    WHERE r.status = 'suspended'
      AND NOT EXISTS (SELECT 1 FROM durable.run c WHERE c.parent_id = r.id AND c.fan_scope = w.scope
                      AND c.status IN ('queued','running','suspended','paused','cancelling'))`,
);

/** Object keys with a run in the queue and nobody at the gate. */
export const keysWithoutHead = statement(
  'keysWithoutHead',
  `SELECT DISTINCT object_key FROM durable.run q WHERE q.parent_id IS NULL AND q.status = 'queued' AND q.object_key IS NOT NULL AND coalesce(q.start_at <= now(), true)
      AND NOT EXISTS (SELECT 1 FROM durable.run h WHERE h.object_key = q.object_key AND h.is_head)`,
);

/** The same, locked. $1 run. */
export const lockJobOfRun = statement('lockJobOfRun', `${jobOfRun.text} FOR NO KEY UPDATE`);

/** Trees with a cancelled run that nobody works on and that was not ended. */
export const unendedCancellations = statement(
  'unendedCancellations',
  `SELECT DISTINCT root_id FROM durable.run WHERE status = 'cancelling' AND owner IS NULL AND NOT owes_undo`,
);

/** Roots that ended and have the gate still: something under them was open then. */
export const endedHeads = statement(
  'endedHeads',
  `SELECT id FROM durable.run h WHERE h.is_head AND h.status NOT IN ${OPEN}
      AND NOT EXISTS (SELECT 1 FROM durable.run c WHERE c.root_id = h.id AND c.status IN ${OPEN})`,
);
