import { statement } from './statement.js';

/** Where a fork begins. $1 run, $2 step key. */
export const forkPoint = statement('forkPoint', 'SELECT seq FROM durable.step WHERE run_id = $1 AND key = $2');

/**
 * Makes a run that begins where another one stood, as a root of its own, waiting for its turn. $1 run, $2 new id, $3 input or null, $4 its hash or null.
 * No row: the new id is taken.
 */
export const forkRun = statement(
  'forkRun',
  `WITH ins AS (
     INSERT INTO durable.run (id, kind, queue, object_key, input, input_hash, root_id, tags, forked_from)
     SELECT $2, kind, queue, object_key, coalesce($3::json, input), coalesce($4, input_hash), $2, tags, id FROM durable.run WHERE id = $1
     ON CONFLICT DO NOTHING RETURNING id, root_id, object_key, forked_from
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT id, root_id, object_key, 'run.queued', json_build_object('forkedFrom', forked_from) FROM ins
   )
   SELECT id, object_key FROM ins`,
);

/** Copies the steps before a place; they were paid for by the first run. $1 run, $2 new id, $3 first seq not copied, $4 keys with edited outputs, $5 these outputs. */
export const forkSteps = statement(
  'forkSteps',
  `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, retryable, input, input_hash, output, output_blob, error, attempts, started_at, ended_at)
   SELECT $2, s.key, s.seq, s.name, 0, gen_random_uuid(), CASE WHEN e.key IS NULL THEN s.status ELSE 'ok' END, s.retryable, s.input, s.input_hash,
          CASE WHEN e.key IS NULL THEN s.output ELSE e.output::json END, CASE WHEN e.key IS NULL THEN s.output_blob END,
          CASE WHEN e.key IS NULL THEN s.error END, s.attempts, s.started_at, s.ended_at
     FROM durable.step s LEFT JOIN unnest($4::text[], $5::text[]) AS e(key, output) ON e.key = s.key
    WHERE s.run_id = $1 AND s.seq < $3
   RETURNING key`,
);

/** Children the copied part reads: those of its fan-outs, and the flow nodes the run waited for. $1 run, $2 first seq not copied. */
export const childrenToCopy = statement(
  'childrenToCopy',
  `SELECT c.id, c.kind, c.fan_scope, c.child_name FROM durable.run c
    WHERE c.parent_id = $1 AND c.finished_at IS NOT NULL AND (c.flow_parent = $1
       OR EXISTS (SELECT 1 FROM durable.step s WHERE s.run_id = $1 AND s.key = c.fan_scope AND s.seq < $2)) ORDER BY c.admitted`,
);

/** Copies ended children under a fork. $1 children, $2 their new ids, $3 new parent. Their cost stays with the first run. */
export const copyChildren = statement(
  'copyChildren',
  `INSERT INTO durable.run (id, kind, queue, object_key, status, input, input_hash, output, output_blob, error, root_id, parent_id, flow_parent,
                            fan_scope, child_name, tags, forked_from, dispatch_seq, started_at, finished_at, settled_at)
   SELECT g.copy, c.kind, c.queue, c.object_key, c.status, c.input, c.input_hash, c.output, c.output_blob, c.error, $3, $3,
          CASE WHEN c.flow_parent IS NULL THEN NULL ELSE $3 END, c.fan_scope, c.child_name, c.tags, c.id, 1, c.started_at, c.finished_at, now()
     FROM unnest($1::text[], $2::text[]) AS g(id, copy) JOIN durable.run c ON c.id = g.id ORDER BY c.admitted`,
);
