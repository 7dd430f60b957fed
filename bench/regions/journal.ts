import type pg from 'pg';

/** One run of a region's tree; times are ms since 1970 by Postgres. */
export interface RunFact {
  readonly region: string;
  readonly id: string;
  readonly rootId: string;
  readonly kind: string;
  /** Whether it is one of many children that a phase fans out to. */
  readonly fannedOut: boolean;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
}
export interface StepFact {
  readonly region: string;
  readonly startedAt: number;
  readonly endedAt: number;
}
/** What runs at one moment in a region. */
export interface Running {
  readonly region: string;
  readonly roots: readonly string[];
  /** Runs that are not children of a fan-out: a region has one at a time. */
  readonly phases: readonly string[];
}

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;

const RUNS = `
SELECT object_key AS region, id, root_id AS "rootId", kind, fan_scope IS NOT NULL AS "fannedOut",
       ${ms('created_at')} AS "createdAt", ${ms('started_at')} AS "startedAt", ${ms('finished_at')} AS "finishedAt"
FROM durable.run WHERE object_key IS NOT NULL ORDER BY admitted`;

const STEPS = `
SELECT r.object_key AS region, ${ms('s.started_at')} AS "startedAt", ${ms('s.ended_at')} AS "endedAt"
FROM durable.step s JOIN durable.run r ON r.id = s.run_id WHERE r.object_key IS NOT NULL ORDER BY s.ended_at`;

const RUNNING = `
SELECT object_key AS region, array_agg(DISTINCT root_id) AS roots,
       coalesce(array_agg(id) FILTER (WHERE fan_scope IS NULL), '{}') AS phases
FROM durable.run WHERE status = 'running' AND object_key IS NOT NULL GROUP BY object_key`;

/** Everything that was run for regions. */
export async function allRuns(pool: pg.Pool): Promise<RunFact[]> {
  return (await pool.query<RunFact>(RUNS)).rows;
}

/** Every finished step, in the order of their ends. */
export async function allSteps(pool: pg.Pool): Promise<StepFact[]> {
  return (await pool.query<StepFact>(STEPS)).rows;
}

/** Who writes in which region now. */
export async function runningNow(pool: pg.Pool): Promise<Running[]> {
  return (await pool.query<Running>(RUNNING)).rows;
}
