import { OPEN, statement } from './statement.js';

/** Trees that ended long ago and hold nothing that could still change, nor an end whose report was tried and is owed. $1 age in ms, $2 limit. */
export const expiredTrees = statement(
  'expiredTrees',
  `SELECT root.id FROM durable.run root
    WHERE root.parent_id IS NULL AND root.finished_at < now() - $1 * interval '1 ms' AND root.status IN ('completed','failed','cancelled')
      AND NOT EXISTS (SELECT 1 FROM durable.run r WHERE r.root_id = root.id AND (r.status IN ${OPEN} OR r.status = 'needs_attention' OR r.settling_until IS NOT NULL))
    ORDER BY root.finished_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
);

/** Deletes trees with all that is recorded of them. $1 roots. Returns how many runs. */
export const deleteTrees = statement(
  'deleteTrees',
  `WITH gone AS (DELETE FROM durable.run WHERE root_id = ANY($1::text[]) RETURNING id),
   steps AS (DELETE FROM durable.step WHERE run_id = ANY(ARRAY(SELECT id FROM gone))),
   attempts AS (DELETE FROM durable.step_attempt WHERE run_id = ANY(ARRAY(SELECT id FROM gone))),
   inputs AS (DELETE FROM durable.step_input WHERE run_id = ANY(ARRAY(SELECT id FROM gone))),
   promises AS (DELETE FROM durable.promise WHERE run_id = ANY(ARRAY(SELECT id FROM gone))),
   events AS (DELETE FROM durable.run_event e WHERE e.root_id = ANY($1::text[]))
   SELECT count(*)::int AS runs FROM gone`,
);

/** Deletes outputs that no run needs any more. One that was just written again is younger than an hour. */
export const deleteUnusedBlobs = statement(
  'deleteUnusedBlobs',
  `DELETE FROM durable.step_blob b WHERE b.created_at < now() - interval '1 hour'
      AND NOT EXISTS (SELECT 1 FROM durable.step s WHERE s.output_blob = b.hash)
      AND NOT EXISTS (SELECT 1 FROM durable.run r WHERE r.output_blob = b.hash)`,
);
