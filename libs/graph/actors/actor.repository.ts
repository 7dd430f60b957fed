import { randomUUID } from 'node:crypto';
import type { GraphDatabase } from '../database/graph-database.js';
import { deterministicId } from '../identity/deterministic-id.js';
import { mergeStatements } from '../merging/merge.statements.js';
import type { Actor, ActorMention, ActorType, GeoPoint, NewActor } from '../model.js';
import { pageOf, pageParams } from '../paging/page.js';
import type { Page, PageRequest } from '../paging/page.js';
import {
  ACTORS_BY_ENTITY,
  ACTORS_BY_ID,
  ACTORS_OF_TYPE,
  ACTOR_COUNT,
  ACTOR_PAGE,
  ACTOR_PLACES,
  DECISIONS,
  LINK_ACTORS_TO_SIGNALS,
  ORPHAN_ACTORS,
  RECORD_DECISION,
  SOURCES_OF_ACTORS,
  UPDATE_LOCATIONS,
  UPSERT_ACTORS,
} from './actor.statements.js';
import { actorId } from './ensure-actors.js';
import { nameKey } from './name-key.js';

const { merge: MERGE_ACTORS, unmerge: UNMERGE_ACTOR } = mergeStatements('Actor', 'MergedActor');

export interface ActorFilter {
  readonly type?: ActorType;
  readonly exceptType?: ActorType;
  /** Part of the name. */
  readonly search?: string;
}
/** Somebody's word on whether two actors are one; kept, so that the question is not asked again and merges can be undone. */
export interface ActorDecision {
  readonly firstId: string;
  readonly secondId: string;
  readonly same: boolean;
  readonly reason: string;
  /** Operator or phase. */
  readonly decidedBy: string;
  readonly decidedAt: string;
}
export interface ActorPlace {
  readonly signalId: string;
  readonly role: ActorMention['role'];
  /** When the signal was found (ISO). */
  readonly at: string;
  readonly locationName: string;
  readonly location: GeoPoint | null;
}
interface ActorRow {
  readonly actor: Actor;
}

/** The people and organisations behind the signals of a region. */
export class ActorRepository {
  constructor(private readonly db: GraphDatabase) {}

  /** Adds the actors not yet known by entity id; known ones only gain what was unknown of them (domains, accounts, place …). */
  async upsertMany(
    region: string,
    actors: readonly NewActor[],
  ): Promise<{ readonly created: Actor[]; readonly existing: number }> {
    const distinct = [...new Map(actors.map((actor) => [actor.entityId, actor])).values()];
    if (distinct.length === 0) return { created: [], existing: 0 };
    const rows = await this.db.write<ActorRow>(UPSERT_ACTORS, {
      region,
      call: randomUUID(),
      now: new Date().toISOString(),
      rows: distinct.map(({ location, evidence, ...actor }) => ({
        ...actor,
        id: actorId(region, actor.entityId),
        nameKey: nameKey(actor.name),
        latitude: location?.latitude ?? null,
        longitude: location?.longitude ?? null,
        evidenceUrl: evidence?.url ?? null,
        evidenceQuote: evidence?.quote ?? null,
      })),
    });
    return { created: rows.map((row) => row.actor), existing: distinct.length - rows.length };
  }

  /** Actors by name, a page at a time. */
  async list(region: string, request: ActorFilter & PageRequest = {}): Promise<Page<Actor>> {
    const filter = {
      region,
      type: request.type ?? null,
      exceptType: request.exceptType ?? null,
      search: request.search ?? null,
    };
    const [rows, counts] = await Promise.all([
      this.db.read<ActorRow>(ACTOR_PAGE, { ...filter, ...pageParams(request) }),
      this.db.read<{ total: number }>(ACTOR_COUNT, filter),
    ]);
    return pageOf(
      request,
      rows.map((row) => row.actor),
      counts[0]?.total ?? 0,
      (actor) => ({ sort: actor.name, id: actor.id }),
    );
  }

  /** The actor, or null. */
  async get(id: string): Promise<Actor | null> {
    const rows = await this.db.read<ActorRow>(ACTORS_BY_ID, { ids: [id] });
    return rows[0]?.actor ?? null;
  }

  /** The actors that exist of these ids, in their order. */
  async getMany(ids: readonly string[]): Promise<Actor[]> {
    const rows = await this.db.read<ActorRow>(ACTORS_BY_ID, { ids });
    return rows.map((row) => row.actor);
  }

  /** The actor of this entity id in the region, or null. */
  async byEntityId(region: string, entityId: string): Promise<Actor | null> {
    const rows = await this.db.read<ActorRow>(ACTORS_BY_ENTITY, { region, entityIds: [entityId] });
    return rows[0]?.actor ?? null;
  }

  /** Actors of the type whose name is the same but for case, punctuation and legal suffixes, oldest first. */
  async candidates(region: string, name: string, type: ActorType): Promise<Actor[]> {
    const rows = await this.db.read<ActorRow>(ACTORS_OF_TYPE, { region, type });
    const key = nameKey(name);
    return rows.map((row) => row.actor).filter((actor) => nameKey(actor.name) === key);
  }

  /** Records whether two actors are one; a later word on the same pair replaces the earlier. */
  async recordDecision(region: string, decision: Omit<ActorDecision, 'decidedAt'>): Promise<void> {
    const [firstId, secondId] = [decision.firstId, decision.secondId].sort();
    await this.db.write(RECORD_DECISION, {
      ...decision,
      region,
      firstId,
      secondId,
      id: deterministicId('actor-decision', region, firstId ?? '', secondId ?? ''),
      now: new Date().toISOString(),
    });
  }

  /** All decisions of the region; in each, `firstId` is the smaller id. */
  async decisions(region: string): Promise<ActorDecision[]> {
    const rows = await this.db.read<{ decision: ActorDecision }>(DECISIONS, { region });
    return rows.map((row) => row.decision);
  }

  /** Sets where actors are; returns how many exist of those named. */
  async updateLocations(
    rows: readonly { readonly id: string; readonly locationName: string | null; readonly location: GeoPoint | null }[],
  ): Promise<number> {
    const result = await this.db.write<{ updated: number }>(UPDATE_LOCATIONS, {
      rows: rows.map(({ id, locationName, location }) => ({
        id,
        locationName,
        latitude: location?.latitude ?? null,
        longitude: location?.longitude ?? null,
      })),
    });
    return result[0]?.updated ?? 0;
  }

  /** Places of the current signals of each actor found since (ISO): what its own place can be told from. */
  async placesOf(ids: readonly string[], since: string): Promise<ReadonlyMap<string, ActorPlace[]>> {
    const rows = await this.db.read<{ id: string; items: ActorPlace[] }>(ACTOR_PLACES, { ids, since });
    return new Map(rows.map((row) => [row.id, row.items]));
  }

  /** Ids of the sources each actor publishes. */
  async sourcesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
    const rows = await this.db.read<{ id: string; items: string[] }>(SOURCES_OF_ACTORS, { ids });
    return new Map(rows.map((row) => [row.id, row.items]));
  }

  /** Links known actors to signals of the region; returns how many actors were linked. */
  async linkToSignals(
    region: string,
    rows: readonly { readonly entityId: string; readonly signalId: string; readonly role: ActorMention['role'] }[],
  ): Promise<number> {
    const result = await this.db.write<{ linked: number }>(LINK_ACTORS_TO_SIGNALS, {
      region,
      rows,
      now: new Date().toISOString(),
    });
    return result[0]?.linked ?? 0;
  }

  /** Actors with neither a signal nor a source (up to 1000). */
  async orphans(region: string): Promise<Actor[]> {
    const rows = await this.db.read<ActorRow>(ORPHAN_ACTORS, { region });
    return rows.map((row) => row.actor);
  }

  /** Merges a duplicate into its survivor, which gets its signals and sources; its entity id leads to the survivor. See `unmerge`. */
  async merge(survivorId: string, duplicateId: string, reason = 'duplicate'): Promise<boolean> {
    const rows = await this.db.write(MERGE_ACTORS, { survivorId, duplicateId, reason, now: new Date().toISOString() });
    return rows.length > 0;
  }

  /** Takes a merge back; false when the actor was not merged. */
  async unmerge(duplicateId: string): Promise<boolean> {
    const rows = await this.db.write(UNMERGE_ACTOR, { duplicateId });
    return rows.length > 0;
  }
}
