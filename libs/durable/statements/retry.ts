import { statement } from './statement.js';

const STOPPED = `('failed','cancelled','needs_attention')`;

/**
 * Makes those of some runs that have stopped run again. A job that still waits in Redis is of the dispatch before, and claims nothing: the run may have to
 * wait for its turn. A child of a fan-out whose parent goes on too waits for that one to let it through: its dispatch counts as not made (below zero, so that
 * the next one has a number of its own). $1 runs, $2 parents that go on. Returns what was queued, whether it is a fan-out child, and whether it is dispatched.
 */
export const requeueStopped = statement(
  'requeueStopped',
  `WITH again AS (
     UPDATE durable.run r SET status = 'queued', error = NULL, output = NULL, output_blob = NULL, finished_at = NULL, settled_at = NULL,
            settling_claim = NULL, settling_until = NULL, cancel_requested_at = NULL, no_progress_crashes = 0, owner = NULL, lease_until = NULL,
            waiting_for = NULL, wake_at = NULL, pause_requested_at = NULL, code_version = NULL,
            dispatch_seq = CASE WHEN r.dispatch_seq <= 0 THEN r.dispatch_seq WHEN r.fan_scope IS NOT NULL AND r.parent_id = ANY($2::text[]) THEN - r.dispatch_seq
              ELSE r.dispatch_seq + 1 END, bull_attempt = 0, dispatched_at = now()
      WHERE r.id = ANY($1::text[]) AND r.status IN ${STOPPED}
     RETURNING r.id, r.root_id, r.object_key, r.fan_scope IS NOT NULL AS fanned, r.dispatch_seq > 0 AS dispatched
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT id, root_id, object_key, 'run.queued', '{"retry":true}' FROM again
   )
   SELECT id, fanned, dispatched FROM again`,
);

/** What is not complete right under some runs: their flow nodes, and the fan-out children whose results they have not journaled. $1 runs. */
export const incompleteUnder = statement(
  'incompleteUnder',
  `SELECT r.id FROM durable.run r JOIN durable.run p ON p.id = r.parent_id
    WHERE r.parent_id = ANY($1::text[]) AND p.status <> 'completed' AND r.status <> 'completed'
      AND (r.fan_scope IS NULL OR NOT EXISTS (SELECT 1 FROM durable.step s WHERE s.run_id = r.parent_id AND s.key = r.fan_scope))`,
);

/** Locks the stopped runs of a tree, and says of each whether its `onSettled` is being called now. $1 root. */
export const lockStopped = statement(
  'lockStopped',
  `SELECT id, settled_at IS NULL AND settling_claim IS NOT NULL AND coalesce(settling_until > now(), false) AS settling FROM durable.run
    WHERE root_id = $1 AND status IN ${STOPPED} ORDER BY id FOR NO KEY UPDATE`,
);

/**
 * What a retry tries again: the steps its run failed on, and failed ones from which the workflow did not go on, to a step that succeeded, to children
 * or to a question. A failed step has its place where it ended: what comes after it was begun after it. Of a run that failed by an error of its own also
 * fan-outs with children that did not complete, unless one of them has undone what it did: that may be why. The rest the workflow caught, and it stays.
 * $1 runs, $2 and $3 steps that runs failed on: run, key. $4 runs that failed by an error of their own.
 */
export const clearFailedSteps = statement(
  'clearFailedSteps',
  `WITH began AS (
     SELECT run_id AS id, max(seq) AS seq, NULL::timestamptz AS at FROM durable.step WHERE run_id = ANY($1::text[]) AND status = 'ok' GROUP BY run_id
     UNION ALL
     SELECT parent_id, NULL, max(created_at) FROM durable.run WHERE parent_id = ANY($1::text[]) AND fan_scope IS NOT NULL GROUP BY parent_id
     UNION ALL
     SELECT run_id, NULL, max(created_at) FROM durable.promise WHERE run_id = ANY($1::text[]) GROUP BY run_id
   ), went_on AS MATERIALIZED (
     SELECT r.id, max(began.seq) AS seq, max(began.at) AS at FROM unnest($1::text[]) AS r(id) LEFT JOIN began USING (id) GROUP BY r.id
   )
   DELETE FROM durable.step s USING went_on w
    WHERE s.run_id = w.id
      AND ((s.run_id, s.key) IN (SELECT * FROM unnest($2::text[], $3::text[]))
        OR NOT (coalesce(w.seq > s.seq, false) OR coalesce(w.at > s.ended_at, false)))
      AND (s.status = 'error' OR (s.kind = 'children' AND s.run_id = ANY($4::text[])
        AND EXISTS (SELECT 1 FROM durable.run c WHERE c.parent_id = s.run_id AND c.fan_scope = s.key AND c.status IN ${STOPPED})
        AND NOT EXISTS (SELECT 1 FROM durable.run c JOIN durable.step undo ON undo.run_id = c.id AND undo.key LIKE 'undo/%'
                         WHERE c.parent_id = s.run_id AND c.fan_scope = s.key AND c.status IN ${STOPPED})))`,
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

/** The failed runs of a tree, and the steps they failed on: of several side by side, all; none when the workflow failed by itself. $1 root. */
export const failuresOf = statement(
  'failuresOf',
  `SELECT id, CASE WHEN error ? 'steps' THEN error -> 'steps' WHEN error ? 'step' THEN jsonb_build_array(error -> 'step') ELSE '[]' END AS steps
     FROM durable.run WHERE root_id = $1 AND status = 'failed'`,
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

/** Locks the parent of a fan-out child: it can't store how the child ended meanwhile. $1 child. */
export const lockParentOfChild = statement(
  'lockParentOfChild',
  `SELECT p.id FROM durable.run c JOIN durable.run p ON p.id = c.parent_id WHERE c.id = $1 AND c.fan_scope IS NOT NULL FOR NO KEY UPDATE OF p`,
);
