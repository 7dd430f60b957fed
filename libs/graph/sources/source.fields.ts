/** A `Source` of the node `src`. */
export const SOURCE_FIELDS = `{
  id: src.id, region: src.region, canonicalKey: src.canonical_key, canonicalValue: src.canonical_value, kind: src.kind,
  role: src.role, discoveryMethod: src.discovery_method, weight: src.weight, name: src.name, cadenceHours: src.cadence_hours,
  qualityPenalty: src.quality_penalty, active: src.active, signalsProduced: src.signals_produced,
  signalsCorroborated: src.signals_corroborated, tensionsProduced: src.tensions_produced, scrapeCount: src.scrape_count,
  consecutiveEmptyRuns: src.consecutive_empty_runs, failureCount: coalesce(src.failure_count, 0),
  lastFailure: src.last_failure, lastAttempted: src.last_attempted, retryAt: src.retry_at, lastScraped: src.last_scraped,
  lastProducedSignal: src.last_produced_signal,
  gapContext: CASE WHEN src.gap_reason IS NULL THEN null
    ELSE {reason: src.gap_reason, tensionId: src.gap_tension_id, heat: src.gap_heat} END,
  depth: src.depth, createdAt: src.created_at
}`;
