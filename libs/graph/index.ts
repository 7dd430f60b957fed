/** The knowledge graph: one repository per concept over Neo4j. Knows no queue, no HTTP and no language model. */
export * from './model.js';
export { GraphDatabase, connectGraph } from './database/graph-database.js';
export type { CypherParams, GraphConnection, GraphTransaction, WriteGuard } from './database/graph-database.js';
export { ChangedMigration, migrateGraph, pendingGraphMigrations } from './schema/migrate.js';
export type { MigrationOptions, MigrationReport } from './schema/migrate.js';
export { deterministicId } from './identity/deterministic-id.js';
export { InvalidCursor, encodeCursor } from './paging/page.js';
export type { Page, PageRequest } from './paging/page.js';
export { cosineFromScore, cosineOf } from './vectors/cosine.js';

export { RegionRepository } from './regions/region.repository.js';
export { RegionScoutRunRepository, STALE_AFTER_MS } from './region-runs/region-scout-run.repository.js';
export { graphHeldBy } from './region-runs/held-graph.js';
export type { RegionHolder } from './region-runs/held-graph.js';
export type { TransitionRequest } from './region-runs/region-scout-run.repository.js';
export { SourceRepository } from './sources/source.repository.js';
export type { ScrapeRecord, SourceFilter, SourceUpdate } from './sources/source.repository.js';
export { PinRepository } from './pins/pin.repository.js';
export type { NewPin, Pin } from './pins/pin.repository.js';
export { SignalRepository } from './signals/signal.repository.js';
export { RegionHeldByOther } from './signals/region-held-by-other.js';
export type { ReapRules, Review } from './signals/signal.repository.js';
export type {
  EmbeddedSignal,
  NearSignal,
  NearestQuery,
  ResponseLink,
  SignalActor,
  SituationMembership,
} from './signals/signal-connections.js';
export type { LinkerStatus, SignalBookkeeping } from './signals/signal-bookkeeping.js';
export type { RecurringGathering } from './signals/signal-work.js';
export type { SignalFilter } from './signals/signal-filter.js';
export { titleKey } from './signals/title-key.js';
export { SimilarityRepository } from './similarity/similarity.repository.js';
export type { SimilarSignal, SimilarityEdge } from './similarity/similarity.repository.js';
export { ResponseRepository } from './responses/response.repository.js';
export type { ResponseEdge } from './responses/response.repository.js';
export { ActorRepository } from './actors/actor.repository.js';
export type { ActorDecision, ActorFilter, ActorPlace } from './actors/actor.repository.js';
export { SituationRepository } from './situations/situation.repository.js';
export type {
  Assignment,
  NewDispatch,
  NewSituation,
  Readable,
  SituationCandidate,
  SituationEntity,
  SituationMember,
  SituationUpdate,
  SituationWords,
} from './situations/situation.repository.js';
export { FindingRepository } from './findings/finding.repository.js';
export type { FindingFilter, NewFinding } from './findings/finding.repository.js';
export { ScoutTaskRepository } from './tasks/scout-task.repository.js';
export type { NewScoutTask, ScoutTask, ScoutTaskSource, ScoutTaskStatus } from './tasks/scout-task.repository.js';
