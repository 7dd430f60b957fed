import { statement } from './statement.js';

/** What an operator sees of a run. The cost of a root is that of its whole tree, of any other run that of itself and its fan-out. */
const RUN = `SELECT r.id, r.kind, r.queue, r.object_key, r.status, r.epoch, r.input, coalesce(r.output, b.content::json) AS output, r.error,
  r.now_doing, r.root_id, r.parent_id, r.forked_from, r.tags, r.admitted, r.created_at, r.started_at, r.finished_at, r.cancel_requested_at,
  r.pause_requested_at, r.start_at, r.waiting_for, r.wake_at, r.forked_step,
  CASE WHEN r.id = r.root_id THEN (SELECT sum(t.cost_micro_usd) FROM durable.run t WHERE t.root_id = r.id)
       ELSE r.cost_micro_usd + coalesce((SELECT sum(c.cost_micro_usd) FROM durable.run c WHERE c.parent_id = r.id AND c.fan_scope IS NOT NULL), 0)
  END AS cost_micro_usd
  FROM durable.run r LEFT JOIN durable.step_blob b ON b.hash = r.output_blob`;

/** $1 run. */
export const runById = statement('runById', `${RUN} WHERE r.id = $1`);

/** Newest first. $1 object key or null, $2 only roots, $3 statuses or null, $4 limit, $5 admitted before or null. */
export const listRuns = statement(
  'listRuns',
  `${RUN} WHERE ($1::text IS NULL OR r.object_key = $1) AND (NOT $2 OR r.parent_id IS NULL) AND ($3::text[] IS NULL OR r.status = ANY($3))
    AND ($5::bigint IS NULL OR r.admitted < $5) ORDER BY r.admitted DESC LIMIT $4`,
);

/** $1 parent. In the order of admission. */
export const childrenOf = statement('childrenOf', `${RUN} WHERE r.parent_id = $1 ORDER BY r.admitted`);

/** All runs of a tree but its root. $1 root. */
export const descendantsOf = statement(
  'descendantsOf',
  `${RUN} WHERE r.root_id = $1 AND r.id <> $1 ORDER BY r.admitted`,
);

const STEP = 'run_id, key, seq, name, kind, status, attempts, epoch, started_at, ended_at, cost_micro_usd, error';

/** $1 run, $2 only failed, $3 limit, $4 after seq or null, $5 after key or null. */
export const listSteps = statement(
  'listSteps',
  `SELECT ${STEP} FROM durable.step WHERE run_id = $1 AND (NOT $2 OR status = 'error')
    AND ($4::int IS NULL OR (seq, key) > ($4, $5)) ORDER BY seq, key LIMIT $3`,
);

/** $1 run, $2 key. With input and output. */
export const stepByKey = statement(
  'stepByKey',
  `SELECT s.run_id, s.key, s.seq, s.name, s.kind, s.status, s.attempts, s.epoch, s.started_at, s.ended_at, s.cost_micro_usd, s.error, s.input, s.input_hash IS NOT NULL AS has_input,
          coalesce(s.output, b.content::json) AS output
     FROM durable.step s LEFT JOIN durable.step_blob b ON b.hash = s.output_blob WHERE s.run_id = $1 AND s.key = $2`,
);

/** Names of the children of a fan-out. $1 parent, $2 scope. */
export const namesOfScope = statement(
  'namesOfScope',
  'SELECT child_name FROM durable.run WHERE parent_id = $1 AND fan_scope = $2',
);

/** How many children of one fan-out there are of each status. $1 parent, $2 scope. */
export const countsOfScope = statement(
  'countsOfScope',
  'SELECT status, count(*)::int AS n FROM durable.run WHERE parent_id = $1 AND fan_scope = $2 GROUP BY status ORDER BY status',
);

/** Outcomes of the children of one fan-out. $1 parent, $2 scope. */
export const outcomesOfScope = statement(
  'outcomesOfScope',
  `SELECT r.id, r.child_name, r.status, coalesce(r.output, b.content::json) AS output, r.error
     FROM durable.run r LEFT JOIN durable.step_blob b ON b.hash = r.output_blob WHERE r.parent_id = $1 AND r.fan_scope = $2`,
);

/** Outputs of the flow children a run waited for. $1 run. */
export const flowOutputs = statement(
  'flowOutputs',
  `SELECT r.kind, coalesce(r.output, b.content::json) AS output
     FROM durable.run r LEFT JOIN durable.step_blob b ON b.hash = r.output_blob WHERE r.flow_parent = $1 ORDER BY r.admitted`,
);
