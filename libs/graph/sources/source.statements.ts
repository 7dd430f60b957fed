import { SOURCE_FIELDS } from './source.fields.js';

/** `created` tells a new node from a known one: its creation mark is this call's own. */
export const UPSERT_SOURCES = `
MERGE (region:Region {slug: $region})
WITH region
UNWIND $rows AS row
MERGE (src:Source {region: $region, canonical_key: row.canonicalKey})
ON CREATE SET src.id = row.id, src.canonical_value = row.canonicalValue, src.kind = row.kind, src.role = row.role,
  src.discovery_method = row.discoveryMethod, src.weight = row.weight, src.cadence_hours = row.cadenceHours,
  src.name = row.name, src.gap_reason = row.gapReason, src.gap_tension_id = row.gapTensionId, src.gap_heat = row.gapHeat,
  src.depth = row.depth, src.quality_penalty = 1.0, src.active = true, src.signals_produced = 0,
  src.signals_corroborated = 0, src.tensions_produced = 0, src.scrape_count = 0, src.failure_count = 0,
  src.consecutive_empty_runs = 0, src.created_at = datetime($now), src.created_in = $call
ON MATCH SET src.name = coalesce(src.name, row.name)
MERGE (src)-[:IN_REGION]->(region)
WITH DISTINCT src WHERE src.created_in = $call
RETURN ${SOURCE_FIELDS} AS source ORDER BY src.canonical_key`;

const LISTED = `
MATCH (src:Source {region: $region})
WHERE src.canonical_key IS NOT NULL AND ($active IS NULL OR src.active = $active) AND ($kind IS NULL OR src.kind = $kind)
  AND ($role IS NULL OR src.role = $role) AND ($discoveryMethod IS NULL OR src.discovery_method = $discoveryMethod)`;

export const SOURCE_PAGE = `${LISTED}
  AND ($afterSort IS NULL OR src.canonical_key > $afterSort)
WITH src ORDER BY src.canonical_key LIMIT toInteger($limit)
RETURN ${SOURCE_FIELDS} AS source`;

export const SOURCE_COUNT = `${LISTED}
RETURN count(src) AS total`;

export const SOURCES_BY_ID = `
UNWIND $ids AS id
MATCH (src:Source {id: id})
RETURN ${SOURCE_FIELDS} AS source`;

/** A repeated report of one run and source (a step that ran twice) counts once. */
export const RECORD_SCRAPES = `
UNWIND $rows AS row
MATCH (src:Source {id: row.id, region: $region})
WHERE row.runId IS NULL OR src.last_recorded_run IS NULL OR src.last_recorded_run <> row.runId
SET src.last_recorded_run = coalesce(row.runId, src.last_recorded_run), src.last_attempted = datetime(row.at),
    src.failure_count = CASE WHEN row.succeeded THEN 0 ELSE coalesce(src.failure_count, 0) + 1 END,
    src.last_failure = CASE WHEN row.succeeded THEN null ELSE row.failure END,
    src.retry_at = CASE WHEN row.succeeded THEN null ELSE datetime(row.retryAt) END
WITH src, row WHERE row.succeeded
SET src.scrape_count = src.scrape_count + 1, src.last_scraped = datetime(row.at),
    src.signals_produced = src.signals_produced + row.signals,
    src.signals_corroborated = src.signals_corroborated + row.corroborated,
    src.tensions_produced = src.tensions_produced + row.tensions,
    src.consecutive_empty_runs = CASE
      WHEN row.signals + row.corroborated > 0 THEN 0
      WHEN row.unchanged THEN src.consecutive_empty_runs
      ELSE src.consecutive_empty_runs + 1 END,
    src.last_produced_signal = CASE WHEN row.signals > 0 THEN datetime(row.at) ELSE src.last_produced_signal END
RETURN count(src) AS recorded`;

export const UPDATE_SOURCES = `
UNWIND $rows AS row
MATCH (src:Source {id: row.id})
SET src += row.changes
RETURN count(src) AS updated`;

export const DUE_COUNT = `
MATCH (src:Source {region: $region, active: true})
WHERE src.last_scraped IS NULL
   OR src.last_scraped + duration({minutes: toInteger(coalesce(src.cadence_hours, 24) * 60)}) <= datetime($now)
RETURN count(src) AS due`;

export const LINK_ACTOR_TO_SOURCE = `
MATCH (src:Source {id: $sourceId})
MATCH (a:Actor {region: src.region, entity_id: $entityId})
MERGE (a)-[:HAS_SOURCE]->(src)
RETURN true AS linked`;

export const BOOST_SOURCES = `
UNWIND $ids AS id
MATCH (src:Source {id: id})
WITH DISTINCT src
SET src.weight = CASE WHEN src.weight * $factor > $max THEN $max ELSE src.weight * $factor END
RETURN count(src) AS boosted`;
