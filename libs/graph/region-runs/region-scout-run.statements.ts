const RUN = `{
  region: r.region, status: r.status, runId: r.run_id, startedAt: r.started_at, updatedAt: r.updated_at,
  lastError: r.last_error, failedPhase: r.failed_phase
}`;

/** A run is stale when it holds the region (or says it runs) and has not been heard of since `$staleBefore`. */
const IS_STALE = `(r.status STARTS WITH 'running_' OR r.run_id IS NOT NULL) AND r.updated_at < datetime($staleBefore)`;
/** A stale run between two phases keeps its status: only the hold on the region is over. */
const LET_GO = `
SET r.status = CASE WHEN r.status STARTS WITH 'running_' THEN 'idle' ELSE r.status END,
    r.last_error = CASE WHEN r.status STARTS WITH 'running_' THEN 'no heartbeat since ' + toString(r.updated_at) ELSE r.last_error END,
    r.run_id = null, r.updated_at = datetime($now)`;

/** Locks the node first (`checked_at`), so that two at once are judged one after the other. */
export const RESET_IF_STALE = `
MATCH (r:RegionScoutRun {region: $region})
SET r.checked_at = datetime($now)
WITH r WHERE ${IS_STALE}
${LET_GO}
RETURN ${RUN} AS run`;

export const RESET_ALL_STALE = `
MATCH (r:RegionScoutRun) WHERE ${IS_STALE}
SET r.checked_at = datetime($now)
WITH r WHERE ${IS_STALE}
${LET_GO}
RETURN r.region AS region ORDER BY region`;

/**
 * One atomic step: the write of checked_at locks the node before its status is read, so of many at once exactly one
 * finds the status it wants. A taking that was stored before is the same one, asked again because its answer was lost.
 */
export const TRANSITION = `
MERGE (r:RegionScoutRun {region: $region})
ON CREATE SET r.status = 'idle', r.updated_at = datetime($now)
SET r.checked_at = datetime($now)
WITH r, coalesce(r.run_id = $runId AND r.taking = $taking, false) AS storedBefore
WITH r, storedBefore OR r.status IN $allowedFrom AND (r.run_id IS NULL OR r.run_id = $runId AND $taking IS NULL) AS transitioned
FOREACH (_ IN CASE WHEN transitioned THEN [1] ELSE [] END |
  SET r.started_at = CASE WHEN r.run_id = $runId THEN r.started_at ELSE datetime($now) END,
      r.status = $to, r.run_id = $runId, r.taking = coalesce($taking, r.taking), r.updated_at = datetime($now),
      r.last_error = null, r.failed_phase = null)
RETURN transitioned, ${RUN} AS run`;

export const HEARTBEAT = `
MATCH (r:RegionScoutRun {region: $region})
SET r.checked_at = datetime($now)
WITH r WHERE r.run_id = $runId
SET r.updated_at = datetime($now)
RETURN true AS mine`;

export const COMPLETE = `
MATCH (r:RegionScoutRun {region: $region})
SET r.checked_at = datetime($now)
WITH r WHERE r.run_id = $runId
SET r.status = $to, r.updated_at = datetime($now), r.last_error = null, r.failed_phase = null,
    r.run_id = CASE WHEN $release THEN null ELSE r.run_id END
RETURN true AS mine`;

export const FAIL = `
MATCH (r:RegionScoutRun {region: $region})
SET r.checked_at = datetime($now)
WITH r WHERE r.run_id = $runId AND ($taking IS NULL OR r.taking = $taking)
SET r.status = $to, r.updated_at = datetime($now), r.last_error = $lastError, r.failed_phase = $failedPhase, r.run_id = null
RETURN true AS mine`;

export const RESET = `
MERGE (r:RegionScoutRun {region: $region})
SET r.status = 'idle', r.run_id = null, r.updated_at = datetime($now), r.last_error = null, r.failed_phase = null
RETURN ${RUN} AS run`;

export const RUN_OF_REGION = `
MATCH (r:RegionScoutRun {region: $region})
RETURN ${RUN} AS run, ${IS_STALE} AS stale`;

export const ALL_RUNS = `
MATCH (r:RegionScoutRun)
RETURN ${RUN} AS run ORDER BY r.region`;
