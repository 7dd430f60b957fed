import { statement } from './statement.js';

const DOWN = `WITH RECURSIVE down AS (
     SELECT id FROM durable.run WHERE id = $1
     UNION SELECT r.id FROM durable.run r JOIN down ON r.parent_id = down.id
   )`;

/**
 * Pauses a run and its descendants: what nobody works on at once, the rest at its next step boundary. Repeated until it finds none.
 * $1 run, $2 who asked and why. Returns the ids it marked.
 */
export const markPausing = statement(
  'markPausing',
  `${DOWN}, chosen AS (
     SELECT r.id FROM durable.run r WHERE r.id IN (SELECT id FROM down)
        AND (r.status IN ('queued','suspended') OR (r.status = 'running' AND r.pause_requested_at IS NULL)) ORDER BY r.id FOR NO KEY UPDATE
   ), marked AS (
     UPDATE durable.run r SET pause_requested_at = coalesce(r.pause_requested_at, now()),
            status = CASE WHEN r.status = 'running' THEN r.status ELSE 'paused' END
       FROM chosen WHERE r.id = chosen.id AND r.status IN ('queued','suspended','running')
     RETURNING r.id, r.root_id, r.object_key, r.status
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT id, root_id, object_key, CASE WHEN status = 'paused' THEN 'run.paused' ELSE 'run.pausing' END, $2 FROM marked
   )
   SELECT id FROM marked`,
);

/** Lets a paused run and its descendants go on, also what fell asleep before it came to pause: its alarm is gone. $1 run. Returns the ids. */
export const resumePaused = statement(
  'resumePaused',
  `${DOWN}, chosen AS (
     SELECT r.id FROM durable.run r WHERE r.id IN (SELECT id FROM down)
        AND (r.status = 'paused' OR r.pause_requested_at IS NOT NULL) ORDER BY r.id FOR NO KEY UPDATE
   ), resumed AS (
     UPDATE durable.run r SET pause_requested_at = NULL, waiting_for = NULL, wake_at = NULL, dispatched_at = now(),
            status = CASE WHEN r.status IN ('paused','suspended') THEN 'queued' ELSE r.status END
       FROM chosen WHERE r.id = chosen.id
     RETURNING r.id, r.root_id, r.object_key, r.dispatch_seq
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT id, root_id, object_key, 'run.queued', '{"resumed":true}' FROM resumed
   ), rung AS (
     INSERT INTO durable.outbox (kind, payload) SELECT 'wake', jsonb_build_object('runId', id) FROM resumed WHERE dispatch_seq > 0
        AND (object_key IS NULL OR EXISTS (SELECT 1 FROM durable.run root WHERE root.id = resumed.root_id AND root.is_head))
   )
   SELECT id FROM resumed`,
);
