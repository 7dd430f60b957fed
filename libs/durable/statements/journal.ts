import type { CommitEffect } from '../types.js';
import { sized, type Input, type Sized } from './sized.js';
import { OWNED, statement } from './statement.js';

/** A step to be journaled. `brought`: what it wants stored with it. */
export const STEP = {
  run_id: 'text',
  epoch: 'int',
  key: 'text',
  seq: 'int',
  name: 'text',
  write_id: 'uuid',
  status: 'text',
  retryable: 'bool',
  input: 'text',
  input_hash: 'text',
  output: 'text',
  blob_hash: 'text',
  blob: 'text',
  error: 'text',
  attempts: 'int',
  cost: 'bigint',
  started_at: 'timestamptz',
  kind: 'text',
  brought: 'text',
};

/** What some steps need of the statement that journals them. */
export interface CommitKind {
  /** They cost money: the run's total grows with them. */
  readonly paid: boolean;
  /** One has an output that goes to the blob table. */
  readonly blobs: boolean;
  /** They bring an effect of their own. */
  readonly effect: CommitEffect | undefined;
}

const commits = new Map<string, Sized>();

/**
 * Journals steps, usually of many runs: fence and first-writer-wins in one statement. Runs are locked in the order of their ids, so that two such
 * statements can't block each other; FOR SHARE, because KEY SHARE would let a new owner's claim pass, and the stronger lock at once where the run
 * itself is written (an upgrade could deadlock). A cancelled run's owner may store what it has in flight: a kill takes the epoch from it.
 * Returns the writes that were recorded, and whether their runs are to stop. For those that are missing see `stepWriter`.
 */
export function commitSteps({ paid, blobs, effect }: CommitKind): Sized {
  const name = `${paid ? 'commitPaidSteps' : 'commitSteps'}${blobs ? '-blobs' : ''}${effect ? `+${effect.name}` : ''}`;
  let made = commits.get(name);
  if (!made) {
    const more = [blobs ? BLOBS : '', paid ? PAID : '', effect ? effectOf(effect) : ''].join('');
    commits.set(
      name,
      (made = sized(name, STEP, (input) => commit(input, paid ? 'FOR NO KEY UPDATE' : 'FOR SHARE', more))),
    );
  }
  return made;
}

const commit = ({ inOrder }: Input, lock: string, more: string): string => `WITH given AS MATERIALIZED (
     SELECT g.*, own.stopping FROM ${inOrder} CROSS JOIN LATERAL (
         SELECT epoch, cancel_requested_at IS NOT NULL AS stopping FROM durable.run WHERE id = g.run_id AND status IN ${OWNED} ${lock}
       ) AS own
      WHERE own.epoch = g.epoch
   ), ins AS (
     INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, retryable, input, input_hash, output, output_blob, error, attempts, cost_micro_usd, started_at, kind)
     SELECT run_id, key, seq, name, epoch, write_id, status, retryable, input::json, input_hash, output::json, blob_hash, error::jsonb, attempts, cost, started_at, kind FROM given
     ON CONFLICT DO NOTHING RETURNING run_id, key, name, write_id, status, error, attempts, cost_micro_usd
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT r.id, r.root_id, r.object_key, CASE WHEN ins.status = 'ok' THEN 'step.completed' ELSE 'step.failed' END,
            json_build_object('key', ins.key, 'name', ins.name, 'attempts', ins.attempts, 'costMicroUsd', ins.cost_micro_usd, 'error', ins.error)
       FROM ins JOIN durable.run r ON r.id = ins.run_id
   )${more}
   SELECT run_id, write_id, run_id IN (SELECT run_id FROM given WHERE stopping) AS stopping FROM ins`;

const BLOBS = `, blobs AS (
     INSERT INTO durable.step_blob (hash, content) SELECT DISTINCT blob_hash, blob FROM given WHERE blob_hash IS NOT NULL
     ON CONFLICT (hash) DO UPDATE SET created_at = now()
   )`;

const PAID = `, paid AS (
     UPDATE durable.run r SET cost_micro_usd = r.cost_micro_usd + s.cost
       FROM (SELECT run_id, sum(cost_micro_usd) AS cost FROM ins GROUP BY run_id) AS s WHERE r.id = s.run_id
   )`;

function effectOf({ statements }: CommitEffect): string {
  const committed = `, committed AS (
     SELECT ins.run_id, ins.key, given.brought::jsonb AS data FROM given JOIN ins USING (run_id, key)
   )`;
  return [committed, ...statements.map((text, n) => `, effect_${n} AS (\n${text}\n)`)].join('');
}

/** Begins a transaction of the owner's: limits its statements to $3 (`5000ms`), its pauses to $4, and says whether the run is still owned. $1 run, $2 epoch. No row: not any more. */
export const beginOwned = statement(
  'beginOwned',
  `SELECT set_config('statement_timeout', $3, true), set_config('idle_in_transaction_session_timeout', $4, true) FROM durable.run WHERE id = $1 AND epoch = $2 AND status IN ${OWNED}`,
);

/** Who wrote a step, and the state of its run: tells a lost acknowledgement from a conflict. $1 run, $2 key. */
export const stepWriter = statement(
  'stepWriter',
  `SELECT r.status, r.epoch, s.write_id FROM durable.run r
     LEFT JOIN durable.step s ON s.run_id = r.id AND s.key = $2 WHERE r.id = $1`,
);

/** What a step that ended well returned, as JSON. $1 run, $2 key. */
export const storedOutput = statement(
  'storedOutput',
  `SELECT coalesce(b.content, s.output::text) AS output FROM durable.step s LEFT JOIN durable.step_blob b ON b.hash = s.output_blob
    WHERE s.run_id = $1 AND s.key = $2`,
);

/** Records a failed attempt of a step that will be tried again. $1 run, $2 epoch, $3 key, $4 attempts, $5 error, $6 cost so far, $7 next try. Returns whether the run is to stop. */
export const recordAttempt = statement(
  'recordAttempt',
  `WITH own AS (SELECT id, root_id, object_key, cancel_requested_at FROM durable.run WHERE id = $1 AND epoch = $2 AND status IN ${OWNED} FOR SHARE),
   put AS (
     INSERT INTO durable.step_attempt (run_id, key, attempts, error, cost_micro_usd, next_at) SELECT id, $3, $4, $5, $6, $7 FROM own
     ON CONFLICT (run_id, key) DO UPDATE SET attempts = excluded.attempts, error = excluded.error, cost_micro_usd = excluded.cost_micro_usd, next_at = excluded.next_at
     RETURNING run_id
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT own.id, own.root_id, own.object_key, 'step.retrying',
            json_build_object('key', $3::text, 'attempts', $4::int, 'error', $5::jsonb, 'nextAt', $7::timestamptz) FROM own, put
   )
   SELECT cancel_requested_at IS NOT NULL AS stopping FROM own, put`,
);

/** Notes that a run has something to undo. $1 run, $2 epoch. No row: no longer the owner. */
export const oweUndo = statement(
  'oweUndo',
  `UPDATE durable.run SET owes_undo = true WHERE id = $1 AND epoch = $2 AND status IN ${OWNED} RETURNING id`,
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
