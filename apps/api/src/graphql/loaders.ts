import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { DurableClient, type RunId, type RunRecord } from '#durable';
import {
  type Dispatch,
  type Evidence,
  type ResponseLink,
  type Signal,
  type SignalActor,
  SignalRepository,
  type SituationMember,
  type SituationMembership,
  SituationRepository,
} from '#graph';
import { Archive, type ArchivedPage } from '#scout/archive';
import { RunCosts } from '#scout/runs';
import { PUBLICLY_READABLE } from '../signals/visibility.js';
import { publicIds } from '../situations/public-situations.js';
import { JournalReads, type StepPlace, type TreeState } from '../runs/journal-reads.js';
import type { RunPart, StepAttempt } from '../runs/run.types.js';
import type { WaitState } from '../runs/waits.js';

/** What loaders read from. */
@Injectable()
export class LoaderSources {
  constructor(
    readonly durable: DurableClient,
    readonly runCosts: RunCosts,
    readonly journal: JournalReads,
    readonly signals: SignalRepository,
    readonly situations: SituationRepository,
    readonly archive: Archive,
  ) {}
}

/** Reads of one request, gathered into one statement per kind. Made anew for every request: nothing is kept between callers. */
export interface Loaders {
  readonly run: DataLoader<string, RunRecord | null>;
  /** Micro-USD of a run and everything under it. */
  readonly runCost: DataLoader<string, number>;
  /** Micro-USD of a step. */
  readonly stepCost: DataLoader<StepPlace, number, string>;
  /** Whether something under a run goes on. */
  readonly hasOpenDescendants: DataLoader<string, boolean>;
  /** Where the parts of a full run stand. */
  readonly tree: DataLoader<string, TreeState | null>;
  /** What a run is called. */
  readonly part: DataLoader<string, RunPart | null>;
  /** What a run waits for. */
  readonly wait: DataLoader<string, WaitState | null>;
  /** Attempts of a step that failed. */
  readonly failedAttempts: DataLoader<StepPlace, readonly StepAttempt[], string>;
  readonly signal: DataLoader<string, Signal | null>;
  readonly evidence: DataLoader<string, readonly Evidence[]>;
  readonly signalActors: DataLoader<string, readonly SignalActor[]>;
  readonly respondsTo: DataLoader<string, readonly ResponseLink[]>;
  readonly responses: DataLoader<string, readonly ResponseLink[]>;
  readonly situationsOfSignal: DataLoader<string, readonly SituationMembership[]>;
  readonly situationMembers: DataLoader<string, readonly SituationMember[]>;
  /** Whether the public may see a situation. */
  readonly situationIsPublic: DataLoader<string, boolean>;
  readonly dispatches: DataLoader<string, readonly Dispatch[]>;
  readonly archivedPage: DataLoader<string, ArchivedPage | null>;
}

export function createLoaders(from: LoaderSources): Loaders {
  return {
    run: new DataLoader((ids) => Promise.all(ids.map((id) => from.durable.get(id as RunId)))),
    runCost: new DataLoader(async (ids) => {
      const costs = await from.runCosts.of(ids);
      return ids.map((id) => costs.get(id) ?? 0);
    }),
    stepCost: new DataLoader((steps) => from.runCosts.ofSteps(steps), { cacheKeyFn: stepId }),
    hasOpenDescendants: new DataLoader(async (ids) => {
      const found = await from.durable.withOpenDescendants(ids as readonly RunId[]);
      return ids.map((id) => found.has(id));
    }),
    tree: new DataLoader(async (ids) => {
      const found = await from.journal.trees(ids);
      return ids.map((id) => found.get(id) ?? null);
    }),
    part: new DataLoader(async (ids) => {
      const found = await from.journal.parts(ids);
      return ids.map((id) => found.get(id) ?? null);
    }),
    wait: new DataLoader(async (ids) => {
      const found = await from.journal.waits(ids);
      return ids.map((id) => found.get(id) ?? null);
    }),
    failedAttempts: new DataLoader((steps) => from.journal.failedAttempts(steps), { cacheKeyFn: stepId }),
    signal: new DataLoader(async (ids) => {
      const found = new Map((await from.signals.getMany(ids)).map((signal) => [signal.id, signal]));
      // One that was merged answers as its survivor.
      return Promise.all(ids.map(async (id) => found.get(id) ?? from.signals.get(id)));
    }),
    evidence: many((ids) => from.signals.evidenceOf(ids)),
    signalActors: many((ids) => from.signals.actorsOf(ids)),
    respondsTo: many((ids) => from.signals.respondsTo(ids)),
    responses: many((ids) => from.signals.responsesOf(ids)),
    situationsOfSignal: many((ids) => from.signals.situationsOf(ids)),
    situationMembers: many((ids) => from.situations.membersOf(ids)),
    situationIsPublic: new DataLoader(async (ids) => {
      const shown = new Set(publicIds(await from.situations.words({ ids }, PUBLICLY_READABLE)));
      return ids.map((id) => shown.has(id));
    }),
    dispatches: many((ids) => from.situations.dispatches(ids)),
    archivedPage: new DataLoader((ids) => Promise.all(ids.map((id) => from.archive.get(id)))),
  };
}

const stepId = ({ runId, key }: StepPlace): string => `${runId}/${key}`;

function many<T>(
  read: (ids: readonly string[]) => Promise<ReadonlyMap<string, readonly T[]>>,
): DataLoader<string, readonly T[]> {
  return new DataLoader(async (ids) => {
    const found = await read(ids);
    return ids.map((id) => found.get(id) ?? []);
  });
}
