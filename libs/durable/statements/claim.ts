import { sized } from './sized.js';
import { OWNED, statement } from './statement.js';

/** A delivery that asks for its run. */
const DELIVERY = { run_id: 'text', attempt: 'int', dispatch: 'int' };

/**
 * The only door to runs: raises their epochs, so that no earlier owner can write any more. $4 owner, $5 lease in ms, $6 code version.
 * No row for a stale or duplicate delivery, for a flow node with a child that is not completed, and for a run that was dispatched anew while its
 * owner is at work (no delivery of that dispatch was claimed yet, and its lease holds): it is not taken from it.
 */
export const claimRuns = sized(
  'claimRuns',
  DELIVERY,
  ({ inOrder }) => `WITH asked AS MATERIALIZED (
     SELECT g.* FROM ${inOrder} CROSS JOIN LATERAL (SELECT id FROM durable.run WHERE id = g.run_id FOR NO KEY UPDATE) AS locked
   ), own AS (
     UPDATE durable.run r
        SET epoch = epoch + 1, owner = $4, bull_attempt = g.attempt, lease_until = now() + $5 * interval '1 ms',
            status = CASE WHEN status = 'cancelling' THEN status ELSE 'running' END,
            code_version = coalesce(code_version, $6), started_at = coalesce(started_at, now()),
            waiting_for = NULL, wake_at = NULL,
            no_progress_crashes = CASE
              WHEN owner IS NULL THEN 0
              WHEN owner = $4 AND bull_attempt = g.attempt THEN no_progress_crashes -- asked again: the first answer was lost
              WHEN (SELECT count(*) FROM durable.step s WHERE s.run_id = r.id) > progress_mark THEN 1
              ELSE no_progress_crashes + 1 END,
            progress_mark = CASE WHEN owner IS NULL THEN progress_mark
              ELSE (SELECT count(*) FROM durable.step s WHERE s.run_id = r.id) END
       FROM asked g
      WHERE r.id = g.run_id AND dispatch_seq = g.dispatch AND bull_attempt <= g.attempt
        AND status IN ('queued','running','suspended','cancelling')
        AND NOT (bull_attempt = 0 AND owner IS NOT NULL AND coalesce(lease_until > now(), false))
        AND coalesce(r.start_at <= now() + interval '50 ms', true)
        AND coalesce(split_part(r.code_version, '.', 1) = split_part($6, '.', 1), true)
        AND NOT EXISTS (SELECT 1 FROM durable.run c WHERE c.flow_parent = r.id AND c.status <> 'completed')
     RETURNING r.id, kind, root_id, parent_id, object_key, tags, epoch, input, code_version, cancel_requested_at, pause_requested_at, no_progress_crashes,
               fan_scope, flow_parent, forked_from, owes_undo, now() AS claimed_at, g.dispatch, g.attempt
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT id, root_id, object_key, 'run.running', json_build_object('epoch', epoch) FROM own
   )
   SELECT * FROM own`,
);

/** Why a claim got nothing: another state, another dispatch, too early, or code of another major version. $1 run. */
export const claimRefusal = statement(
  'claimRefusal',
  `SELECT status, dispatch_seq, bull_attempt, start_at, code_version,
          EXISTS (SELECT 1 FROM durable.run c WHERE c.flow_parent = r.id AND c.status <> 'completed') AS child_open
     FROM durable.run r WHERE id = $1`,
);

/** Everything recorded of a run, in one round trip: steps, counted attempts, events, edited inputs. Must run after the claim, on a fresh snapshot. $1 run. */
export const loadJournal = statement(
  'loadJournal',
  `SELECT 'step' AS kind, s.key, s.status, s.input_hash, s.output, s.output_blob, b.content AS blob, s.error, s.attempts, s.cost_micro_usd, NULL::timestamptz AS next_at, s.seq
     FROM durable.step s LEFT JOIN durable.step_blob b ON b.hash = s.output_blob WHERE s.run_id = $1
   UNION ALL
   SELECT 'attempt', a.key, NULL, NULL, NULL, NULL, NULL, a.error, a.attempts, a.cost_micro_usd, a.next_at, 0 FROM durable.step_attempt a WHERE a.run_id = $1
   UNION ALL
   SELECT 'event', e.key, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, 0 FROM durable.run_event e WHERE e.run_id = $1 AND e.key IS NOT NULL
   UNION ALL
   SELECT 'input', i.key, NULL, NULL, i.input, NULL, NULL, NULL, 0, 0, NULL, 0 FROM durable.step_input i WHERE i.run_id = $1`,
);

/** A run as its owner holds it. */
const OWNERSHIP = { run_id: 'text', epoch: 'int' };

/** Extends the leases of the runs a process owns. $3 lease in ms. Returns those still owned in that epoch, and whether they were cancelled. */
export const heartbeat = sized(
  'heartbeat',
  OWNERSHIP,
  ({ inOrder }) => `WITH mine AS MATERIALIZED (
     SELECT g.* FROM ${inOrder} CROSS JOIN LATERAL (SELECT id FROM durable.run WHERE id = g.run_id FOR NO KEY UPDATE) AS locked
   )
   UPDATE durable.run r SET lease_until = now() + $3 * interval '1 ms'
     FROM mine WHERE r.id = mine.run_id AND r.epoch = mine.epoch AND r.status IN ${OWNED}
   RETURNING r.id, r.epoch, r.cancel_requested_at, r.pause_requested_at`,
);

/**
 * Gives a run up without finishing it. $1 run, $2 epoch, $3 status ('suspended', 'queued' or 'paused'), $4 what it waits for, $5 when to wake it.
 * A pause that was taken back meanwhile is none: the run is queued, and its job looks again. Returns no row when the run is no longer owned.
 */
export const releaseRun = statement(
  'releaseRun',
  `WITH own AS (
     UPDATE durable.run SET status = CASE WHEN $3 = 'paused' AND pause_requested_at IS NULL THEN 'queued' ELSE $3 END, owner = NULL, lease_until = NULL, waiting_for = $4, wake_at = $5
      WHERE id = $1 AND epoch = $2 AND status = 'running' AND cancel_requested_at IS NULL
     RETURNING id, root_id, object_key, status
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT id, root_id, object_key, 'run.' || status, json_build_object('waitingFor', $4::text[], 'wakeAt', $5::timestamptz) FROM own
   )
   SELECT id FROM own`,
);

/** The owner lives whose run was given to the next one as if it had crashed: that crash is not counted. $1 run, $2 its epoch. */
export const takeBackCrash = statement(
  'takeBackCrash',
  `UPDATE durable.run SET no_progress_crashes = no_progress_crashes - 1
    WHERE id = $1 AND epoch = $2 + 1 AND no_progress_crashes > 0 AND status IN ${OWNED}`,
);

/** Locks a run for a decision about it. $1 run, $2 epoch. */
export const lockOwnedRun = statement(
  'lockOwnedRun',
  `SELECT id FROM durable.run WHERE id = $1 AND epoch = $2 AND status = 'running' AND cancel_requested_at IS NULL FOR NO KEY UPDATE`,
);

/** What became of a run that its owner can't write to any more. $1 run. */
export const runState = statement(
  'runState',
  'SELECT status, epoch, cancel_requested_at FROM durable.run WHERE id = $1',
);
