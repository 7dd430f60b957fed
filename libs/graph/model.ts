/**
 * What the graph holds, as the code sees it. Field names are camelCase here and snake_case in Neo4j;
 * each repository maps between the two in one place. Times are ISO strings with an offset.
 */
export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

/** A region to scout: made by geocoding an operator's words. */
export interface RegionScope {
  readonly slug: string;
  readonly name: string;
  readonly center: GeoPoint;
  readonly radiusKm: number;
  readonly timeZone: string;
  /** Names that mean this region in a text: city, county, state, neighbourhoods. */
  readonly geoTerms: readonly string[];
}

/** Whether people approve signals of a region before they go live, and how long they have to decide. */
export interface RegionReview {
  readonly required: boolean;
  readonly timeoutHours: number;
}

/** `RegionScoutRun`: one node per region, its lock and status (architecture.md). */
export interface RegionScoutRun {
  readonly region: string;
  /** `idle`, `running_<phase>`, `<phase>_complete` or `complete`. */
  readonly status: string;
  readonly runId: string | null;
  readonly startedAt: string | null;
  readonly updatedAt: string | null;
  readonly lastError: string | null;
  readonly failedPhase: string | null;
}

export type SourceKind = 'page' | 'feed' | 'calendar' | 'query' | 'social';
export type SourceRole = 'tension' | 'response' | 'mixed';
export type DiscoveryMethod =
  | 'curated'
  | 'human_submission'
  | 'cold_start'
  | 'gap_analysis'
  | 'tension_seed'
  | 'signal_expansion'
  | 'social_graph'
  | 'linked_from'
  | 'hashtag';

export interface NewSource {
  /** From the domain's `canonicalKey`; unique within a region together with it. */
  readonly canonicalKey: string;
  /** URL or query text. */
  readonly canonicalValue: string;
  readonly kind: SourceKind;
  readonly role: SourceRole;
  readonly discoveryMethod: DiscoveryMethod;
  readonly weight: number;
  readonly cadenceHours?: number;
  readonly name?: string;
  /** Why it exists: the tension, actor or page that led here. */
  readonly gapContext?: { readonly reason: string; readonly tensionId?: string; readonly heat?: number };
  readonly depth?: number;
}
export interface Source extends Required<
  Pick<NewSource, 'canonicalKey' | 'canonicalValue' | 'kind' | 'role' | 'discoveryMethod' | 'weight'>
> {
  readonly id: string;
  readonly region: string;
  readonly name: string | null;
  readonly cadenceHours: number | null;
  readonly qualityPenalty: number;
  readonly active: boolean;
  readonly signalsProduced: number;
  readonly signalsCorroborated: number;
  readonly tensionsProduced: number;
  readonly scrapeCount: number;
  readonly consecutiveEmptyRuns: number;
  /** Failed readings in a row; 0 after one that succeeded. */
  readonly failureCount: number;
  readonly lastFailure: string | null;
  /** When it was last tried, whether or not it could be read. */
  readonly lastAttempted: string | null;
  /** Not before this time: the source's own word (`retry-after`). */
  readonly retryAt: string | null;
  readonly lastScraped: string | null;
  readonly lastProducedSignal: string | null;
  readonly gapContext: NewSource['gapContext'] | null;
  readonly depth: number;
  readonly createdAt: string;
}

export type SignalType = 'gathering' | 'aid' | 'need' | 'notice' | 'tension';
export type ReviewStatus = 'staged' | 'live' | 'rejected' | 'expired';
export type EventStatus = 'scheduled' | 'cancelled' | 'postponed' | 'moved';
export type Sensitivity = 'general' | 'elevated' | 'sensitive';
export type LocationPrecision = 'exact' | 'neighborhood' | 'approximate' | 'region';
export type Relevance = 'direct' | 'supporting' | 'contradicting' | 'original';
export type Channel = 'press' | 'social' | 'institution' | 'community';
export type Level = 'low' | 'medium' | 'high' | 'critical';

/** The fields a source can give for a signal; unknown is null, never a guess. */
export interface SignalContent {
  readonly type: SignalType;
  readonly title: string;
  readonly summary: string;
  readonly sensitivity: Sensitivity;
  readonly location: GeoPoint | null;
  readonly locationName: string | null;
  readonly locationPrecision: LocationPrecision | null;
  readonly sourceUrl: string;
  readonly actionUrl: string | null;
  readonly contentDate: string | null;
  readonly language: string | null;
  readonly eventStatus: EventStatus | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly timeZone: string | null;
  readonly rrule: string | null;
  readonly nextOccurrence: string | null;
  readonly organizer: string | null;
  readonly availability: string | null;
  readonly isOngoing: boolean | null;
  readonly eligibility: string | null;
  readonly urgency: Level | null;
  readonly whatNeeded: string | null;
  readonly goal: string | null;
  readonly severity: Level | null;
  readonly category: string | null;
  readonly effectiveDate: string | null;
  readonly sourceAuthority: string | null;
  readonly whatWouldHelp: string | null;
  readonly impliedQueries: readonly string[];
  readonly tags: readonly string[];
}

export interface NewEvidence {
  readonly sourceUrl: string;
  readonly contentHash: string;
  /** Row of the web archive that holds the text. */
  readonly archiveId: string;
  /** Found verbatim (white space normalised) in the archived text, at this offset. */
  readonly quote: string;
  readonly quoteOffset: number;
  readonly alignment: 'exact' | 'whitespace' | 'casefold';
  readonly retrievedAt: string;
  readonly relevance: Relevance;
  readonly confidence: number;
  readonly channel: Channel;
  /** Independent voice it counts as: an organisation or a registered domain. */
  readonly entity: string;
}
export interface Evidence extends NewEvidence {
  readonly id: string;
  readonly signalId: string;
}

export interface ActorMention {
  readonly name: string;
  readonly entityId: string;
  readonly type: ActorType;
  readonly role: 'author' | 'mentioned' | 'organizer';
  readonly url?: string;
}
export interface ResourceLink {
  readonly slug: string;
  readonly relation: 'requires' | 'prefers' | 'offers';
  readonly confidence: number;
  readonly context: string | null;
}

/** A signal about to be stored. */
export interface SignalDraft extends SignalContent {
  readonly confidence: number;
  readonly embedding: readonly number[];
  readonly evidence: NewEvidence;
  readonly sourceId: string | null;
  readonly actors: readonly ActorMention[];
  readonly resources: readonly ResourceLink[];
  readonly local: boolean;
  /** Phase and step, e.g. `scrape/extract`. */
  readonly createdBy: string;
  readonly runId: string;
}

export interface Signal extends SignalContent {
  readonly id: string;
  readonly region: string;
  readonly confidence: number;
  readonly reviewStatus: ReviewStatus;
  readonly reviewReason: string | null;
  readonly corroborationCount: number;
  readonly sourceDiversity: number;
  readonly channelDiversity: number;
  readonly externalRatio: number;
  readonly causeHeat: number;
  readonly local: boolean;
  readonly extractedAt: string;
  readonly lastConfirmedAt: string;
  readonly createdBy: string;
  readonly runId: string;
}

/** What the dedup decision is made from; looked up in the transaction that writes. */
export interface DedupNeighbour {
  readonly id: string;
  readonly type: SignalType;
  readonly title: string;
  readonly sourceUrls: readonly string[];
  readonly startsAt: string | null;
  readonly reviewStatus: ReviewStatus;
  /** True cosine (−1…1), not the index's score. 1 for a title match without vectors. */
  readonly cosine: number;
}
export type DedupVerdict =
  | { readonly kind: 'create' }
  | { readonly kind: 'refresh'; readonly signalId: string; readonly because: string }
  | { readonly kind: 'corroborate'; readonly signalId: string; readonly because: string };
/** The pure decision (libs/scout/domain), handed in by the caller. */
export type DecideDedup = (
  draft: SignalDraft,
  candidates: { readonly sameTitle: readonly DedupNeighbour[]; readonly nearest: readonly DedupNeighbour[] },
) => DedupVerdict;
export interface StoredSignal {
  readonly id: string;
  readonly verdict: DedupVerdict['kind'];
  readonly draftIndex: number;
}

export type ActorType = 'organization' | 'individual' | 'government_body' | 'coalition';
export interface NewActor {
  readonly entityId: string;
  readonly name: string;
  readonly type: ActorType;
  readonly description: string | null;
  readonly domains: readonly string[];
  readonly socialUrls: readonly string[];
  readonly locationName: string | null;
  readonly location: GeoPoint | null;
  readonly contact: string | null;
  readonly discoveryDepth: number;
  readonly evidence: { readonly url: string; readonly quote: string } | null;
}
export interface Actor extends NewActor {
  readonly id: string;
  readonly region: string;
  readonly signalCount: number;
  readonly firstSeen: string;
  readonly lastActive: string;
}

export type Arc = 'emerging' | 'developing' | 'active' | 'cooling' | 'cold';
export type Clarity = 'fuzzy' | 'sharpening' | 'sharp';
export interface TemperatureParts {
  readonly tensionHeat: number;
  readonly entityVelocity: number;
  readonly responseGap: number;
  readonly amplification: number;
  readonly clarityNeed: number;
}
export interface Situation {
  readonly id: string;
  readonly region: string;
  readonly headline: string;
  readonly lede: string;
  readonly arc: Arc;
  readonly clarity: Clarity;
  readonly temperature: number;
  readonly parts: TemperatureParts;
  readonly structuredState: Readonly<Record<string, unknown>>;
  readonly sensitivity: Sensitivity;
  readonly signalCount: number;
  readonly tensionCount: number;
  readonly dispatchCount: number;
  readonly echoScore: number;
  readonly centroid: GeoPoint | null;
  readonly firstSeen: string;
  readonly lastUpdated: string;
}
export type DispatchType = 'update' | 'emergence' | 'correction' | 'reactivation' | 'split' | 'merge';
export interface Dispatch {
  readonly id: string;
  readonly situationId: string;
  readonly type: DispatchType;
  /** Factual sentences end with `[signal:ID]`. */
  readonly body: string;
  readonly createdAt: string;
  readonly flaggedForReview: boolean;
  readonly flagReason: string | null;
  readonly fidelityScore: number;
  readonly cites: readonly string[];
}

export interface Finding {
  readonly id: string;
  readonly region: string;
  readonly type: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly targetId: string;
  readonly targetLabel: string;
  readonly description: string;
  readonly suggestedAction: string | null;
  readonly status: 'open' | 'resolved' | 'dismissed' | 'snoozed';
  readonly reason: string | null;
  readonly seenCount: number;
  readonly createdAt: string;
}
