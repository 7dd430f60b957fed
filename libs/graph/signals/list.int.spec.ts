import type { GraphDatabase } from '../database/graph-database.js';
import type { SignalDraft } from '../model.js';
import { InvalidCursor } from '../paging/page.js';
import { axis, createAlways, draft, evidence } from '../testing/signal-drafts.js';
import { clearRegion, testGraph, testRegion } from '../testing/test-graph.js';
import type { SignalFilter } from './signal-filter.js';
import { SignalRepository } from './signal.repository.js';

const at = (day: number) => evidence({ retrievedAt: `2026-03-${String(day).padStart(2, '0')}T10:00:00Z` });

describe('listing signals', () => {
  let db: GraphDatabase;
  let signals: SignalRepository;
  const region = testRegion('list');
  const drafts: SignalDraft[] = [
    draft({ title: 'Soup kitchen opens', evidence: at(1), embedding: axis(1), confidence: 0.3 }),
    draft({
      title: 'Rent strike at Oak Street',
      type: 'tension',
      evidence: at(2),
      embedding: axis(2),
      location: { latitude: 31.5, longitude: -97.1 },
    }),
    draft({
      title: 'Tenants’ assembly',
      type: 'gathering',
      startsAt: '2026-05-01T18:00:00-05:00',
      evidence: at(3),
      embedding: axis(3),
      organizer: "O'Neil Union",
    }),
    draft({
      title: 'Boil water notice',
      type: 'notice',
      evidence: at(4),
      embedding: axis(4),
      location: null,
      runId: 'run-2',
    }),
    draft({
      title: 'Drivers wanted',
      type: 'need',
      evidence: at(4),
      embedding: axis(5),
      location: { latitude: -16.9, longitude: 179.99 },
    }),
  ];
  let ids: string[];

  beforeAll(async () => {
    db = await testGraph();
    signals = new SignalRepository(db);
    ids = (await signals.store(region, drafts, createAlways)).map(({ id }) => id);
    await signals.setReview([
      { id: ids[0]!, status: 'live', reason: null },
      { id: ids[1]!, status: 'rejected', reason: 'opinion' },
    ]);
  }, 120_000);
  afterAll(async () => {
    await clearRegion(db, region);
    await db.close();
  });

  const titles = async (filter: SignalFilter): Promise<string[]> =>
    (await signals.list(region, filter)).items.map(({ title }) => title).sort();

  it('comes newest first, in pages that neither repeat nor miss', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof signals.list>> = await signals.list(region, {}, { first: 2, after });
      expect(page.totalCount).toBe(5);
      seen.push(...page.items.map(({ id }) => id));
      after = page.hasNextPage ? page.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(seen[4]).toBe(ids[0]);
  });

  it('refuses a cursor it did not make', async () => {
    await expect(signals.list(region, {}, { after: 'tomorrow' })).rejects.toThrow(InvalidCursor);
  });

  it.each<[string, SignalFilter, string[]]>([
    ['type', { types: ['notice', 'need'] }, ['Boil water notice', 'Drivers wanted']],
    ['one review state', { reviewStatus: 'live' }, ['Soup kitchen opens']],
    ['review states', { reviewStatus: ['live', 'rejected'] }, ['Rent strike at Oak Street', 'Soup kitchen opens']],
    ['confidence', { minConfidence: 0.5, types: ['aid'] }, []],
    ['run', { runId: 'run-2' }, ['Boil water notice']],
    ['words', { search: 'rent oak' }, ['Rent strike at Oak Street']],
    ['the beginning of the last word', { search: 'boil wat' }, ['Boil water notice']],
    ['a word with an apostrophe', { search: "o'neil" }, ['Tenants’ assembly']],
    ['words and type', { search: 'notice', types: ['aid'] }, []],
    ['operators as text', { search: 'title:* OR )(' }, []],
    ['no words', { search: '!?' }, []],
    ['nearness', { near: { point: { latitude: 31.5, longitude: -97.1 }, radiusKm: 5 } }, ['Rent strike at Oak Street']],
    ['a box', { bounds: { south: 30, west: -98, north: 31, east: -97 } }, ['Soup kitchen opens', 'Tenants’ assembly']],
    ['a box over the antimeridian', { bounds: { south: -18, west: 179, north: -16, east: -179 } }, ['Drivers wanted']],
    ['when it happens', { from: '2026-04-01T00:00:00Z', to: '2026-06-01T00:00:00Z' }, ['Tenants’ assembly']],
    ['when it was found', { to: '2026-03-01T12:00:00Z' }, ['Soup kitchen opens']],
  ])('is filtered by %s', async (_, filter, expected) => {
    expect(await titles(filter)).toEqual(expected);
    expect((await signals.list(region, filter)).totalCount).toBe(expected.length);
  });

  it('a filter text is only ever data', async () => {
    expect(await titles({ search: "') DETACH DELETE s //", sourceId: "' OR true //", runId: '}' })).toEqual([]);
    expect((await signals.list(region)).totalCount).toBe(5);
  });

  it('counts by type, of the states asked for', async () => {
    expect(await signals.countsByType(region)).toEqual({ gathering: 1, aid: 1, need: 1, notice: 1, tension: 1 });
    expect(await signals.countsByType(region, ['live'])).toEqual({
      gathering: 0,
      aid: 1,
      need: 0,
      notice: 0,
      tension: 0,
    });
  });

  it('gives signals by id in the order asked, unknown ones left out', async () => {
    const found = await signals.getMany([ids[2]!, 'unknown', ids[0]!]);
    expect(found.map(({ id }) => id)).toEqual([ids[2], ids[0]]);
    expect(await signals.get('unknown')).toBeNull();
  });

  it('gives the nearest current signals, without rejected or excluded ones', async () => {
    const nearest = await signals.nearest(region, axis(2), { k: 5, minCosine: 0.5 });
    expect(nearest).toEqual([]);
    const [hit] = await signals.nearest(region, axis(3), { k: 5, minCosine: 0.5, types: ['gathering'] });
    expect(hit?.signal.id).toBe(ids[2]);
    expect(hit?.cosine).toBeCloseTo(1, 5);
    expect(await signals.nearest(region, axis(3), { k: 5, minCosine: 0.5, exclude: [ids[2]!] })).toEqual([]);
    expect(await signals.nearest(region, [], { k: 5 })).toEqual([]);
  });

  it('gives all current vectors for the similarity graph, and those that changed since', async () => {
    const all = await signals.listForEmbeddingGraph(region);
    expect(all.map(({ id }) => id).sort()).toEqual(ids.filter((id) => id !== ids[1]).sort());
    expect(all.every(({ changed, embedding }) => changed && embedding.length === 1024)).toBe(true);
    expect(await signals.listForEmbeddingGraph(region, { changedSince: '2999-01-01T00:00:00Z' })).toEqual([]);
  });

  it('staged ones wait, oldest first', async () => {
    expect((await signals.staged(region, 2)).map(({ id }) => id)).toEqual([ids[2], [ids[3]!, ids[4]!].sort()[0]]);
  });
});
