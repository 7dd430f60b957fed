import { dateTextOf, instantOf } from '../database/instant.js';
import type { GraphDatabase } from '../database/graph-database.js';
import type { Signal } from '../model.js';
import { markParams } from './signal-bookkeeping.js';
import type { SignalBookkeeping } from './signal-bookkeeping.js';
import { RECURRING_GATHERINGS } from './signal.read.statements.js';
import {
  BASE_CONFIDENCE,
  BOOKKEEPING_OF,
  GATHERING_TARGETS,
  HOTTEST_TENSIONS,
  INVESTIGATION_TARGETS,
  LINKER_TARGETS,
  MARK,
  RESPONSE_TARGETS,
  SET_NEXT_OCCURRENCES,
  WITHOUT_ACTORS,
} from './signal.upkeep.statements.js';

/** A gathering that repeats, as far as its next occurrence is concerned. */
export interface RecurringGathering {
  readonly id: string;
  readonly rrule: string;
  readonly startsAt: string | null;
  readonly timeZone: string | null;
  readonly nextOccurrence: string | null;
}

/** Which signals the finders take next, and what they note about them (limits and cool-downs: phases.md, 4). */
export class SignalWork {
  constructor(protected readonly db: GraphDatabase) {}

  /** Newest signals (no tensions; confidence ≥ 0.5) whose cause is not known yet and not given up after 3 attempts, or requeued. */
  async linkerTargets(region: string, limit: number, now: Date = new Date()): Promise<Signal[]> {
    return this.targets(LINKER_TARGETS, { region, limit, now: now.toISOString() });
  }

  /** Tensions (confidence ≥ 0.5) not looked at for 14 days: fewest responses first, then most heat. */
  async responseTargets(region: string, now: Date, limit: number): Promise<Signal[]> {
    return this.targets(RESPONSE_TARGETS, { region, now: now.toISOString(), limit });
  }

  /** Staged and live tensions, hottest first; `unmet`: only those that nothing responds to. */
  async hottestTensions(region: string, limit: number, { unmet = false } = {}): Promise<Signal[]> {
    return this.targets(HOTTEST_TENSIONS, { region, limit, unmet });
  }

  /** Tensions (confidence ≥ 0.5) with heat ≥ 0.1 that are due, hottest first. */
  async gatheringTargets(region: string, now: Date, limit: number): Promise<Signal[]> {
    return this.targets(GATHERING_TARGETS, { region, now: now.toISOString(), limit });
  }

  /**
   * What deserves a second look and had none for 7 days: tensions with less than two evidence, urgent needs, signals of
   * situations with less than three; one per entity, hottest first.
   */
  async investigationTargets(region: string, now: Date, limit: number): Promise<Signal[]> {
    return this.targets(INVESTIGATION_TARGETS, { region, now: now.toISOString(), limit });
  }

  /** Signals without an actor that nobody has looked at for actors (`mark` with `actorsExtractedAt`), oldest first. */
  async withoutActors(region: string, limit: number): Promise<Signal[]> {
    return this.targets(WITHOUT_ACTORS, { region, limit });
  }

  /** Its confidence before any evidence was added to it, or null when there is no such signal. */
  async baseConfidence(id: string): Promise<number | null> {
    const rows = await this.db.read<{ confidence: number }>(BASE_CONFIDENCE, { id });
    return rows[0]?.confidence ?? null;
  }

  /** Notes the same for all these signals; what is left out stays, null erases. Returns how many exist of those named. */
  async mark(ids: readonly string[], fields: Partial<SignalBookkeeping>): Promise<number> {
    const rows = await this.db.write<{ marked: number }>(MARK, { ids, ...markParams(fields) });
    return rows[0]?.marked ?? 0;
  }

  /** What is noted about these signals. */
  async bookkeepingOf(ids: readonly string[]): Promise<ReadonlyMap<string, SignalBookkeeping>> {
    const rows = await this.db.read<{ id: string; bookkeeping: SignalBookkeeping }>(BOOKKEEPING_OF, { ids });
    return new Map(rows.map((row) => [row.id, row.bookkeeping]));
  }

  /** Staged and live gatherings with a recurrence rule: their next occurrence is to be kept in the future. */
  async recurringGatherings(region: string): Promise<RecurringGathering[]> {
    return this.db.read<RecurringGathering>(RECURRING_GATHERINGS, { region });
  }

  /** Sets next occurrences (ISO; null: none left); returns how many signals exist of those named. */
  async setNextOccurrences(
    rows: readonly { readonly id: string; readonly nextOccurrence: string | null }[],
  ): Promise<number> {
    const result = await this.db.write<{ updated: number }>(SET_NEXT_OCCURRENCES, {
      rows: rows.map(({ id, nextOccurrence }) => ({
        id,
        text: dateTextOf(nextOccurrence),
        instant: instantOf(nextOccurrence),
      })),
    });
    return result[0]?.updated ?? 0;
  }

  private async targets(statement: string, params: Readonly<Record<string, unknown>>): Promise<Signal[]> {
    const rows = await this.db.read<{ signal: Signal }>(statement, params);
    return rows.map((row) => row.signal);
  }
}
