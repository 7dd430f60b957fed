/** Pure types and rules of scouting: no I/O, nothing of ours imported. */
export { actorPlace } from './actor-location.js';
export { actorSlug, normaliseActorName } from './actor-name.js';
export { resolveActor, secondAgreement, type ActorIdentity, type ActorVerdict } from './actor-resolution.js';
export { canonicalKey, canonicalUrl, fetchableUrl, normaliseQuery } from './canonical-key.js';
export { causeHeat } from './cause-heat.js';
export { channelOf } from './channel.js';
export { checkCitations, supportedShare, type CitationCheck, type CitedSource } from './citations.js';
export {
  completeness,
  hasActionUrl,
  isActionable,
  SHOWN_IN_FULL,
  SHOWN_LIMITED,
  signalConfidence,
} from './confidence.js';
export { daysBetween, dayOf, hasTimeOfDay, MS_PER_DAY, sameDay } from './day.js';
export { dedupVerdict, uniqueWithinBatch, type DedupDecision, type DedupThresholds } from './dedup-verdict.js';
export { ECHO_FLAGGED_ABOVE, echoScore } from './echo-score.js';
export { entityOf, isSharedHost, registeredDomain } from './entity.js';
export { evidenceShift, withEvidence } from './evidence-confidence.js';
export { expiredBecause, isTooOld, OLDEST_CONTENT_DAYS, REAP_RULES } from './freshness.js';
export { distanceKm, isFakeCenter, isInBox, isValidPoint, regionBox, type Box, type Point } from './geo.js';
export { geohash } from './geohash.js';
export { jaccard, SAME_QUERY_JACCARD } from './jaccard.js';
export { findPii, findPrivatePii, withoutPrivatePii, type PiiMatch } from './pii.js';
export { locateQuote, QuotableText, type Alignment, type LocatedQuote } from './quote.js';
export { regionSlug } from './region-slug.js';
export { sample, seededRandom } from './seeded-random.js';
export {
  BLUR_DEGREES,
  blurPoint,
  blurPrecision,
  mostSensitive,
  sensitivityOf,
  type SensitivityLevel,
} from './sensitivity.js';
export { situationArc, situationClarity, type SituationArc, type SituationClarity } from './situation-arc.js';
export { memberWeight, narrativeCentroid, placeCentroid } from './situation-centroid.js';
export {
  clarityProduct,
  temperature,
  temperatureParts,
  type SituationMember,
  type TemperatureParts,
} from './situation-temperature.js';
export { cadenceHours, effectiveCadenceHours, isDormant, isDue, mayBeAsked } from './source-cadence.js';
export { deactivationReason, failingReason } from './source-lifecycle.js';
export { MAX_QUERIES_PER_RUN, scheduleSources } from './source-schedule.js';
export { initialWeight, qualityPenalty, sourceWeight } from './source-weight.js';
export { isJunkTitle, normaliseTitle } from './title.js';
export { addressesModel } from './model-address.js';
export { nextOccurrence } from './next-occurrence.js';
export { instantInZone, isoWithOffset, isTimeZone, offsetMinutes, zonedIso, type LocalTime } from './zoned-time.js';
