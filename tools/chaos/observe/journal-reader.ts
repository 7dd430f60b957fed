import type pg from 'pg';
import type { ClaimRow, RunRow, StepRow } from './observations.js';

const MS = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;
const HASH = `md5(status || coalesce(output::text, '') || coalesce(output_blob, '') || coalesce(error::text, ''))`;

/** Every run but those of the measured backlog, as it is now. */
export async function allRuns(pool: pg.Pool): Promise<RunRow[]> {
  const { rows } = await pool.query<RunRow>(
    `SELECT id, kind, object_key AS "objectKey", status, epoch, parent_id AS "parentId", root_id AS "rootId", admitted::float8 AS admitted,
            ${MS('created_at')} AS "createdAt", ${MS('started_at')} AS "startedAt", ${MS('finished_at')} AS "finishedAt",
            ${MS('cancel_requested_at')} AS "cancelRequestedAt"
       FROM durable.run WHERE kind <> 'backlog'`,
  );
  return rows;
}

/** Every step row with the time of the commit that inserted it. Needs track_commit_timestamp. */
export async function allSteps(pool: pg.Pool): Promise<StepRow[]> {
  const { rows } = await pool.query<StepRow>(
    `SELECT run_id AS "runId", key, seq, epoch, ${HASH} AS hash, ${MS('pg_xact_commit_timestamp(xmin)')} AS "committedAt" FROM durable.step`,
  );
  return rows;
}

/** When each owner took its run: the event is written while the claim holds the row. */
export async function allClaims(pool: pg.Pool): Promise<ClaimRow[]> {
  const { rows } = await pool.query<ClaimRow>(
    `SELECT run_id AS "runId", (data->>'epoch')::int AS epoch, ${MS('at')} AS at FROM durable.run_event WHERE type = 'run.running'`,
  );
  return rows;
}

/** Object keys that more than one root run works for at this moment. */
export async function crowdedKeys(pool: pg.Pool): Promise<{ objectKey: string; runIds: string[] }[]> {
  const { rows } = await pool.query<{ objectKey: string; runIds: string[] }>(
    `SELECT object_key AS "objectKey", array_agg(DISTINCT root_id) AS "runIds" FROM durable.run
      WHERE object_key IS NOT NULL AND status = 'running' GROUP BY object_key HAVING count(DISTINCT root_id) > 1`,
  );
  return rows;
}

/** Steps of the last seconds with the hash of what they say. */
export async function recentSteps(pool: pg.Pool): Promise<{ runId: string; key: string; hash: string }[]> {
  const { rows } = await pool.query<{ runId: string; key: string; hash: string }>(
    `SELECT run_id AS "runId", key, ${HASH} AS hash
       FROM durable.step WHERE ended_at > now() - interval '10 seconds'`,
  );
  return rows;
}

/** Statuses of the runs that are open or ended a short while ago. */
export async function recentStatuses(pool: pg.Pool): Promise<{ id: string; status: string }[]> {
  const { rows } = await pool.query<{ id: string; status: string }>(
    `SELECT id, status FROM durable.run
      WHERE kind <> 'backlog' AND (finished_at IS NULL OR finished_at > now() - interval '10 seconds')`,
  );
  return rows;
}
