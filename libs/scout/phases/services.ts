import type { DataSource } from 'typeorm';
import type { GraphDatabase } from '#graph';
import {
  ActorRepository,
  FindingRepository,
  PinRepository,
  ResponseRepository,
  ScoutTaskRepository,
  SignalRepository,
  SimilarityRepository,
  SituationRepository,
  SourceRepository,
} from '#graph';
import { Archive } from '../archive/index.js';
import { Budget, PaidSteps } from '../budget/index.js';
import type { CuratedSources } from '../curated/index.js';
import type { Providers } from '../providers/index.js';
import type { PhaseServices } from './phase.js';

export interface PhaseServicesParts {
  readonly graph: GraphDatabase;
  /** Postgres of the archive and the ledger. */
  readonly dataSource: DataSource;
  readonly providers: Omit<Providers, 'geocoding'>;
  /** Most that a region may spend on one day; 0: no limit. */
  readonly dailyLimitMicroUsd: number;
  readonly curated: CuratedSources;
  /** Wall clock unless a corpus is replayed. */
  readonly clock?: () => Date;
}

/** Everything the phases reach, built once per process from its stores, providers and limits. */
export function createPhaseServices(parts: PhaseServicesParts): PhaseServices {
  const { graph, dataSource, providers, dailyLimitMicroUsd, curated } = parts;
  const { llm, search, social, embedding, web } = providers;
  return {
    sources: new SourceRepository(graph),
    pins: new PinRepository(graph),
    signals: new SignalRepository(graph),
    similarity: new SimilarityRepository(graph),
    responses: new ResponseRepository(graph),
    actors: new ActorRepository(graph),
    situations: new SituationRepository(graph),
    findings: new FindingRepository(graph),
    tasks: new ScoutTaskRepository(graph),
    archive: new Archive(dataSource),
    paid: new PaidSteps(new Budget(dataSource, { dailyLimitMicroUsd })),
    web,
    embedding,
    llm,
    search,
    social,
    curated,
    clock: parts.clock ?? (() => new Date()),
  };
}
