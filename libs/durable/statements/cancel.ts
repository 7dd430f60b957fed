import { OPEN, statement } from './statement.js';

/** The run at the top of the flow a run belongs to (itself when it is in none). $1 run. */
export const flowTop = statement(
  'flowTop',
  `WITH RECURSIVE up AS (
     SELECT id, flow_parent, root_id, object_key, status FROM durable.run WHERE id = $1
     UNION ALL SELECT r.id, r.flow_parent, r.root_id, r.object_key, r.status FROM durable.run r JOIN up ON r.id = up.flow_parent
   )
   SELECT id, root_id, object_key, status FROM up WHERE flow_parent IS NULL`,
);

/** Those of some runs under which something goes on. $1 runs. */
export const withOpenDescendants = statement(
  'withOpenDescendants',
  `WITH RECURSIVE down AS (
     SELECT parent_id AS top, id FROM durable.run WHERE parent_id = ANY($1::text[])
     UNION SELECT down.top, r.id FROM durable.run r JOIN down ON r.parent_id = down.id
   )
   SELECT DISTINCT down.top AS id FROM down JOIN durable.run r USING (id) WHERE r.status IN ${OPEN}`,
);

/** A fan-out child whose parent has read how it ended: that must not change any more, except where it owes an undo, which nobody else would do. */
const SETTLED =
  'NOT r.owes_undo AND EXISTS (SELECT 1 FROM durable.step s WHERE s.run_id = r.parent_id AND s.key = r.fan_scope)';

/**
 * Marks a run and all its descendants as being cancelled; repeated until it finds none, because a descendant may admit children meanwhile.
 * The time is that of the mark, not of the transaction, which may have waited for a child that ended meanwhile.
 * $1 run, $2 kill: takes the run from its owner at once, $3 who asked and why. Returns the ids marked by this call.
 */
export const markCancelling = statement(
  'markCancelling',
  `WITH RECURSIVE down AS (
     SELECT id FROM durable.run WHERE id = $1
     UNION SELECT r.id FROM durable.run r JOIN down ON r.parent_id = down.id
   ), victims AS (
     SELECT r.id, r.status AS was FROM durable.run r WHERE r.id IN (SELECT id FROM down)
        AND ((r.status IN ${OPEN} AND r.status <> 'cancelling') OR (r.status = 'needs_attention' AND NOT (${SETTLED})) OR ($2 AND (r.owner IS NOT NULL OR r.owes_undo) AND r.status IN ${OPEN}))
      ORDER BY r.id FOR NO KEY UPDATE
   ), marked AS (
     UPDATE durable.run r SET status = 'cancelling', cancel_requested_at = coalesce(r.cancel_requested_at, clock_timestamp()), waiting_for = NULL, pause_requested_at = NULL, settled_at = NULL, settling_claim = NULL, settling_until = NULL,
            epoch = CASE WHEN $2 THEN r.epoch + 1 ELSE r.epoch END,
            owes_undo = r.owes_undo AND NOT $2,
            no_progress_crashes = CASE WHEN r.status = 'cancelling' THEN r.no_progress_crashes ELSE 0 END,
            owner = CASE WHEN $2 THEN NULL ELSE r.owner END, lease_until = CASE WHEN $2 THEN NULL ELSE r.lease_until END
       FROM victims WHERE r.id = victims.id
     RETURNING r.id, r.root_id, r.object_key, victims.was, r.owes_undo, r.dispatch_seq
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT id, root_id, object_key, 'run.cancelling', $3 FROM marked
   ), alarms AS (
     INSERT INTO durable.outbox (kind, payload) SELECT 'wake', jsonb_build_object('runId', id) FROM marked WHERE was IN ('suspended','paused') OR (owes_undo AND (was = 'needs_attention' OR dispatch_seq < 0))
   )
   SELECT id FROM marked`,
);

/** Tells every worker to look at the cancel flags now rather than at its next heartbeat. $1 root. */
export const notifyCancel = statement('notifyCancel', `SELECT pg_notify('durable_cancel', $1)`);
