/** Reads of the journal for lists of the API. They only read; the engine alone writes these tables. */

/** Ids of root runs, newest first. $1 region, $2 statuses, $3 workflows (each null: any), $4 id to continue after, $5 limit. */
export const ROOT_RUN_IDS = `
  SELECT r.id FROM durable.run r
   WHERE r.parent_id IS NULL
     AND ($1::text IS NULL OR r.object_key = $1)
     AND ($2::text[] IS NULL OR r.status = ANY($2))
     AND ($3::text[] IS NULL OR r.kind = ANY($3))
     AND ($4::text IS NULL OR r.admitted < (SELECT c.admitted FROM durable.run c WHERE c.id = $4))
   ORDER BY r.admitted DESC LIMIT $5`;

/** How many root runs there are. $1–$3 as above. */
export const ROOT_RUN_COUNT = `
  SELECT count(*)::int AS total FROM durable.run r
   WHERE r.parent_id IS NULL
     AND ($1::text IS NULL OR r.object_key = $1)
     AND ($2::text[] IS NULL OR r.status = ANY($2))
     AND ($3::text[] IS NULL OR r.kind = ANY($3))`;

/** The run, or with $2 everything it stands for: a root's whole tree, a phase with the jobs it fanned out. */
const UNDER = `
  r.id = $1 OR ($2 AND (r.root_id = $1 OR (r.parent_id = $1 AND r.flow_parent IS NULL)))`;

/** Steps, oldest first. $1 run, $2 deep, $3 failed only, $4–$6 start, run and key to continue after, $7 limit. */
export const STEP_PAGE = `
  SELECT s.run_id AS "runId", s.key, s.seq, s.name, s.status, s.attempts, s.epoch, s.started_at AS "startedAt",
         s.ended_at AS "endedAt", s.cost_micro_usd::float8 AS "costMicroUsd", s.error, r.kind AS workflow,
         to_char(s.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "startedText"
    FROM durable.run r JOIN durable.step s ON s.run_id = r.id
   WHERE (${UNDER}) AND (NOT $3 OR s.status = 'error')
     AND ($4::timestamptz IS NULL OR (s.started_at, s.run_id, s.key) > ($4::timestamptz, $5::text, $6::text))
   ORDER BY s.started_at, s.run_id, s.key LIMIT $7`;

/** How many steps there are. $1 run, $2 deep, $3 failed only. */
export const STEP_COUNT = `
  SELECT count(*)::int AS total FROM durable.run r JOIN durable.step s ON s.run_id = r.id
   WHERE (${UNDER}) AND (NOT $3 OR s.status = 'error')`;

/** Events of a run and all under it, in the order of the live stream and as far as that has come. $1 run, $2 its root, $3 and $4 place to continue after (transaction, id), $5 limit. */
export const EVENT_PAGE = `
  SELECT e.id::float8 AS seq, e.tx, e.id, e.run_id AS "runId", e.root_id AS "rootId", e.object_key AS region, e.type, e.data, e.at
    FROM durable.run_event e
   WHERE e.root_id = $2 AND ($3::bigint IS NULL OR (e.tx, e.id) > ($3::bigint, $4::bigint))
     AND e.tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
     AND ($1 = $2 OR e.run_id IN (SELECT r.id FROM durable.run r WHERE r.id = $1 OR (r.parent_id = $1 AND r.flow_parent IS NULL)))
   ORDER BY e.tx, e.id LIMIT $5`;

/** How many events there are. $1 run, $2 its root. */
export const EVENT_COUNT = `
  SELECT count(*)::int AS total FROM durable.run_event e
   WHERE e.root_id = $2
     AND ($1 = $2 OR e.run_id IN (SELECT r.id FROM durable.run r WHERE r.id = $1 OR (r.parent_id = $1 AND r.flow_parent IS NULL)))`;

/** Newest run of each workflow in each region. $1 regions, $2 workflows. */
export const LATEST_BY_WORKFLOW = `
  SELECT DISTINCT ON (r.object_key, r.kind) r.object_key AS region, r.kind AS workflow, r.id
    FROM durable.run r WHERE r.object_key = ANY($1) AND r.kind = ANY($2)
   ORDER BY r.object_key, r.kind, r.admitted DESC`;

/** When each region's last completed root run ended. $1 regions. */
export const LAST_COMPLETED = `
  SELECT r.object_key AS region, max(r.finished_at) AS at
    FROM durable.run r WHERE r.object_key = ANY($1) AND r.parent_id IS NULL AND r.status = 'completed'
   GROUP BY r.object_key`;

/**
 * Where trees stand whose root has not begun by itself: when the first part began, what the newest part at work does now,
 * and the error of the first part that failed by itself (others only waited for it). $1 ids of roots.
 */
export const TREE_STATE = `
  SELECT r.root_id AS id, min(r.started_at) AS "startedAt",
         (array_agg(r.now_doing ORDER BY r.started_at DESC) FILTER (WHERE r.now_doing IS NOT NULL AND r.flow_parent IS NOT NULL
           AND r.status NOT IN ('completed', 'failed', 'cancelled')))[1] AS "nowDoing",
         (array_agg(r.error ORDER BY r.admitted DESC) FILTER (WHERE r.error ->> 'name' <> 'ChildFailed' AND r.flow_parent IS NOT NULL))[1] AS error
    FROM durable.run r WHERE r.root_id = ANY($1) AND r.id <> r.root_id
   GROUP BY r.root_id`;
