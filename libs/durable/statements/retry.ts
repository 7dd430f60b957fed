import { statement } from './statement.js';

/**
 * Makes the stopped runs under a flow's top run again: its flow nodes, and the fan-out children whose results their parent has not journaled yet.
 * A job that still waits in Redis is of the dispatch before, and claims nothing: the run may have to wait for its turn.
 * $1 top of the flow. Returns what was queued, whether it is a fan-out child, and whether it was dispatched before.
 */
export const requeueStopped = statement(
  'requeueStopped',
  `WITH RECURSIVE stopped AS (
     SELECT id, status FROM durable.run WHERE id = $1
     UNION
     SELECT r.id, r.status FROM durable.run r JOIN stopped p ON r.parent_id = p.id
      WHERE p.status <> 'completed' AND r.status <> 'completed'
        AND (r.fan_scope IS NULL OR NOT EXISTS (SELECT 1 FROM durable.step s WHERE s.run_id = r.parent_id AND s.key = r.fan_scope))
   ), again AS (
     UPDATE durable.run r SET status = 'queued', error = NULL, output = NULL, output_blob = NULL, finished_at = NULL, settled_at = NULL,
            settling_claim = NULL, settling_until = NULL, cancel_requested_at = NULL, no_progress_crashes = 0, owner = NULL, lease_until = NULL,
            waiting_for = NULL, wake_at = NULL, pause_requested_at = NULL, code_version = NULL,
            dispatch_seq = CASE WHEN r.dispatch_seq > 0 THEN r.dispatch_seq + 1 ELSE 0 END, bull_attempt = 0
       FROM stopped WHERE r.id = stopped.id AND r.status IN ('failed','cancelled','needs_attention')
     RETURNING r.id, r.root_id, r.object_key, r.fan_scope IS NOT NULL AS fanned, r.dispatch_seq > 0 AS dispatched
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT id, root_id, object_key, 'run.queued', '{"retry":true}' FROM again
   )
   SELECT id, fanned, dispatched FROM again`,
);

/** Locks the stopped runs of a tree, and says of each whether its `onSettled` is being called now. $1 root. */
export const lockStopped = statement(
  'lockStopped',
  `SELECT id, settled_at IS NULL AND settling_claim IS NOT NULL AND coalesce(settling_until > now(), false) AS settling FROM durable.run
    WHERE root_id = $1 AND status IN ('failed','cancelled','needs_attention') ORDER BY id FOR NO KEY UPDATE`,
);

/**
 * Steps that a retry tries again: the one its run failed on, and failed ones after whose last attempt nothing was begun that succeeded. The others were
 * caught by the workflow, which went on from them: they stay as they are. $1 runs, $2 the failing keys of these runs (or null).
 */
export const clearFailedSteps = statement(
  'clearFailedSteps',
  `DELETE FROM durable.step s USING unnest($1::text[], $2::text[]) AS u(run_id, failed_key)
    WHERE s.run_id = u.run_id AND s.status = 'error'
      AND (s.key = u.failed_key OR NOT EXISTS (
        SELECT 1 FROM durable.step later WHERE later.run_id = s.run_id AND later.status = 'ok' AND later.seq > s.seq AND later.started_at > s.started_at))`,
);

/** What was asked and not answered in time while nobody took notice: it is asked anew. $1 runs. */
export const clearExpired = statement(
  'clearExpired',
  `DELETE FROM durable.promise p WHERE p.run_id = ANY($1::text[]) AND p.state <> 'resolved' AND p.expires_at <= now()
      AND NOT EXISTS (SELECT 1 FROM durable.step s WHERE s.run_id = p.run_id AND s.key = p.name)`,
);

/** $1 runs. */
export const clearAttempts = statement(
  'clearAttempts',
  'DELETE FROM durable.step_attempt WHERE run_id = ANY($1::text[])',
);

/** The step each stopped run under a flow's top failed on. $1 top of the flow's root. */
export const failingSteps = statement(
  'failingSteps',
  `SELECT id, error ->> 'step' AS step FROM durable.run WHERE root_id = $1 AND error ->> 'step' IS NOT NULL`,
);

/** Those whose journal says that they were undone: their finished steps are not finished any more. $1 runs. */
export const undoneRuns = statement(
  'undoneRuns',
  `SELECT run_id FROM durable.step WHERE run_id = ANY($1::text[]) AND key LIKE 'undo/%' LIMIT 1`,
);

/** The parent of a fan-out child, and whether it has journaled the outcome of that fan-out. $1 child. No row: it is none. */
export const parentOfChild = statement(
  'parentOfChild',
  `SELECT p.id, p.status, EXISTS (SELECT 1 FROM durable.step s WHERE s.run_id = p.id AND s.key = c.fan_scope) AS journaled
     FROM durable.run c JOIN durable.run p ON p.id = c.parent_id WHERE c.id = $1 AND c.fan_scope IS NOT NULL`,
);
