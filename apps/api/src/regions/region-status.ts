import { Injectable } from '@nestjs/common';
import { RegionRepository, RegionScoutRunRepository, type RegionScope, type RegionScoutRun } from '#graph';
import { IDLE, PHASES, PHASE_NAMES, disabledBy, isRunning, phaseNumber } from '#scout/phases';
import { RegionTurns, ScoutRuns, type Turn } from '#scout/runs';
import { JournalReads } from '../runs/journal-reads.js';
import type { PhaseState, RegionScoutStatus } from './region.types.js';

/** The regions with their status, as the Regions page shows them. */
@Injectable()
export class RegionStatus {
  constructor(
    private readonly regions: RegionRepository,
    private readonly regionRuns: RegionScoutRunRepository,
    private readonly turns: RegionTurns,
    private readonly journal: JournalReads,
    private readonly runs: ScoutRuns,
  ) {}

  /** All regions, those that were scouted last first, then by name. */
  async all(): Promise<RegionScoutStatus[]> {
    await this.regionRuns.resetStale();
    const [scopes, held] = await Promise.all([this.regions.list(), this.regionRuns.list()]);
    const slugs = scopes.map(({ slug }) => slug);
    const [completed, turns] = await Promise.all([this.journal.lastCompleted(slugs), this.turns.of(slugs)]);
    const bySlug = new Map(held.map((run) => [run.region, run]));
    return scopes
      .map((scope) =>
        statusOf(scope, {
          held: bySlug.get(scope.slug) ?? neverScouted(scope.slug),
          turn: turns.get(scope.slug) ?? null,
          lastScouted: completed.get(scope.slug) ?? null,
        }),
      )
      .sort(
        (a, b) =>
          (b.lastScouted?.getTime() ?? 0) - (a.lastScouted?.getTime() ?? 0) || a.regionName.localeCompare(b.regionName),
      );
  }

  /** One region; null when it was never added. */
  async one(slug: string): Promise<RegionScoutStatus | null> {
    const scope = await this.regions.get(slug);
    if (scope === null) return null;
    const [held, turn, completed] = await Promise.all([
      this.regionRuns.get(slug),
      this.turns.in(slug),
      this.journal.lastCompleted([slug]),
    ]);
    return statusOf(scope, { held, turn, lastScouted: completed.get(slug) ?? null });
  }

  /** The six phases of a region: which can start now, and why not the others. */
  async phases({ scope, held, turn }: RegionScoutStatus): Promise<PhaseState[]> {
    const latest = await this.journal.latest([scope.slug], PHASE_NAMES);
    return Promise.all(
      PHASES.map(async ({ phase, label }) => {
        const blocked = await this.runs.blockedBy(phase, held, turn);
        return {
          phase,
          label,
          runnable: blocked === null,
          blockedBy: blocked,
          disables: disabledBy(phase, held.status),
          lastRunId: latest.get(`${scope.slug}/${phase}`) ?? null,
        };
      }),
    );
  }
}

function statusOf(
  scope: RegionScope,
  state: { readonly held: RegionScoutRun; readonly turn: Turn | null; readonly lastScouted: Date | null },
): RegionScoutStatus {
  const { held, turn, lastScouted } = state;
  return {
    scope,
    held,
    turn,
    regionName: scope.name,
    regionSlug: scope.slug,
    timeZone: scope.timeZone,
    center: scope.center,
    radiusKm: scope.radiusKm,
    lastScouted,
    running: isRunning(held.status) || held.runId !== null,
    phaseStatus: held.status,
    phaseNumber: phaseNumber(held.status),
    lastError: held.lastError,
    failedPhase: PHASE_NAMES.find((phase) => phase === held.failedPhase) ?? null,
  };
}

function neverScouted(region: string): RegionScoutRun {
  return { region, status: IDLE, runId: null, startedAt: null, updatedAt: null, lastError: null, failedPhase: null };
}
