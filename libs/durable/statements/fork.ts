import { statement } from './statement.js';

/** The step a fork begins at, with what it was given. $1 run, $2 step key. */
export const forkPoint = statement(
  'forkPoint',
  `SELECT seq, input, input_hash FROM durable.step WHERE run_id = $1 AND key = $2 AND key NOT LIKE 'undo/%'`,
);

/** All nodes of the flow under a run, itself first. $1 top of the flow. */
export const flowTree = statement(
  'flowTree',
  `WITH RECURSIVE down AS (
     SELECT id, flow_parent, kind, status, admitted FROM durable.run WHERE id = $1
     UNION ALL SELECT r.id, r.flow_parent, r.kind, r.status, r.admitted FROM durable.run r JOIN down ON r.flow_parent = down.id
   )
   SELECT id, flow_parent, kind, status FROM down ORDER BY admitted`,
);

/**
 * Makes the nodes of a fork, root first, waiting for their turn. A node that is done keeps its output; its cost stays with the first run.
 * Arrays: $1 nodes, $2 their new ids, $3 their new parents, $4 whether they are done. $5 new root, $6 the node forked, $7 step, $8 its input or null,
 * $9 that input's hash, $10 who asked and why. Returns the nodes made: none or too few when an id is taken.
 */
export const forkNodes = statement(
  'forkNodes',
  `WITH ins AS (
     INSERT INTO durable.run (id, kind, queue, object_key, status, input, input_hash, output, output_blob, root_id, parent_id, flow_parent, tags,
                              forked_from, forked_step, dispatch_seq, started_at, finished_at, settled_at)
     SELECT g.copy, r.kind, r.queue, r.object_key, CASE WHEN g.done THEN 'completed' ELSE 'queued' END,
            CASE WHEN r.id = $6 THEN coalesce($8::json, r.input) ELSE r.input END, CASE WHEN r.id = $6 THEN coalesce($9, r.input_hash) ELSE r.input_hash END,
            CASE WHEN g.done THEN r.output END, CASE WHEN g.done THEN r.output_blob END, $5, g.parent, g.parent, r.tags,
            r.id, CASE WHEN r.id = $6 THEN $7 END, CASE WHEN g.done THEN 1 ELSE 0 END,
            CASE WHEN g.done THEN r.started_at END, CASE WHEN g.done THEN r.finished_at END, CASE WHEN g.done THEN now() END
       FROM unnest($1::text[], $2::text[], $3::text[], $4::bool[]) WITH ORDINALITY AS g(id, copy, parent, done, ordinal) JOIN durable.run r ON r.id = g.id
      ORDER BY g.ordinal
     ON CONFLICT DO NOTHING RETURNING id, root_id, object_key, status, forked_from, forked_step
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT id, root_id, object_key, 'run.queued', json_build_object('forkedFrom', forked_from, 'forkedStep', forked_step, 'asked', $10::json) FROM ins WHERE status = 'queued'
   )
   SELECT id, object_key FROM ins`,
);

/** Copies the steps before a place, but nothing that undid them; they were paid for by the first run. $1 run, $2 new id, $3 first seq not copied, $4 keys with edited outputs, $5 these outputs. */
export const forkSteps = statement(
  'forkSteps',
  `INSERT INTO durable.step (run_id, key, seq, name, kind, epoch, write_id, status, retryable, input, input_hash, output, output_blob, error, attempts, started_at, ended_at)
   SELECT $2, s.key, s.seq, s.name, s.kind, 0, gen_random_uuid(), CASE WHEN e.key IS NULL THEN s.status ELSE 'ok' END, s.retryable, s.input, s.input_hash,
          CASE WHEN e.key IS NULL THEN s.output ELSE e.output::json END, CASE WHEN e.key IS NULL THEN s.output_blob END,
          CASE WHEN e.key IS NULL THEN s.error END, s.attempts, s.started_at, s.ended_at
     FROM durable.step s LEFT JOIN unnest($4::text[], $5::text[]) AS e(key, output) ON e.key = s.key
    WHERE s.run_id = $1 AND s.seq < $3 AND s.key NOT LIKE 'undo/%'
   RETURNING key`,
);

/** Inputs that were edited before hold for the fork too, up to its first step. $1 run, $2 new id, $3 seq of that step. */
export const keepEditedInputs = statement(
  'keepEditedInputs',
  `INSERT INTO durable.step_input (run_id, key, input)
   SELECT $2, i.key, i.input FROM durable.step_input i JOIN durable.step s ON s.run_id = i.run_id AND s.key = i.key WHERE i.run_id = $1 AND s.seq <= $3`,
);

/** What a step of a fork is to be given in place of its own input. $1 new id, $2 key, $3 input. */
export const editInput = statement(
  'editInput',
  `INSERT INTO durable.step_input (run_id, key, input) VALUES ($1, $2, $3) ON CONFLICT (run_id, key) DO UPDATE SET input = excluded.input`,
);

/** Children of the fan-outs that the copied part reads. $1 run, $2 first seq not copied. */
export const childrenToCopy = statement(
  'childrenToCopy',
  `SELECT c.id, c.fan_scope, c.child_name FROM durable.run c
    WHERE c.parent_id = $1 AND c.status IN ('completed','failed','cancelled','needs_attention')
      AND EXISTS (SELECT 1 FROM durable.step s WHERE s.run_id = $1 AND s.key = c.fan_scope AND s.seq < $2) ORDER BY c.admitted`,
);

/** Copies ended children of a fan-out under a fork. $1 children, $2 their new ids, $3 new parent, $4 new root. Their cost stays with the first run. */
export const copyChildren = statement(
  'copyChildren',
  `INSERT INTO durable.run (id, kind, queue, object_key, status, input, input_hash, output, output_blob, error, root_id, parent_id,
                            fan_scope, child_name, tags, forked_from, dispatch_seq, started_at, finished_at, settled_at)
   SELECT g.copy, c.kind, c.queue, c.object_key, c.status, c.input, c.input_hash, c.output, c.output_blob, c.error, $4, $3,
          c.fan_scope, c.child_name, c.tags, c.id, 1, c.started_at, c.finished_at, now()
     FROM unnest($1::text[], $2::text[]) AS g(id, copy) JOIN durable.run c ON c.id = g.id ORDER BY c.admitted`,
);
