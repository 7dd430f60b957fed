import type { GraphDatabase } from '../database/graph-database.js';
import type { RegionScope } from '../model.js';
import { ALL_REGIONS, REGION_BY_SLUG, UPSERT_REGION } from './region.statements.js';

/** The regions ever scouted. */
export class RegionRepository {
  constructor(private readonly db: GraphDatabase) {}

  /** The region as stored; the scope given replaces what was known. */
  async upsert(scope: RegionScope): Promise<RegionScope> {
    const rows = await this.db.write<{ region: RegionScope }>(UPSERT_REGION, {
      ...scope,
      latitude: scope.center.latitude,
      longitude: scope.center.longitude,
      now: new Date().toISOString(),
    });
    return rows[0]?.region ?? scope;
  }

  /** The region, or null when it was never scouted. */
  async get(slug: string): Promise<RegionScope | null> {
    const rows = await this.db.read<{ region: RegionScope }>(REGION_BY_SLUG, { slug });
    return rows[0]?.region ?? null;
  }

  /** All regions by name. */
  async list(): Promise<RegionScope[]> {
    const rows = await this.db.read<{ region: RegionScope }>(ALL_REGIONS);
    return rows.map((row) => row.region);
  }
}
