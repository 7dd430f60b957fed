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
 * What a retry tries again: the steps its run failed on, and what failed (a step, a child of a fan-out) without the workflow going on from it, to a step
 * that succeeded, to children or to a question. Else the workflow caught it, and it stays as it is. A failed step has its place where it ended: what comes
 * after it was begun after it. $1 runs, $2 and $3 steps that runs failed on: run, key.
 */
export const clearFailedSteps = statement(
  'clearFailedSteps',
  `DELETE FROM durable.step s
    WHERE s.run_id = ANY($1::text[])
      AND (s.status = 'error' OR (s.kind = 'children' AND EXISTS (
        SELECT 1 FROM durable.run c WHERE c.parent_id = s.run_id AND c.fan_scope = s.key AND c.status IN ('failed','cancelled','needs_attention'))))
      AND (EXISTS (SELECT 1 FROM unnest($2::text[], $3::text[]) AS failing(run_id, key) WHERE failing.run_id = s.run_id AND failing.key = s.key)
        OR NOT (EXISTS (SELECT 1 FROM durable.step later WHERE later.run_id = s.run_id AND later.status = 'ok' AND later.seq > s.seq)
          OR EXISTS (SELECT 1 FROM durable.run c WHERE c.parent_id = s.run_id AND c.fan_scope <> s.key AND c.created_at > s.ended_at)
          OR EXISTS (SELECT 1 FROM durable.promise p WHERE p.run_id = s.run_id AND p.created_at > s.ended_at)))`,
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

/** The steps that the stopped runs of a tree failed on: of several side by side, all. $1 root. */
export const failingSteps = statement(
  'failingSteps',
  `SELECT id, jsonb_array_elements_text(coalesce(error -> 'steps', jsonb_build_array(error -> 'step'))) AS step FROM durable.run
    WHERE root_id = $1 AND error -> 'step' IS NOT NULL`,
);

/** Whether the tree of a run has the gate of its key. $1 root. */
export const rootHasGate = statement('rootHasGate', 'SELECT id FROM durable.run WHERE id = $1 AND is_head');

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
