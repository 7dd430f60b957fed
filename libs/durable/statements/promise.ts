import { OWNED, statement } from './statement.js';

/**
 * What a run waits for: opened the first time it is asked for, fenced. $1 run, $2 epoch, $3 name, $4 timeout in ms, $5 what is asked.
 * Returns the promise as it is now, and whether its time is up; no row when the run is no longer owned.
 */
export const openPromise = statement(
  'openPromise',
  `WITH own AS (
     SELECT id, root_id, object_key FROM durable.run WHERE id = $1 AND epoch = $2 AND status IN ${OWNED} AND cancel_requested_at IS NULL FOR SHARE
   ), put AS (
     INSERT INTO durable.promise (run_id, name, expires_at, about) SELECT id, $3, now() + $4 * interval '1 ms', $5 FROM own
     ON CONFLICT DO NOTHING RETURNING run_id, name, state, value, expires_at
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT own.id, own.root_id, own.object_key, 'gate.opened', json_build_object('name', put.name, 'expiresAt', put.expires_at) FROM own, put
   ), found AS (
     SELECT p.state, p.value, p.expires_at FROM durable.promise p, own WHERE p.run_id = own.id AND p.name = $3
   )
   SELECT state, value, expires_at, expires_at <= now() AS overdue FROM (
     SELECT state, value, expires_at FROM put UNION ALL SELECT state, value, expires_at FROM found) AS promise`,
);

/** Lets a promise expire, unless it was resolved. $1 run, $2 name. */
export const expirePromise = statement(
  'expirePromise',
  `UPDATE durable.promise SET state = 'expired' WHERE run_id = $1 AND name = $2 AND state = 'pending' AND expires_at <= now()`,
);

/** Resolves a pending promise in time. $1 run, $2 name, $3 value, $4 resolver. No row: see `promiseState`. */
export const resolvePromise = statement(
  'resolvePromise',
  `UPDATE durable.promise SET state = 'resolved', value = $3, resolver = $4, resolved_at = now()
    WHERE run_id = $1 AND name = $2 AND state = 'pending' AND expires_at > now() RETURNING name`,
);

/** $1 run, $2 name. */
export const promiseState = statement(
  'promiseState',
  'SELECT state FROM durable.promise WHERE run_id = $1 AND name = $2',
);

/** Wakes a run that waits for a promise that was resolved. Both sides hold the run's row, so no wake-up is lost. $1 run, $2 name. */
export const wakeForPromise = statement(
  'wakeForPromise',
  `WITH woken AS (
     UPDATE durable.run SET status = 'queued', waiting_for = NULL, wake_at = NULL, dispatched_at = now()
      WHERE id = $1 AND status = 'suspended' AND waiting_for @> ARRAY['promise:' || $2::text]
        AND EXISTS (SELECT 1 FROM durable.promise p WHERE p.run_id = $1 AND p.name = $2 AND p.state = 'resolved')
     RETURNING id
   )
   INSERT INTO durable.outbox (kind, payload) SELECT 'wake', jsonb_build_object('runId', id) FROM woken`,
);

/** Records who resolved a promise. $1 run, $2 name, $3 resolver. */
export const tellResolved = statement(
  'tellResolved',
  `INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
   SELECT id, root_id, object_key, 'gate.resolved', json_build_object('name', $2::text, 'resolver', $3::text) FROM durable.run WHERE id = $1`,
);

/** $1 run. In the order they were opened. */
export const promisesOf = statement(
  'promisesOf',
  'SELECT run_id, name, state, about, value, resolver, expires_at, created_at, resolved_at FROM durable.promise WHERE run_id = $1 ORDER BY created_at, name',
);
