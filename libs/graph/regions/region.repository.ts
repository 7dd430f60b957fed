import type { GraphDatabase } from '../database/graph-database.js';
import type { RegionReview, RegionScope } from '../model.js';
import {
  ALL_REGIONS,
  REGION_BY_SLUG,
  REVIEW_OF_REGION,
  SET_REVIEW_OF_REGION,
  UPSERT_REGION,
} from './region.statements.js';

/** Before anybody sets it: no approval; once required, people have three days. */
const NO_REVIEW: RegionReview = { required: false, timeoutHours: 72 };

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

  /** Whether people approve what goes live in a region; nobody has to, until it is required. */
  async review(slug: string): Promise<RegionReview> {
    const rows = await this.db.read<{ review: RegionReview }>(REVIEW_OF_REGION, { slug, ...NO_REVIEW });
    return rows[0]?.review ?? NO_REVIEW;
  }

  /** Sets whether people approve; without `timeoutHours` the time to decide stays as it was. Returns what holds now. */
  async setReview(
    slug: string,
    { required, timeoutHours }: { readonly required: boolean; readonly timeoutHours: number | null },
  ): Promise<RegionReview> {
    const params = { slug, setRequired: required, setTimeoutHours: timeoutHours, ...NO_REVIEW };
    const rows = await this.db.write<{ review: RegionReview }>(SET_REVIEW_OF_REGION, params);
    return rows[0]?.review ?? NO_REVIEW;
  }

  /** All regions by name. */
  async list(): Promise<RegionScope[]> {
    const rows = await this.db.read<{ region: RegionScope }>(ALL_REGIONS);
    return rows.map((row) => row.region);
  }
}
