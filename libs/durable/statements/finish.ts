import { sized, type Input } from './sized.js';
import { OPEN, statement } from './statement.js';

/** How a run ended, as its owner of that epoch says. */
const ENDING = {
  id: 'text',
  epoch: 'int',
  outcome: 'text',
  result: 'text',
  blob_hash: 'text',
  blob: 'text',
  problem: 'text',
};

const finish = ({ inOrder }: Input, more: string): string => `WITH given AS MATERIALIZED (
     SELECT g.* FROM ${inOrder} CROSS JOIN LATERAL (SELECT id FROM durable.run WHERE id = g.id FOR NO KEY UPDATE) AS locked
   ), own AS (
     UPDATE durable.run r
        SET status = g.outcome, output = g.result::json, output_blob = g.blob_hash, error = g.problem::jsonb, owner = NULL, lease_until = NULL,
            now_doing = NULL, owes_undo = r.owes_undo AND g.outcome = 'needs_attention',
            finished_at = CASE WHEN g.outcome <> 'needs_attention' THEN now() END
       FROM given g
      WHERE r.id = g.id AND r.epoch = g.epoch AND r.status = 'running' AND r.cancel_requested_at IS NULL
     RETURNING r.id, r.epoch, r.root_id, r.object_key, r.status, r.error, g.blob_hash, g.blob
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT id, root_id, object_key, 'run.' || status, json_build_object('error', error) FROM own
   )${more}
   SELECT id, epoch FROM own`;

/** Stores the outcomes of runs that were not cancelled: what comes back after a cancellation is refused. No row: not (or no longer) ours to finish. */
export const finishRuns = sized('finishRuns', ENDING, (input) => finish(input, ''));

/** The same when one has an output that goes to the blob table. */
export const finishRunsWithBlobs = sized('finishRunsWithBlobs', ENDING, (input) =>
  finish(
    input,
    `, blobs AS (
     INSERT INTO durable.step_blob (hash, content) SELECT DISTINCT blob_hash, blob FROM own WHERE blob_hash IS NOT NULL
     ON CONFLICT (hash) DO UPDATE SET created_at = now()
   )`,
  ),
);

/** The owner of a cancelled run lets go of it; `settleCancelled` ends it when no child is open any more. $1 run, $2 epoch. */
export const letGoCancelled = statement(
  'letGoCancelled',
  `UPDATE durable.run SET owner = NULL, lease_until = NULL, owes_undo = false WHERE id = $1 AND epoch = $2 AND status = 'cancelling' RETURNING id`,
);

/** Ends the runs that waited for a flow child that failed. $1 child, $2 status ('failed' or 'needs_attention'). */
export const failFlowAncestors = statement(
  'failFlowAncestors',
  `WITH RECURSIVE up AS (
     SELECT flow_parent AS id, id AS child FROM durable.run WHERE id = $1 AND flow_parent IS NOT NULL
     UNION SELECT r.flow_parent, r.id FROM durable.run r JOIN up ON r.id = up.id WHERE r.flow_parent IS NOT NULL
   ), ended AS (
     UPDATE durable.run r SET status = $2, finished_at = CASE WHEN $2 = 'failed' THEN now() END, now_doing = NULL,
            error = jsonb_build_object('name', 'ChildFailed', 'code', $2::text, 'message', 'It waits for ' || up.child || ', which ended as ' || $2::text || '.')
       FROM up WHERE r.id = up.id AND r.status IN ${OPEN}
     RETURNING r.id, r.root_id, r.object_key, r.error
   )
   INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
   SELECT id, root_id, object_key, 'run.' || $2::text, json_build_object('error', error) FROM ended`,
);

/** Locks a run for a decision. $1 run. */
export const lockRun = statement('lockRun', 'SELECT id, status FROM durable.run WHERE id = $1 FOR NO KEY UPDATE');

/** Locks runs in the order of their ids: the parents of fan-outs, so that two children ending at once see each other. $1 runs. */
export const lockRuns = statement(
  'lockRuns',
  'SELECT id FROM durable.run WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE',
);

/**
 * Dispatches the next children of fan-outs whose dispatch window moved on, after `lockRuns`. $1 parents, $2 scopes, $3 how many have ended of each.
 * Of a paused tree too: a slot that nobody took while it was paused would be lost to its fan-out; resuming rings for it.
 * The collation hides the status from the index of open children: that one has no order, and all of them would be read for each that ended.
 */
export const dispatchNext = statement(
  'dispatchNext',
  `WITH next AS (
     UPDATE durable.run SET dispatch_seq = 1 - dispatch_seq, dispatched_at = now()
      WHERE id = ANY(ARRAY(
        SELECT c.id FROM unnest($1::text[], $2::text[], $3::int[]) AS g(parent, scope, room) CROSS JOIN LATERAL (
          SELECT id FROM durable.run WHERE parent_id = g.parent AND fan_scope = g.scope AND fan_scope IS NOT NULL
             AND dispatch_seq <= 0 AND status COLLATE "C" IN ('queued','paused') ORDER BY admitted LIMIT g.room
        ) AS c))
     RETURNING id
   )
   INSERT INTO durable.outbox (kind, payload)
   SELECT 'dispatch', jsonb_build_object('runIds', jsonb_agg(id)) FROM next HAVING count(*) > 0`,
);

/** Wakes the parent when no child of the scope is open any more. $1 parent, $2 scope. */
export const wakeParent = statement(
  'wakeParent',
  `WITH woken AS (
     UPDATE durable.run SET status = 'queued', waiting_for = NULL, wake_at = NULL, dispatched_at = now()
      WHERE id = $1 AND status = 'suspended' AND waiting_for @> ARRAY['children:' || $2::text]
        AND NOT EXISTS (SELECT 1 FROM durable.run c WHERE c.parent_id = $1 AND c.fan_scope = $2 AND c.status IN ${OPEN})
     RETURNING id
   )
   INSERT INTO durable.outbox (kind, payload) SELECT 'wake', jsonb_build_object('runId', id) FROM woken`,
);

/**
 * Ends the cancelled runs of a tree that nobody works on and that have no open child; one level a call. $1 root. Returns what ended, with its parent if that goes on.
 * The clock, not `now()`: this transaction may have begun, and waited for the tree's lock, before a child ended in another one.
 */
export const settleCancelled = statement(
  'settleCancelled',
  `WITH ended AS (
     UPDATE durable.run r SET status = 'cancelled', finished_at = clock_timestamp(), now_doing = NULL
      WHERE r.root_id = $1 AND r.status = 'cancelling' AND r.owner IS NULL AND NOT r.owes_undo
        AND NOT EXISTS (SELECT 1 FROM durable.run c WHERE c.parent_id = r.id AND c.status IN ${OPEN})
     RETURNING r.id, r.root_id, r.object_key, r.parent_id, r.fan_scope, r.dispatch_seq
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT id, root_id, object_key, 'run.cancelled', '{}' FROM ended
   )
   SELECT e.id, p.id AS parent_id, e.fan_scope, e.dispatch_seq > 0 AS dispatched FROM ended e LEFT JOIN durable.run p ON p.id = e.parent_id AND p.status NOT IN ('cancelling','cancelled')`,
);

/** Takes the gate from a root that ended, and under which nothing is open any more. $1 root. Returns the object key when it had it. */
export const leaveGate = statement(
  'leaveGate',
  `UPDATE durable.run SET is_head = false WHERE id = $1 AND is_head AND status NOT IN ${OPEN}
      AND NOT EXISTS (SELECT 1 FROM durable.run c WHERE c.root_id = $1 AND c.status IN ${OPEN})
   RETURNING object_key`,
);

/** Gives the gate of a key to the run that was admitted first, unless someone has it. $1 object key. Returns that run. */
export const takeGate = statement(
  'takeGate',
  `UPDATE durable.run SET is_head = true
    WHERE id = (SELECT id FROM durable.run WHERE object_key = $1 AND parent_id IS NULL AND status = 'queued' AND NOT is_head
                  AND coalesce(start_at <= now(), true) ORDER BY admitted LIMIT 1)
      AND status = 'queued' AND NOT EXISTS (SELECT 1 FROM durable.run WHERE object_key = $1 AND is_head)
   RETURNING id`,
);

/** Gives a certain run the gate of its key when it is free, or its own still. $1 run, $2 object key. */
export const takeGateAgain = statement(
  'takeGateAgain',
  `UPDATE durable.run SET is_head = true
    WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM durable.run WHERE object_key = $2 AND is_head AND id <> $1) RETURNING id`,
);
