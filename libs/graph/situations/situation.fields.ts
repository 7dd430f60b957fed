/** A `SituationRow` of the node `sit`; its counts are counted, so they cannot drift. */
export const SITUATION_FIELDS = `{
  id: sit.id, region: sit.region, headline: sit.headline, lede: sit.lede, arc: sit.arc, clarity: sit.clarity,
  temperature: sit.temperature,
  parts: {tensionHeat: sit.tension_heat, entityVelocity: sit.entity_velocity, responseGap: sit.response_gap,
    amplification: sit.amplification, clarityNeed: sit.clarity_need},
  structuredState: sit.structured_state, sensitivity: sit.sensitivity,
  signalCount: COUNT { (sit)<-[m:EVIDENCES]-(:Signal) WHERE NOT coalesce(m.debunked, false) },
  tensionCount: COUNT { (sit)<-[m:EVIDENCES]-(:Tension:Signal) WHERE NOT coalesce(m.debunked, false) },
  dispatchCount: COUNT { (sit)-[:HAS_DISPATCH]->(:Dispatch) },
  echoScore: sit.echo_score, centroid: sit.centroid, firstSeen: sit.first_seen, lastUpdated: sit.last_updated
}`;
