import { randomUUID } from 'node:crypto';
import type { GraphDatabase } from '../database/graph-database.js';
import { deterministicId } from '../identity/deterministic-id.js';
import type { DiscoveryMethod, NewSource, Source, SourceKind, SourceRole } from '../model.js';
import { pageOf, pageParams } from '../paging/page.js';
import type { Page, PageRequest } from '../paging/page.js';
import {
  BOOST_SOURCES,
  DUE_COUNT,
  LINK_ACTOR_TO_SOURCE,
  RECORD_SCRAPES,
  SOURCES_BY_ID,
  SOURCE_COUNT,
  SOURCE_PAGE,
  UPDATE_SOURCES,
  UPSERT_SOURCES,
} from './source.statements.js';

export interface SourceFilter {
  readonly active?: boolean;
  readonly kind?: SourceKind;
  readonly role?: SourceRole;
  readonly discoveryMethod?: DiscoveryMethod;
}

/** What one reading of a source gave. */
export interface ScrapeRecord {
  readonly id: string;
  /** False: the fetch failed; that is not an empty run. */
  readonly succeeded: boolean;
  readonly signals: number;
  readonly corroborated: number;
  readonly tensions: number;
  readonly at: string;
  /** The content was known already: nothing new, and not an empty run either. */
  readonly unchanged?: boolean;
  /** Why it failed. */
  readonly failure?: string;
  /** When a failed source wants to be asked again (ISO). */
  readonly retryAt?: string;
  /** Given: a second report of the same run for this source is ignored, so that a repeated step counts once. */
  readonly runId?: string;
}

/** New values of a source; what is left out stays. */
export interface SourceUpdate {
  readonly id: string;
  readonly weight?: number;
  readonly cadenceHours?: number;
  readonly active?: boolean;
  readonly qualityPenalty?: number;
  readonly role?: SourceRole;
  readonly name?: string;
}

interface SourceRow {
  readonly source: Source;
}

/** Where a region's signals come from. */
export class SourceRepository {
  constructor(private readonly db: GraphDatabase) {}

  /** Adds the sources not yet known in the region (by canonical key); known ones stay as they are. */
  async upsertMany(
    region: string,
    sources: readonly NewSource[],
  ): Promise<{ readonly created: Source[]; readonly existing: number }> {
    const distinct = [...new Map(sources.map((source) => [source.canonicalKey, source])).values()];
    if (distinct.length === 0) return { created: [], existing: 0 };
    const rows = await this.db.write<SourceRow>(UPSERT_SOURCES, {
      region,
      call: randomUUID(),
      now: new Date().toISOString(),
      rows: distinct.map((source) => newSourceRow(region, source)),
    });
    return { created: rows.map((row) => row.source), existing: distinct.length - rows.length };
  }

  /** Sources by canonical key, a page at a time. */
  async list(region: string, request: SourceFilter & PageRequest = {}): Promise<Page<Source>> {
    const filter = {
      region,
      active: request.active ?? null,
      kind: request.kind ?? null,
      role: request.role ?? null,
      discoveryMethod: request.discoveryMethod ?? null,
    };
    const [rows, counts] = await Promise.all([
      this.db.read<SourceRow>(SOURCE_PAGE, { ...filter, ...pageParams(request) }),
      this.db.read<{ total: number }>(SOURCE_COUNT, filter),
    ]);
    return pageOf(
      request,
      rows.map((row) => row.source),
      counts[0]?.total ?? 0,
      (source) => ({
        sort: source.canonicalKey,
        id: source.id,
      }),
    );
  }

  /** All sources of the region that pass the filter, read page by page. */
  async all(region: string, filter: SourceFilter = {}): Promise<Source[]> {
    const sources: Source[] = [];
    let after: string | null = null;
    do {
      const page: Page<Source> = await this.list(region, { ...filter, first: 1000, after });
      sources.push(...page.items);
      after = page.hasNextPage ? page.endCursor : null;
    } while (after !== null);
    return sources;
  }

  /** The source, or null. */
  async get(id: string): Promise<Source | null> {
    const sources = await this.getMany([id]);
    return sources[0] ?? null;
  }

  /** The sources that exist of these ids, in no particular order. */
  async getMany(ids: readonly string[]): Promise<Source[]> {
    const rows = await this.db.read<SourceRow>(SOURCES_BY_ID, { ids });
    return rows.map((row) => row.source);
  }

  /** Adds readings to the sources' counts; returns how many counted. A failed fetch changes no count but the failures. */
  async recordScrapes(region: string, records: readonly ScrapeRecord[]): Promise<number> {
    const rows = await this.db.write<{ recorded: number }>(RECORD_SCRAPES, {
      region,
      rows: records.map((record) => ({
        ...record,
        unchanged: record.unchanged ?? false,
        failure: record.failure ?? null,
        retryAt: record.retryAt ?? null,
        runId: record.runId ?? null,
      })),
    });
    return rows[0]?.recorded ?? 0;
  }

  /** Sets the given values; returns how many sources exist of those named. */
  async update(updates: readonly SourceUpdate[]): Promise<number> {
    const rows = await this.db.write<{ updated: number }>(UPDATE_SOURCES, {
      rows: updates.map((update) => ({ id: update.id, changes: changedProperties(update) })),
    });
    return rows[0]?.updated ?? 0;
  }

  /** Active sources whose cadence has passed since they were last read (default cadence 24 h), or that never were. */
  async dueCount(region: string, now: Date): Promise<number> {
    const rows = await this.db.read<{ due: number }>(DUE_COUNT, { region, now: now.toISOString() });
    return rows[0]?.due ?? 0;
  }

  /** Notes that an actor (by entity id, in the source's region) publishes this source; false when one of them is unknown. */
  async linkActor(entityId: string, sourceId: string): Promise<boolean> {
    const rows = await this.db.write(LINK_ACTOR_TO_SOURCE, { entityId, sourceId });
    return rows.length > 0;
  }

  /** Multiplies weights by `factor`, up to `max`; returns how many sources were touched. */
  async boost(ids: readonly string[], factor: number, max: number): Promise<number> {
    const rows = await this.db.write<{ boosted: number }>(BOOST_SOURCES, { ids, factor, max });
    return rows[0]?.boosted ?? 0;
  }
}

function newSourceRow(region: string, source: NewSource) {
  return {
    id: deterministicId('source', region, source.canonicalKey),
    canonicalKey: source.canonicalKey,
    canonicalValue: source.canonicalValue,
    kind: source.kind,
    role: source.role,
    discoveryMethod: source.discoveryMethod,
    weight: source.weight,
    cadenceHours: source.cadenceHours ?? null,
    name: source.name ?? null,
    gapReason: source.gapContext?.reason ?? null,
    gapTensionId: source.gapContext?.tensionId ?? null,
    gapHeat: source.gapContext?.heat ?? null,
    depth: source.depth ?? 0,
  };
}

function changedProperties(update: SourceUpdate): Record<string, unknown> {
  const properties = {
    weight: update.weight,
    cadence_hours: update.cadenceHours,
    active: update.active,
    quality_penalty: update.qualityPenalty,
    role: update.role,
    name: update.name,
  };
  // `+=` with a null would erase the property: what is left out must not be in the map.
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}
