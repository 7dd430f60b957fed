import { randomUUID } from 'node:crypto';
import type { GraphDatabase } from '../database/graph-database.js';
import { deterministicId } from '../identity/deterministic-id.js';
import type {
  Arc,
  Clarity,
  Dispatch,
  GeoPoint,
  ReviewStatus,
  Sensitivity,
  Signal,
  Situation,
  Source,
  TemperatureParts,
} from '../model.js';
import { pageOf, pageParams } from '../paging/page.js';
import type { Page, PageRequest } from '../paging/page.js';
import { cosineFromScore, isSearchable } from '../vectors/cosine.js';
import { indexVector } from '../vectors/index-vector.js';
import { searchWider } from '../vectors/widening.js';
import { initialProperties, updatedProperties } from './situation-properties.js';
import { situationOf } from './situation-row.js';
import type { SituationRow } from './situation-row.js';
import { MERGE_SITUATIONS, SITUATIONS_AFTER, UNMERGE_SITUATION } from './situation.merge.statements.js';
import {
  ADD_DISPATCH,
  ASSIGN,
  CREATE_SITUATION,
  DISPATCHES_OF,
  ENTITIES_OF,
  MEMBERS_OF,
  MEMBER_IDS,
  NEAREST_SITUATIONS,
  SITUATIONS_BY_ID,
  SITUATION_COUNT,
  SITUATION_PAGE,
  SOURCES_OF_SITUATIONS,
  UNASSIGN,
  UNASSIGNED,
  UPDATE_SITUATION,
  WORDS_IN_REGION,
  WORDS_OF,
} from './situation.statements.js';

/** A situation to open: emerging, fuzzy and at temperature 0 until derived values are set. */
export interface NewSituation {
  /** Given when the same step may run twice: the same id opens the same situation. Default: a random one. */
  readonly id?: string;
  readonly headline: string;
  readonly lede: string;
  readonly structuredState?: Readonly<Record<string, unknown>>;
  readonly sensitivity?: Sensitivity;
  readonly narrativeEmbedding?: readonly number[];
  readonly causalEmbedding?: readonly number[];
}
/** New values of a situation; what is left out stays. Counts follow from its edges. */
export interface SituationUpdate {
  readonly headline?: string;
  readonly lede?: string;
  readonly structuredState?: Readonly<Record<string, unknown>>;
  readonly sensitivity?: Sensitivity;
  readonly temperature?: number;
  readonly parts?: TemperatureParts;
  readonly arc?: Arc;
  readonly clarity?: Clarity;
  readonly centroid?: GeoPoint | null;
  readonly narrativeEmbedding?: readonly number[];
  readonly causalEmbedding?: readonly number[];
  readonly echoScore?: number;
}
export interface SituationMember {
  readonly signal: Signal;
  readonly confidence: number;
  readonly reasoning: string | null;
}
/** Which signals somebody may read. */
export interface Readable {
  readonly statuses: readonly ReviewStatus[];
  readonly minConfidence: number;
}
/** What a situation says, beside what its members say: those that may be read, and those that may not. */
export interface SituationWords {
  readonly id: string;
  readonly headline: string;
  readonly lede: string;
  readonly shown: readonly MemberWords[];
  readonly hidden: readonly MemberWords[];
}
interface MemberWords {
  readonly title: string;
  readonly summary: string | null;
}
export interface Assignment {
  readonly signalId: string;
  readonly situationId: string;
  readonly confidence: number;
  readonly reasoning: string | null;
}
export interface SituationCandidate {
  readonly situation: Situation;
  /** True cosine, of the nearer of the two vectors. */
  readonly cosine: number;
  readonly via: 'narrative' | 'causal';
}
export type NewDispatch = Pick<
  Dispatch,
  'type' | 'body' | 'cites' | 'flaggedForReview' | 'flagReason' | 'fidelityScore'
> & {
  /** ISO. */
  readonly createdAt: string;
};
/** An entity (organisation or registered domain) behind a situation's members. */
export interface SituationEntity {
  readonly entity: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly signalIds: string[];
}
interface Row {
  readonly situation: SituationRow;
}

/** What is going on in a region: sets of signals with a name, and what was said of them. */
export class SituationRepository {
  constructor(private readonly db: GraphDatabase) {}

  /** Situations, hottest first; with `ids` only those of them. */
  async list(
    region: string,
    request: { readonly arc?: Arc; readonly ids?: readonly string[] } & PageRequest = {},
    page: PageRequest = request,
  ): Promise<Page<Situation>> {
    const filter = { region, arc: request.arc ?? null, ids: request.ids ?? null };
    const [rows, counts] = await Promise.all([
      this.db.read<Row>(SITUATION_PAGE, { ...filter, ...pageParams(page) }),
      this.db.read<{ total: number }>(SITUATION_COUNT, filter),
    ]);
    return pageOf(
      page,
      rows.map((row) => situationOf(row.situation)),
      counts[0]?.total ?? 0,
      (situation) => ({
        sort: situation.temperature,
        id: situation.id,
      }),
    );
  }

  /** The situation, or the one it was merged into, or null. */
  async get(id: string): Promise<Situation | null> {
    const [found] = await this.getMany([id]);
    if (found !== undefined) return found;
    const [after] = await this.db.read<{ survivorId: string }>(SITUATIONS_AFTER, { ids: [id] });
    return after === undefined ? null : ((await this.getMany([after.survivorId]))[0] ?? null);
  }

  /** The situations that exist of these ids, in their order. */
  async getMany(ids: readonly string[]): Promise<Situation[]> {
    const rows = await this.db.read<Row>(SITUATIONS_BY_ID, { ids });
    return rows.map((row) => situationOf(row.situation));
  }

  /** Its members, newest first. */
  async members(id: string): Promise<SituationMember[]> {
    return (await this.membersOf([id])).get(id) ?? [];
  }

  /** The members of each situation, newest first. */
  async membersOf(ids: readonly string[]): Promise<ReadonlyMap<string, SituationMember[]>> {
    const rows = await this.db.read<{ id: string; items: SituationMember[] }>(MEMBERS_OF, { ids });
    return new Map(rows.map((row) => [row.id, row.items]));
  }

  /** The words of situations and of their members: of a whole region, or of these ids. */
  async words(
    of: { readonly region: string } | { readonly ids: readonly string[] },
    readable: Readable,
  ): Promise<SituationWords[]> {
    return this.db.read<SituationWords>('region' in of ? WORDS_IN_REGION : WORDS_OF, { ...of, ...readable });
  }

  /** Signal ids of all situations of the region: what identity across runs is told from (overlap of members). */
  async memberIds(region: string): Promise<ReadonlyMap<string, string[]>> {
    const rows = await this.db.read<{ id: string; items: string[] }>(MEMBER_IDS, { region });
    return new Map(rows.map((row) => [row.id, row.items]));
  }

  /** Situations of the region near a signal's vector, by story or by cause, nearest first; each once. */
  async candidates(
    region: string,
    embedding: readonly number[],
    query: { readonly k: number; readonly minCosine: number },
  ): Promise<SituationCandidate[]> {
    if (!isSearchable(embedding)) return [];
    const best = new Map<string, { cosine: number; via: SituationCandidate['via'] }>();
    for (const via of ['narrative', 'causal'] as const) {
      for (const { id, cosine } of await this.nearest(via, region, embedding, query)) {
        if (cosine > (best.get(id)?.cosine ?? -Infinity)) best.set(id, { cosine, via });
      }
    }
    const near = [...best].sort(([, a], [, b]) => b.cosine - a.cosine).slice(0, query.k);
    const situations = new Map(
      (await this.getMany(near.map(([id]) => id))).map((situation) => [situation.id, situation]),
    );
    return near.flatMap(([id, { cosine, via }]) => {
      const situation = situations.get(id);
      return situation === undefined ? [] : [{ situation, cosine, via }];
    });
  }

  /** The situation opened, or the one that has the id already. */
  async create(region: string, situation: NewSituation): Promise<Situation> {
    const rows = await this.db.write<Row>(CREATE_SITUATION, {
      region,
      id: situation.id ?? randomUUID(),
      properties: initialProperties(situation),
      now: new Date().toISOString(),
    });
    const row = rows[0]?.situation;
    if (row === undefined)
      throw new Error(`The situation "${situation.headline}" was not created: check the graph's schema.`);
    return situationOf(row);
  }

  /** Puts signals into situations of their region; a membership known already gets the new words. Returns how many there are. */
  async assign(assignments: readonly Assignment[]): Promise<number> {
    const rows = await this.db.write<{ assigned: number }>(ASSIGN, {
      rows: assignments,
      now: new Date().toISOString(),
    });
    return rows[0]?.assigned ?? 0;
  }

  /** Takes signals out of situations; returns how many memberships went. */
  async unassign(pairs: readonly Pick<Assignment, 'signalId' | 'situationId'>[]): Promise<number> {
    const rows = await this.db.write<{ removed: number }>(UNASSIGN, { rows: pairs });
    return rows[0]?.removed ?? 0;
  }

  /**
   * Merges a duplicate into its survivor, which gets its members and dispatches; its id leads there. It is kept aside (`MERGED_INTO`),
   * see `unmerge`. False when either is not there any more.
   */
  async merge(survivorId: string, duplicateId: string, reason: string): Promise<boolean> {
    const now = new Date().toISOString();
    return (await this.db.write(MERGE_SITUATIONS, { survivorId, duplicateId, reason, now })).length > 0;
  }

  /** Takes a merge back: both situations are as they were before it. False when the situation was not merged. */
  async unmerge(duplicateId: string): Promise<boolean> {
    return (await this.db.write(UNMERGE_SITUATION, { duplicateId })).length > 0;
  }

  /** Sets derived values (and words) of a situation; null when there is none of this id. */
  async updateDerived(id: string, update: SituationUpdate): Promise<Situation | null> {
    const rows = await this.db.write<Row>(UPDATE_SITUATION, {
      id,
      properties: updatedProperties(update),
      setCentroid: update.centroid !== undefined,
      latitude: update.centroid?.latitude ?? null,
      longitude: update.centroid?.longitude ?? null,
      now: new Date().toISOString(),
    });
    const row = rows[0]?.situation;
    return row === undefined ? null : situationOf(row);
  }

  /**
   * Adds a dispatch with edges to the signals it cites that exist (`cites` of the answer). The same body for the same
   * situation is the same dispatch: `created` is false. Null when there is no such situation.
   */
  async addDispatch(
    situationId: string,
    dispatch: NewDispatch,
  ): Promise<{ readonly dispatch: Dispatch; readonly created: boolean } | null> {
    const rows = await this.db.write<{ dispatch: Dispatch; created: boolean }>(ADD_DISPATCH, {
      ...dispatch,
      situationId,
      id: deterministicId('dispatch', situationId, dispatch.body),
      call: randomUUID(),
    });
    return rows[0] ?? null;
  }

  /** Dispatches of each situation, newest first. */
  async dispatches(situationIds: readonly string[]): Promise<ReadonlyMap<string, Dispatch[]>> {
    const rows = await this.db.read<{ id: string; items: Dispatch[] }>(DISPATCHES_OF, { ids: situationIds });
    return new Map(rows.map((row) => [row.id, row.items]));
  }

  /**
   * Staged and live signals in no situation, oldest first. `notWovenSince` (ISO) leaves out those the weaver has looked at
   * since (`SignalRepository.mark` with `wovenAt`).
   */
  async unassignedSignals(region: string, limit: number, notWovenSince?: string): Promise<Signal[]> {
    const rows = await this.db.read<{ signal: Signal }>(UNASSIGNED, {
      region,
      limit,
      notWovenSince: notWovenSince ?? null,
    });
    return rows.map((row) => row.signal);
  }

  /** The sources behind the members of each situation. */
  async sourcesOf(situationIds: readonly string[]): Promise<ReadonlyMap<string, Source[]>> {
    const rows = await this.db.read<{ id: string; items: Source[] }>(SOURCES_OF_SITUATIONS, { ids: situationIds });
    return new Map(rows.map((row) => [row.id, row.items]));
  }

  /** The entities behind a situation's members and when each was first and last heard. */
  async entitiesOf(situationId: string): Promise<SituationEntity[]> {
    return this.db.read<SituationEntity>(ENTITIES_OF, { id: situationId });
  }

  private async nearest(
    via: SituationCandidate['via'],
    region: string,
    embedding: readonly number[],
    query: { readonly k: number; readonly minCosine: number },
  ): Promise<{ id: string; cosine: number }[]> {
    let hits: { id: string; score: number }[] = [];
    await searchWider([embedding], query.minCosine, query.k, async (_, k) => {
      const rows = await this.db.read<{ seen: number; lowest: number; hits: typeof hits }>(NEAREST_SITUATIONS[via], {
        region,
        embedding: indexVector(embedding),
        k,
      });
      hits = rows[0]?.hits ?? [];
      return [{ seen: rows[0]?.seen ?? 0, lowest: rows[0]?.lowest ?? 0, kept: hits.length }];
    });
    return hits
      .map(({ id, score }) => ({ id, cosine: cosineFromScore(score) }))
      .filter(({ cosine }) => cosine >= query.minCosine);
  }
}
