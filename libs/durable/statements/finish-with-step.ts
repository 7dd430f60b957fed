import { STEP } from './journal.js';
import { sized } from './sized.js';

/** A run's last step, and what the run returned. */
const LAST = { ...STEP, result: 'text' };

/**
 * Journals the last steps of completed runs together with their outcomes. The steps are free and bring nothing, so that one lock on each run is
 * enough. No row: nothing was stored; the run is no longer ours, is to stop, or the step's key is taken.
 */
export const finishWithStep = sized(
  'finishWithStep',
  LAST,
  ({ inOrder }) => `WITH given AS MATERIALIZED (
     SELECT g.* FROM ${inOrder} CROSS JOIN LATERAL (
         SELECT epoch FROM durable.run WHERE id = g.run_id AND status = 'running' AND cancel_requested_at IS NULL FOR NO KEY UPDATE
       ) AS own
      WHERE own.epoch = g.epoch
   ), ins AS (
     INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, input, input_hash, output, attempts, started_at, kind)
     SELECT run_id, key, seq, name, epoch, write_id, status, input::json, input_hash, output::json, attempts, started_at, kind FROM given
     ON CONFLICT DO NOTHING RETURNING run_id, key, name, attempts
   ), own AS (
     UPDATE durable.run r
        SET status = 'completed', output = g.result::json, output_blob = NULL, error = NULL, owner = NULL, lease_until = NULL,
            now_doing = NULL, owes_undo = false, finished_at = now()
       FROM given g JOIN ins ON ins.run_id = g.run_id WHERE r.id = g.run_id
     RETURNING r.id, r.epoch, r.root_id, r.object_key, ins.key, ins.name, ins.attempts
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT own.id, own.root_id, own.object_key, happened.type, happened.data FROM own CROSS JOIN LATERAL (VALUES
       ('step.completed', json_build_object('key', own.key, 'name', own.name, 'attempts', own.attempts, 'costMicroUsd', 0, 'error', NULL)),
       ('run.completed', json_build_object('error', NULL))) AS happened(type, data)
   )
   SELECT id, epoch FROM own`,
);
