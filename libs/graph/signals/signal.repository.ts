import { randomUUID } from 'node:crypto';
import type { GraphDatabase } from '../database/graph-database.js';
import type {
  DecideDedup,
  Evidence,
  NewEvidence,
  ReviewStatus,
  Signal,
  SignalDraft,
  SignalType,
  StoredSignal,
} from '../model.js';
import { pageOf, pageParams } from '../paging/page.js';
import type { Page, PageRequest } from '../paging/page.js';
import { evidenceId } from './draft.js';
import { selectSignals } from './signal-filter.js';
import type { SignalFilter } from './signal-filter.js';
import { MERGE_SIGNALS, SURVIVORS_OF, UNMERGE_SIGNAL } from './signal.merge.statements.js';
import {
  COUNTS_BY_TYPE,
  COUNT_OF_SELECTION,
  PAGE_OF_SELECTION,
  SIGNALS_BY_ID,
  STAGED,
  STILL_STAGED,
} from './signal.read.statements.js';
import { PUT_EVIDENCE, RECOUNT_EVIDENCE, REFRESH_BY_URL } from './signal.store.statements.js';
import {
  CLEAR_LOCATIONS,
  DECIDE_REVIEW,
  DELETE_ORPHAN_EVIDENCE,
  EXPIRE,
  REAP,
  REVIEW_STAGED,
  SET_CAUSE_HEAT,
  SET_CONFIDENCE,
} from './signal.upkeep.statements.js';
import { SignalConnections } from './signal-connections.js';
import { storeDrafts } from './store-drafts.js';

/** Numbers of the expiry rules (domain.md, Confidence, freshness, expiry), in days. */
export interface ReapRules {
  readonly gatheringGraceDays: number;
  readonly needDays: number;
  readonly noticeDays: number;
  /** Aid that is not ongoing, and tensions, without confirmation; recurring gatherings past their next occurrence. */
  readonly unconfirmedDays: number;
  readonly ongoingAidDays: number;
  readonly maxAgeDays: number;
}
export interface Review {
  readonly id: string;
  readonly status: ReviewStatus;
  readonly reason: string | null;
}
interface SignalRow {
  readonly signal: Signal;
}

const NO_SIGNALS: Readonly<Record<SignalType, number>> = { gathering: 0, aid: 0, need: 0, notice: 0, tension: 0 };

/** What the region's sources say: storing with dedup, reading, review and expiry. What hangs on signals: `SignalConnections`. */
export class SignalRepository extends SignalConnections {
  private readonly now: () => Date;

  constructor(db: GraphDatabase, options: { readonly now?: () => Date } = {}) {
    super(db);
    this.now = options.now ?? (() => new Date());
  }

  /**
   * Stores drafts in one transaction that holds the region's lock: looks up the same title and the nearest neighbours of
   * each (drafts stored earlier in the call included), lets `decide` judge, and creates, refreshes or corroborates.
   * One result per draft, in their order. `decide` may be called again when the transaction has to be repeated.
   */
  async store(region: string, drafts: readonly SignalDraft[], decide: DecideDedup): Promise<StoredSignal[]> {
    if (drafts.length === 0) return [];
    return this.db.inWriteTransaction((tx) => storeDrafts(tx, region, drafts, decide, this.now()));
  }

  /** Confirms the signals whose evidence is this very page content; returns how many. */
  async refreshByUrl(region: string, url: string, contentHash: string, at: string): Promise<number> {
    const rows = await this.db.write<{ refreshed: number }>(REFRESH_BY_URL, { region, url, contentHash, at });
    return rows[0]?.refreshed ?? 0;
  }

  /** The signal of this id (its survivor when it was merged), or null. */
  async get(id: string): Promise<Signal | null> {
    const found = (await this.getMany([id]))[0];
    if (found !== undefined) return found;
    const survivors = await this.db.read<{ survivorId: string }>(SURVIVORS_OF, { ids: [id] });
    const survivor = survivors[0]?.survivorId;
    return survivor === undefined ? null : ((await this.getMany([survivor]))[0] ?? null);
  }

  /** The signals that exist of these ids, in the order of the ids. */
  async getMany(ids: readonly string[]): Promise<Signal[]> {
    const rows = await this.db.read<SignalRow>(SIGNALS_BY_ID, { ids: [...new Set(ids)] });
    return rows.map((row) => row.signal);
  }

  /** Signals of the region that pass the filter, newest first (extraction time, then id). All review states unless filtered. */
  async list(region: string, filter: SignalFilter = {}, page: PageRequest = {}): Promise<Page<Signal>> {
    const { match, params } = selectSignals(region, filter);
    const [rows, counts] = await Promise.all([
      this.db.read<SignalRow>(match + PAGE_OF_SELECTION, { ...params, ...pageParams(page) }),
      this.db.read<{ total: number }>(match + COUNT_OF_SELECTION, params),
    ]);
    return pageOf(
      page,
      rows.map((row) => row.signal),
      counts[0]?.total ?? 0,
      (signal) => ({
        sort: signal.extractedAt,
        id: signal.id,
      }),
    );
  }

  /** How many signals of each type; of all review states, or of those named. */
  async countsByType(
    region: string,
    statuses?: readonly ReviewStatus[],
  ): Promise<Readonly<Record<SignalType, number>>> {
    const rows = await this.db.read<{ type: SignalType; count: number }>(COUNTS_BY_TYPE, {
      region,
      statuses: statuses ?? null,
    });
    return { ...NO_SIGNALS, ...Object.fromEntries(rows.map((row) => [row.type, row.count])) };
  }

  /** Signals waiting for review, oldest first. */
  async staged(region: string, limit: number): Promise<Signal[]> {
    const rows = await this.db.read<SignalRow>(STAGED, { region, limit });
    return rows.map((row) => row.signal);
  }

  /** Those of these signals that no person has decided about and that are not live. */
  async stillStaged(ids: readonly string[]): Promise<string[]> {
    return (await this.db.read<{ id: string }>(STILL_STAGED, { ids })).map(({ id }) => id);
  }

  /** What a review found of staged signals; returns the ids that it holds for: what was decided meanwhile stays as it is. */
  async reviewStaged(reviews: readonly Review[]): Promise<string[]> {
    return (await this.writeReview<{ id: string }>(REVIEW_STAGED, reviews)).map(({ id }) => id);
  }

  /** What a person decided, whatever it was before; returns how many signals exist of those named. */
  async setReview(reviews: readonly Review[]): Promise<number> {
    return (await this.writeReview<{ reviewed: number }>(DECIDE_REVIEW, reviews))[0]?.reviewed ?? 0;
  }

  /** Expires what is over, too old or unconfirmed by the rules; returns how many of each type. */
  async reap(region: string, now: Date, rules: ReapRules): Promise<Readonly<Record<SignalType, number>>> {
    const rows = await this.db.write<{ type: SignalType; expired: number }>(REAP, {
      region,
      now: now.toISOString(),
      ...rules,
    });
    return { ...NO_SIGNALS, ...Object.fromEntries(rows.map((row) => [row.type, row.expired])) };
  }

  /** Expires these signals for the reason given; returns how many were not expired before. */
  async expire(ids: readonly string[], reason: string): Promise<number> {
    const rows = await this.db.write<{ expired: number }>(EXPIRE, { ids, reason, now: this.now().toISOString() });
    return rows[0]?.expired ?? 0;
  }

  /**
   * Adds evidence found later and sets the confidence that follows from it. `added` is false when the page was evidence
   * before (its quote is then brought up to date). Throws when there is no such signal.
   */
  async addEvidence(
    signalId: string,
    evidence: NewEvidence,
    newConfidence: number,
  ): Promise<{ readonly evidenceId: string; readonly added: boolean }> {
    return this.db.inWriteTransaction(async (tx) => {
      const known = await tx.run(SET_CONFIDENCE, { id: signalId, confidence: newConfidence });
      if (known.length === 0)
        throw new Error(`No signal ${signalId} to add evidence to: it may have been merged; read it again.`);
      const row = { ...evidence, signalId, id: evidenceId(signalId, evidence) };
      const put = await tx.run<Pick<Evidence, 'id'> & { added: boolean }>(PUT_EVIDENCE, {
        call: randomUUID(),
        rows: [row],
      });
      await tx.run(RECOUNT_EVIDENCE, { ids: [signalId] });
      return { evidenceId: put[0]?.id ?? row.id, added: put[0]?.added ?? false };
    });
  }

  /**
   * Merges a duplicate into its survivor: evidence, situations, responses and all other edges count for the survivor.
   * The duplicate is kept aside (`MERGED_INTO`), see `unmerge`. False when either no longer exists.
   */
  async mergeTensions(survivorId: string, duplicateId: string, reason = 'duplicate'): Promise<boolean> {
    return this.db.inWriteTransaction(async (tx) => {
      const merged = await tx.run(MERGE_SIGNALS, { survivorId, duplicateId, reason, now: this.now().toISOString() });
      await tx.run(RECOUNT_EVIDENCE, { ids: [survivorId] });
      return merged.length > 0;
    });
  }

  /** Takes a merge back: both signals are as they were before it. False when the signal was not merged. */
  async unmerge(duplicateId: string): Promise<boolean> {
    return this.db.inWriteTransaction(async (tx) => {
      const rows = await tx.run<{ survivorId: string }>(UNMERGE_SIGNAL, { duplicateId });
      const survivorId = rows[0]?.survivorId;
      if (survivorId === undefined) return false;
      await tx.run(RECOUNT_EVIDENCE, { ids: [survivorId, duplicateId] });
      return true;
    });
  }

  /** Sets cause heat (0–1); returns how many signals exist of those named. */
  async setCauseHeat(heats: readonly { readonly id: string; readonly heat: number }[]): Promise<number> {
    const rows = await this.db.write<{ updated: number }>(SET_CAUSE_HEAT, { rows: heats });
    return rows[0]?.updated ?? 0;
  }

  /** Forgets the coordinates of these signals (they were no real place); returns how many exist of those named. */
  async clearLocations(ids: readonly string[]): Promise<number> {
    const rows = await this.db.write<{ cleared: number }>(CLEAR_LOCATIONS, { ids });
    return rows[0]?.cleared ?? 0;
  }

  /** Deletes evidence that belongs to no signal; returns how many. */
  async deleteOrphanEvidence(region: string): Promise<number> {
    const rows = await this.db.write<{ deleted: number }>(DELETE_ORPHAN_EVIDENCE, { region });
    return rows[0]?.deleted ?? 0;
  }

  private async writeReview<R>(statement: string, reviews: readonly Review[]): Promise<R[]> {
    return this.db.write<R>(statement, { rows: reviews, now: this.now().toISOString() });
  }
}
