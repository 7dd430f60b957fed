/** Reads of the journal for lists of the API. They only read; the engine alone writes these tables. */

/** Whether a run waits for something of a kind, `children` or `promise`. */
const waitsFor = (run: string, kind: string): string =>
  `EXISTS (SELECT 1 FROM unnest(${run}.waiting_for) AS w WHERE w LIKE '${kind}:%')`;

/**
 * Status of a root run `r` as people mean it; `shownStatus` says the same of any run by itself. One that waits for its sources alone is running. In
 * the journal the root of a flow is queued until its parts are done: it is running once a part has begun, and waits while one waits for people. One
 * that waits for its turn in the region is queued, whatever parts a fork or a retry left it with.
 */
const SHOWN_STATUS = `
  CASE WHEN r.status = 'suspended' AND ${waitsFor('r', 'children')} AND NOT ${waitsFor('r', 'promise')} THEN 'running'
       WHEN r.status <> 'queued' OR (r.object_key IS NOT NULL AND NOT r.is_head) THEN r.status
       WHEN NOT EXISTS (SELECT 1 FROM durable.run p WHERE p.root_id = r.id AND p.flow_parent IS NOT NULL AND p.started_at IS NOT NULL) THEN r.status
       WHEN EXISTS (SELECT 1 FROM durable.run p
                     WHERE p.root_id = r.id AND p.flow_parent IS NOT NULL AND p.status = 'suspended' AND ${waitsFor('p', 'promise')}) THEN 'suspended'
       ELSE 'running' END`;

/** Ids of root runs, newest first. $1 region, $2 statuses, $3 workflows (each null: any), $4 id to continue after, $5 limit. */
export const ROOT_RUN_IDS = `
  SELECT r.id FROM durable.run r
   WHERE r.parent_id IS NULL
     AND ($1::text IS NULL OR r.object_key = $1)
     AND ($2::text[] IS NULL OR ${SHOWN_STATUS} = ANY($2))
     AND ($3::text[] IS NULL OR r.kind = ANY($3))
     AND ($4::text IS NULL OR r.admitted < (SELECT c.admitted FROM durable.run c WHERE c.id = $4))
   ORDER BY r.admitted DESC LIMIT $5`;

/** How many root runs there are. $1–$3 as above. */
export const ROOT_RUN_COUNT = `
  SELECT count(*)::int AS total FROM durable.run r
   WHERE r.parent_id IS NULL
     AND ($1::text IS NULL OR r.object_key = $1)
     AND ($2::text[] IS NULL OR ${SHOWN_STATUS} = ANY($2))
     AND ($3::text[] IS NULL OR r.kind = ANY($3))`;

/** The run, or with $2 everything it stands for: a root's whole tree, a phase with the jobs it fanned out. */
const UNDER = `
  r.id = $1 OR ($2 AND (r.root_id = $1 OR (r.parent_id = $1 AND r.flow_parent IS NULL)))`;

/** Finished steps, and those that failed and will be tried again, of the runs chosen by `which`. */
const steps = (which: string): string => `
  SELECT s.run_id, s.key, s.seq, s.name, s.kind, s.status, s.attempts, s.epoch, s.started_at, s.ended_at, s.error,
         NULL::timestamptz AS next_at, r.kind AS workflow
    FROM durable.run r JOIN durable.step s ON s.run_id = r.id WHERE ${which}
  UNION ALL
  SELECT a.run_id, a.key, 0, a.key, 'work', 'retrying', a.attempts, r.epoch, a.first_at, NULL, a.error, a.next_at, r.kind
    FROM durable.run r JOIN durable.step_attempt a ON a.run_id = r.id
   WHERE (${which}) AND r.status IN ('queued', 'running', 'suspended', 'paused')
     AND NOT EXISTS (SELECT 1 FROM durable.step s WHERE s.run_id = a.run_id AND s.key = a.key)`;

const STEP = `
  s.run_id AS "runId", s.key, s.seq, s.name, s.kind, s.status, s.attempts, s.epoch, s.started_at AS "startedAt",
  s.ended_at AS "endedAt", s.error, s.next_at AS "nextAttemptAt", s.workflow,
  to_char(s.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "startedText"`;

/** Steps, oldest first. $1 run, $2 deep, $3 failed only, $4–$6 start, run and key to continue after, $7 limit. */
export const STEP_PAGE = `
  SELECT ${STEP} FROM (${steps(UNDER)}) AS s
   WHERE (NOT $3 OR s.status = 'error')
     AND ($4::timestamptz IS NULL OR (s.started_at, s.run_id, s.key) > ($4::timestamptz, $5::text, $6::text))
   ORDER BY s.started_at, s.run_id, s.key LIMIT $7`;

/** How many steps there are. $1 run, $2 deep, $3 failed only. */
export const STEP_COUNT = `
  SELECT count(*)::int AS total FROM (${steps(UNDER)}) AS s WHERE NOT $3 OR s.status = 'error'`;

/** A step that failed and will be tried again. $1 run, $2 key. */
export const RETRYING_STEP = `SELECT ${STEP} FROM (${steps('r.id = $1')}) AS s WHERE s.key = $2 AND s.status = 'retrying'`;

/** Attempts of steps after which they were to be tried again, oldest first. $1 runs, $2 keys, pair by pair. */
export const FAILED_ATTEMPTS = `
  SELECT e.run_id AS "runId", e.data ->> 'key' AS key, (e.data ->> 'attempts')::int AS attempt, e.data -> 'error' AS error, e.at
    FROM durable.run_event e
   WHERE e.root_id IN (SELECT r.root_id FROM durable.run r WHERE r.id = ANY($1::text[])) AND e.type = 'step.retrying'
     AND (e.run_id, e.data ->> 'key') IN (SELECT * FROM unnest($1::text[], $2::text[]))
   ORDER BY e.tx, e.id`;

/** Runs branched from one: whole ones, and the part that a fork begins in. $1 run. */
export const FORKS_OF = `
  SELECT id FROM durable.run WHERE forked_from = $1 AND (parent_id IS NULL OR forked_step IS NOT NULL) ORDER BY admitted`;

/** The step that a forked tree was branched at. $1 root. */
export const FORKED_STEP_IN =
  'SELECT forked_step AS step FROM durable.run WHERE root_id = $1 AND forked_step IS NOT NULL LIMIT 1';

/** What runs wait for. Of a full run: what the part at work waits for. $1 ids. */
export const WAITS = `
  SELECT r.id, part.status, part.start_at AS "startAt", coalesce(part.waiting_for, '{}') AS "waitingFor", part.wake_at AS "wakeAt",
         (SELECT count(*)::int FROM durable.run c WHERE c.parent_id = part.id AND c.fan_scope IS NOT NULL
             AND c.status IN ('queued', 'running', 'suspended', 'paused', 'cancelling')) AS "openJobs",
         root.is_head OR root.object_key IS NULL AS "itsTurn",
         EXISTS (SELECT 1 FROM durable.run c WHERE c.parent_id = part.id AND c.flow_parent = part.id AND c.status <> 'completed') AS "behindOthers"
    FROM durable.run r JOIN durable.run root ON root.id = r.root_id CROSS JOIN LATERAL (
      SELECT n.* FROM durable.run n
       WHERE n.id = r.id AND r.id <> r.root_id
          OR r.id = r.root_id AND n.root_id = r.id AND (n.id = r.id OR n.flow_parent IS NOT NULL) AND n.status <> 'completed'
             AND NOT EXISTS (SELECT 1 FROM durable.run c WHERE c.parent_id = n.id AND c.flow_parent = n.id AND c.status <> 'completed')
       ORDER BY n.admitted LIMIT 1
    ) AS part
   WHERE r.id = ANY($1)`;

/** What runs are called by. $1 ids. */
export const NAMED_RUNS = `
  SELECT r.id, r.kind, json_build_object('source', r.input -> 'source') AS input FROM durable.run r WHERE r.id = ANY($1)`;

const eventPage = (after: '<' | '>', direction: 'ASC' | 'DESC'): string => `
  SELECT e.id::float8 AS seq, e.tx, e.id, e.run_id AS "runId", e.root_id AS "rootId", e.object_key AS region, e.type, e.data, e.at
    FROM durable.run_event e
   WHERE e.root_id = $2 AND ($3::bigint IS NULL OR (e.tx, e.id) ${after} ($3::bigint, $4::bigint))
     AND e.tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
     AND ($1 = $2 OR e.run_id IN (SELECT r.id FROM durable.run r WHERE r.id = $1 OR (r.parent_id = $1 AND r.flow_parent IS NULL)))
   ORDER BY e.tx ${direction}, e.id ${direction} LIMIT $5`;

/** Events of a run and all under it, in the order of the live stream and as far as that has come. $1 run, $2 its root, $3 and $4 place to continue after (transaction, id), $5 limit. */
export const EVENT_PAGE = eventPage('>', 'ASC');

/** The same, newest first. */
export const EVENT_PAGE_NEWEST_FIRST = eventPage('<', 'DESC');

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
 * Where trees stand whose root has not begun by itself: the status that is shown, when the first part began, what the newest part at work does
 * now, and the error of the first part that failed by itself (others only waited for it). $1 ids of roots.
 */
export const TREE_STATE = `
  SELECT part.root_id AS id, (SELECT ${SHOWN_STATUS} FROM durable.run r WHERE r.id = part.root_id) AS status,
         min(part.started_at) FILTER (WHERE part.forked_from IS NULL OR part.epoch > 0) AS "startedAt",
         (array_agg(part.now_doing ORDER BY part.started_at DESC) FILTER (WHERE part.now_doing IS NOT NULL AND part.flow_parent IS NOT NULL
           AND part.status NOT IN ('completed', 'failed', 'cancelled')))[1] AS "nowDoing",
         (array_agg(part.error ORDER BY part.admitted DESC) FILTER (WHERE part.error ->> 'name' <> 'ChildFailed' AND part.flow_parent IS NOT NULL))[1] AS error
    FROM durable.run part WHERE part.root_id = ANY($1) AND part.id <> part.root_id
   GROUP BY part.root_id`;

/**
 * A run, or of a whole the runs it consists of. A run that a fork took over as it was (completed, and never claimed) stands beside the one it was
 * copied from, which alone has the jobs and events. $1 run, $2 its root.
 */
const NODES = `WITH RECURSIVE node AS (
    SELECT id, forked_from, status, epoch FROM durable.run WHERE root_id = $2 AND ($1 = $2 OR id = $1) AND fan_scope IS NULL
    UNION
    SELECT o.id, o.forked_from, o.status, o.epoch FROM node JOIN durable.run o ON o.id = node.forked_from
     WHERE node.status = 'completed' AND node.epoch = 0
  )`;

/** Jobs that failed while the run that handed them out went on, oldest first, and how many in all. $1 run, $2 its root, $3 limit. */
export const FAILED_JOBS = `
  ${NODES}
  SELECT r.id, r.kind, r.input, r.error, count(*) OVER ()::int AS total
    FROM node JOIN durable.run r ON r.parent_id = node.id
   WHERE r.fan_scope IS NOT NULL AND r.status IN ('failed', 'needs_attention')
   ORDER BY r.admitted LIMIT $3`;

/** What scrapes told of pages that they could not read. $1 run, $2 its root. */
export const UNREAD_PAGES = `
  ${NODES}
  SELECT e.run_id AS "runId", (e.data ->> 'pages')::int AS pages, e.data -> 'examples' AS examples
    FROM node JOIN durable.run_event e ON e.run_id = node.id
   WHERE e.key IS NOT NULL AND e.type = 'pages_not_read'
   ORDER BY e.tx, e.id`;
