import type { Api } from '../client/api.js';
import { REGIONS, type RegionView } from '../client/operations.js';
import { unknownRegion } from '../output/exit-codes.js';

/** Throws when no region is called so: of an unknown one there is nothing either, which would hide a slip of the pen. */
export async function requireRegion(api: Api, slug: string): Promise<void> {
  const { regions } = await api.query<{ regions: readonly RegionView[] }>(REGIONS);
  if (!regions.some(({ regionSlug }) => regionSlug === slug)) throw unknownRegion(slug);
}
