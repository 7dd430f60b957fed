import type { DurableContext, Json } from '#durable';
import type {
  ActorRepository,
  FindingRepository,
  PinRepository,
  RegionHolder,
  RegionRepository,
  RegionScope,
  ResponseRepository,
  ScoutTaskRepository,
  SignalRepository,
  SimilarityRepository,
  SituationRepository,
  SourceRepository,
} from '#graph';
import type { Archive } from '../archive/index.js';
import type { PaidSteps } from '../budget/index.js';
import type { Notifier } from '../notifications/index.js';
import type { EmbeddingPort, LlmPort, SearchPort, SocialPort, WebPort } from '../providers/index.js';

/** Who is told of signals that reached the graph, by their verdict (create, corroborate, refresh). */
export interface SignalObserver {
  stored(signal: { readonly type: string; readonly verdict: string }): void;
}

/** Everything a phase may reach. A capability whose credential is missing is null: the phase says what it skips, and completes. */
export interface PhaseServices {
  readonly regions: Pick<RegionRepository, 'review'>;
  readonly sources: SourceRepository;
  readonly pins: PinRepository;
  readonly signals: SignalRepository;
  readonly similarity: SimilarityRepository;
  readonly responses: ResponseRepository;
  readonly actors: ActorRepository;
  readonly situations: SituationRepository;
  readonly findings: FindingRepository;
  readonly tasks: ScoutTaskRepository;
  readonly archive: Archive;
  readonly paid: PaidSteps;
  readonly web: WebPort;
  readonly embedding: EmbeddingPort;
  readonly llm: LlmPort | null;
  readonly search: SearchPort | null;
  readonly social: SocialPort | null;
  /** Who is told of new warnings and errors; null when nobody is configured. */
  readonly notifier: Notifier | null;
  /** Curated sources of a region, given by its operator (phases.md, 1.5). */
  readonly curated: (region: string) => Promise<readonly { readonly url: string; readonly name?: string }[]>;
  readonly observer: SignalObserver;
  /** Wall clock; a replayed corpus sets it to the day of the capture. */
  readonly clock: () => Date;
}

/** Makes the services of one run: what they write to the graph is written only while the run holds its region. */
export type ServicesOfRun = (holder: RegionHolder) => PhaseServices;

/** Input of every phase job. */
export type PhaseInput = {
  readonly region: RegionScope;
  /** The date the run counts as "now" (ISO): the same for all its steps, however long it takes. */
  readonly now: string;
} & { readonly [key: string]: Json | undefined };

/** Output of every phase: money and counts; counts have the names of phases.md. */
export type PhaseResult = {
  readonly spentCents: number;
  readonly counts: Readonly<Record<string, number>>;
  /** What was left out and why: `no key for search`, `budget`. */
  readonly skipped: readonly string[];
} & { readonly [key: string]: Json | undefined };

/** What a phase body is given. */
export interface PhaseContext {
  readonly durable: DurableContext;
  readonly region: RegionScope;
  readonly now: Date;
  readonly services: PhaseServices;
}

/** A phase: reads like its design, decides in pure functions, does through services. Returns counts and what it skipped. */
export interface Phase {
  run(context: PhaseContext): Promise<Pick<PhaseResult, 'counts' | 'skipped'>>;
}
