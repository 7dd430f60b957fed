import type { GraphDatabase } from '../database/graph-database.js';
import { clearRegion, testGraph, testRegion } from '../testing/test-graph.js';
import { RegionRepository } from './region.repository.js';

describe('regions', () => {
  let db: GraphDatabase;
  const slug = testRegion('region');
  beforeAll(async () => {
    db = await testGraph();
  }, 120_000);
  afterAll(async () => {
    await clearRegion(db, slug);
    await db.close();
  });

  it('keeps the scope as given and replaces it when geocoded again', async () => {
    const regions = new RegionRepository(db);
    const scope = {
      slug,
      name: 'Austin, Texas',
      center: { latitude: 30.27, longitude: -97.74 },
      radiusKm: 30,
      timeZone: 'America/Chicago',
      geoTerms: ['Austin', 'Travis County'],
    };
    expect(await regions.get(slug)).toBeNull();
    expect(await regions.upsert(scope)).toEqual(scope);
    expect(await regions.upsert({ ...scope, radiusKm: 40 })).toEqual({ ...scope, radiusKm: 40 });
    expect(await regions.get(slug)).toEqual({ ...scope, radiusKm: 40 });
    expect((await regions.list()).filter((region) => region.slug === slug)).toHaveLength(1);
  });
});
