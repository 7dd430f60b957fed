import { sized } from './sized.js';
import { OPEN, statement } from './statement.js';

/** Lets one transaction at a time decide about something, until it ends. $1 what: an object key and its gate, a tree, an idempotency key. */
export const lockName = statement(
  'lockName',
  `SELECT pg_advisory_xact_lock(hashtextextended('durable.gate:' || $1, 0))`,
);

/** The run that has this idempotency key. $1 key. */
export const runByIdempotencyKey = statement(
  'runByIdempotencyKey',
  'SELECT id, input_hash FROM durable.run WHERE idempotency_key = $1',
);

/**
 * Admits the nodes of one tree, root first. Returns the ids that are new.
 * $1 ids, $2 kinds, $3 queues, $4 inputs, $5 input hashes, $6 parents, $7 tags, $8 root id, $9 object key, $10 idempotency key, $11 not before.
 * The root takes the key's gate when it is free; without a gate, or behind it, `dispatch_seq` stays 0.
 */
export const insertTree = statement(
  'insertTree',
  `WITH gate AS (
     SELECT $9::text IS NOT NULL AND coalesce($11::timestamptz <= now(), true)
            AND NOT EXISTS (SELECT 1 FROM durable.run WHERE object_key = $9 AND is_head) AS taken
   ), ins AS (
     INSERT INTO durable.run (id, kind, queue, input, input_hash, parent_id, flow_parent, tags, root_id, object_key, idempotency_key, is_head, dispatch_seq, dispatched_at, start_at)
     SELECT n.id, n.kind, n.queue, n.input::json, n.input_hash, n.parent, n.parent, n.tags::jsonb, $8, $9,
            CASE WHEN n.id = $8 THEN $10 END,
            n.id = $8 AND gate.taken,
            CASE WHEN gate.taken OR $9 IS NULL THEN 1 ELSE 0 END,
            CASE WHEN gate.taken OR $9 IS NULL THEN now() END, $11
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
            WITH ORDINALITY AS n(id, kind, queue, input, input_hash, parent, tags, ordinal), gate
      ORDER BY n.ordinal
     ON CONFLICT DO NOTHING
     RETURNING id, dispatch_seq
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data)
     SELECT id, $8, $9, 'run.queued', '{}' FROM ins
   ), sent AS (
     INSERT INTO durable.outbox (kind, payload) SELECT 'flow', jsonb_build_object('rootId', $8::text) FROM ins WHERE id = $8 AND dispatch_seq > 0
   )
   SELECT id FROM ins`,
);

/** A run that stands alone: no children, no object key, no idempotency key. */
const LONE_RUN = { id: 'text', kind: 'text', queue: 'text', input: 'text', input_hash: 'text', tags: 'text' };

/**
 * Admits runs that stand alone. Returns id and time of those that are new. They are dispatched at once by whoever starts them; should that process die first,
 * the reconciler finds them.
 */
export const insertRuns = sized(
  'insertRuns',
  LONE_RUN,
  ({ rows }) => `WITH ins AS (
     INSERT INTO durable.run (id, kind, queue, input, input_hash, tags, root_id, dispatch_seq, dispatched_at)
     SELECT g.id, g.kind, g.queue, g.input::json, g.input_hash, g.tags::jsonb, g.id, 1, now() FROM ${rows}
     ON CONFLICT DO NOTHING
     RETURNING id, created_at
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, type, data) SELECT id, id, 'run.queued', '{}' FROM ins
   )
   SELECT id, created_at FROM ins`,
);

/** Runs of these ids that were admitted with these inputs: what a repeated admission finds when its first answer was lost. $1 ids, $2 input hashes. */
export const admittedBefore = statement(
  'admittedBefore',
  'SELECT id FROM durable.run r JOIN unnest($1::text[], $2::text[]) AS g(asked, hash) ON r.id = g.asked AND r.input_hash = g.hash',
);

/**
 * Admits the children of a fan-out, fenced by their parent's epoch. Returns one row when the parent is still owned: how many are new.
 * $1 parent id, $2 epoch, $3 scope, $4 ids, $5 names, $6 kinds, $7 queues, $8 inputs, $9 input hashes, $10 how many are dispatched at once.
 */
export const insertChildren = statement(
  'insertChildren',
  `WITH own AS (
     SELECT id, root_id, object_key, tags, pause_requested_at FROM durable.run
      WHERE id = $1 AND epoch = $2 AND status = 'running' AND cancel_requested_at IS NULL FOR SHARE
   ), ins AS (
     INSERT INTO durable.run (id, kind, queue, input, input_hash, parent_id, root_id, object_key, tags, fan_scope, child_name, status, dispatch_seq, dispatched_at)
     SELECT c.id, c.kind, c.queue, c.input::json, c.input_hash, own.id, own.root_id, own.object_key, own.tags, $3, c.name,
            CASE WHEN own.pause_requested_at IS NULL THEN 'queued' ELSE 'paused' END,
            CASE WHEN c.ordinal <= $10 THEN 1 ELSE 0 END, CASE WHEN c.ordinal <= $10 THEN now() END
       FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
            WITH ORDINALITY AS c(id, name, kind, queue, input, input_hash, ordinal), own
      ORDER BY c.ordinal
     ON CONFLICT DO NOTHING
     RETURNING id, root_id, object_key, admitted, dispatch_seq
   ), told AS (
     INSERT INTO durable.run_event (run_id, root_id, object_key, type, data) SELECT id, root_id, object_key, 'run.queued', '{}' FROM ins
   ), sent AS (
     INSERT INTO durable.outbox (kind, payload)
     SELECT 'dispatch', jsonb_build_object('runIds', jsonb_agg(id))
       FROM (SELECT id, (row_number() OVER (ORDER BY admitted) - 1) / 500 AS batch FROM ins WHERE dispatch_seq > 0) AS numbered GROUP BY batch
   )
   SELECT (SELECT count(*)::int FROM ins) AS admitted FROM own`,
);

/** How many more children of a fan-out may be dispatched. $1 parent, $2 scope, $3 how many at once. */
export const roomInWindow = statement(
  'roomInWindow',
  `SELECT greatest($3::int - count(*), 0)::int AS room FROM durable.run WHERE parent_id = $1 AND fan_scope = $2 AND dispatch_seq > 0 AND status IN ${OPEN}`,
);
