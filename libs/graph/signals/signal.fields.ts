/** A `Signal` of the node `s`; never its vector, which is long and rarely wanted. Content times come back as they were given. */
export const SIGNAL_FIELDS = `{
  id: s.id, region: s.region, type: s.type, title: s.title, summary: s.summary, sensitivity: s.sensitivity,
  location: s.location, locationName: s.location_name, locationPrecision: s.location_precision, sourceUrl: s.source_url,
  actionUrl: s.action_url, contentDate: s.content_date_text, language: s.language, eventStatus: s.event_status,
  startsAt: s.starts_at_text, endsAt: s.ends_at_text, timeZone: s.time_zone, rrule: s.rrule,
  nextOccurrence: s.next_occurrence_text, organizer: s.organizer, availability: s.availability, isOngoing: s.is_ongoing,
  eligibility: s.eligibility, urgency: s.urgency, whatNeeded: s.what_needed, goal: s.goal, severity: s.severity,
  category: s.category, effectiveDate: s.effective_date_text, sourceAuthority: s.source_authority,
  whatWouldHelp: s.what_would_help, impliedQueries: coalesce(s.implied_queries, []),
  tags: COLLECT { MATCH (s)-[:TAGGED]->(tag:Tag) RETURN tag.slug ORDER BY tag.slug },
  confidence: s.confidence, reviewStatus: s.review_status, reviewReason: s.review_reason,
  corroborationCount: s.corroboration_count, sourceDiversity: s.source_diversity, channelDiversity: s.channel_diversity,
  externalRatio: s.external_ratio, causeHeat: s.cause_heat, local: s.local, extractedAt: s.extracted_at,
  lastConfirmedAt: s.last_confirmed_at, createdBy: s.created_by, runId: s.run_id
}`;

/** An `Evidence` of the node `e`, as evidence of the signal `s`. */
export const EVIDENCE_FIELDS = `{
  id: e.id, signalId: s.id, sourceUrl: e.source_url, contentHash: e.content_hash, archiveId: e.archive_id, quote: e.quote,
  quoteOffset: e.quote_offset, alignment: e.alignment, retrievedAt: e.retrieved_at, relevance: e.relevance,
  confidence: e.confidence, channel: e.channel, entity: e.entity
}`;

/** Signals that count: staged ones wait for review, live ones passed it. */
export const CURRENT = `s.review_status IN ['staged', 'live']`;

/** Signals that a review may decide about: staged, and no person has said that they stay so. */
export const UNDECIDED = `s.review_status = 'staged' AND s.decided_by_hand IS NULL`;

/** Sends a signal back to review, whoever decided about it before. */
export const BACK_TO_REVIEW = `s.review_status = 'staged', s.review_reason = null, s.decided_by_hand = null`;
