import { OWNED, statement } from './statement.js';

/**
 * Journals a step: fence and first-writer-wins in one statement. FOR SHARE, because KEY SHARE would let a new owner's claim pass.
 * $1 run, $2 epoch, $3 may write though cancelled, $4 key, $5 seq, $6 name, $7 write id, $8 status, $9 retryable, $10 input, $11 input hash,
 * $12 output, $13 blob hash, $14 blob content, $15 error, $16 attempts, $17 cost, $18 started at.
 * One row: recorded. None: see `stepWriter`.
 */
const commit = (lock: string, pay: string): string => `WITH own AS (
     SELECT id, root_id, object_key FROM durable.run
      WHERE id = $1 AND epoch = $2 AND status IN ${OWNED} AND (cancel_requested_at IS NULL OR $3) ${lock}
   ), blob AS (
     INSERT INTO durable.step_blob (hash, content) SELECT $13::text, $14::text FROM own WHERE $13::text IS NOT NULL ON CONFLICT DO NOTHING
   ), ins AS (
     INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, retryable, input, input_hash, output, output_blob, error, attempts, cost_micro_usd, started_at)
     SELECT id, $4, $5, $6, $2, $7, $8, $9, $10, $11, $12, $13, $15, $16, $17, $18 FROM own
     ON CONFLICT DO NOTHING RETURNING run_id
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT own.id, own.root_id, own.object_key, CASE WHEN $8 = 'ok' THEN 'step.completed' ELSE 'step.failed' END,
            json_build_object('key', $4::text, 'name', $6::text, 'attempts', $16::int, 'costMicroUsd', $17::bigint, 'error', $15::jsonb)
       FROM own, ins
   )${pay}
   SELECT run_id FROM ins`;

export const commitStep = statement('commitStep', commit('FOR SHARE', ''));

/** The same for a step that cost money: the run's total grows with it, so the stronger lock is taken at once (an upgrade could deadlock). */
export const commitPaidStep = statement(
  'commitPaidStep',
  commit(
    'FOR NO KEY UPDATE',
    `, paid AS (UPDATE durable.run r SET cost_micro_usd = r.cost_micro_usd + $17 FROM ins WHERE r.id = ins.run_id)`,
  ),
);

/** Who wrote a step, and the state of its run: tells a lost acknowledgement from a conflict. $1 run, $2 key. */
export const stepWriter = statement(
  'stepWriter',
  `SELECT r.status, r.epoch, r.cancel_requested_at, s.write_id FROM durable.run r
     LEFT JOIN durable.step s ON s.run_id = r.id AND s.key = $2 WHERE r.id = $1`,
);

/** Fences a transaction of the workflow. $1 run, $2 epoch. No row: no longer the owner. */
export const fence = statement(
  'fence',
  `SELECT id FROM durable.run WHERE id = $1 AND epoch = $2 AND status IN ${OWNED} AND (cancel_requested_at IS NULL OR $3) FOR SHARE`,
);

/** Records a failed attempt of a step that will be tried again. $1 run, $2 epoch, $3 key, $4 attempts, $5 error, $6 cost so far, $7 next try. */
export const recordAttempt = statement(
  'recordAttempt',
  `WITH own AS (SELECT id, root_id, object_key FROM durable.run WHERE id = $1 AND epoch = $2 AND status IN ${OWNED} FOR SHARE),
   put AS (
     INSERT INTO durable.step_attempt (run_id, key, attempts, error, cost_micro_usd, next_at) SELECT id, $3, $4, $5, $6, $7 FROM own
     ON CONFLICT (run_id, key) DO UPDATE SET attempts = excluded.attempts, error = excluded.error, cost_micro_usd = excluded.cost_micro_usd, next_at = excluded.next_at
     RETURNING run_id
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT own.id, own.root_id, own.object_key, 'step.retrying',
            json_build_object('key', $3::text, 'attempts', $4::int, 'error', $5::jsonb, 'nextAt', $7::timestamptz) FROM own, put
   )
   SELECT run_id FROM put`,
);

/** Says what a run does now. $1 run, $2 epoch, $3 text. */
export const setNowDoing = statement(
  'setNowDoing',
  `WITH own AS (
     UPDATE durable.run SET now_doing = $3 WHERE id = $1 AND epoch = $2 AND status IN ${OWNED} RETURNING id, root_id, object_key
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT id, root_id, object_key, 'status', json_build_object('text', $3::text) FROM own
   )
   SELECT id FROM own`,
);

/** Appends an event once per position. $1 run, $2 epoch, $3 position, $4 type, $5 data. */
export const appendEvent = statement(
  'appendEvent',
  `WITH own AS (SELECT id, root_id, object_key FROM durable.run WHERE id = $1 AND epoch = $2 AND status IN ${OWNED} FOR SHARE),
   told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, key, type, data)
     SELECT id, root_id, object_key, $3, $4, $5 FROM own ON CONFLICT DO NOTHING
   )
   SELECT id FROM own`,
);
