import { ActorRepository } from '../actors/actor.repository.js';
import type { GraphDatabase } from '../database/graph-database.js';
import type { NewSource, Source } from '../model.js';
import { PinRepository } from '../pins/pin.repository.js';
import { clearRegion, testGraph, testRegion } from '../testing/test-graph.js';
import { SourceRepository } from './source.repository.js';

const page = (name: string, overrides: Partial<NewSource> = {}): NewSource => ({
  canonicalKey: `https://${name}`,
  canonicalValue: `https://${name}`,
  kind: 'page',
  role: 'mixed',
  discoveryMethod: 'cold_start',
  weight: 0.5,
  ...overrides,
});

describe('sources of a region', () => {
  let db: GraphDatabase;
  let sources: SourceRepository;
  let region: string;
  beforeAll(async () => {
    db = await testGraph();
    sources = new SourceRepository(db);
  }, 120_000);
  beforeEach(() => {
    region = testRegion('sources');
  });
  afterEach(() => clearRegion(db, region));
  afterAll(() => db.close());

  const add = async (...list: NewSource[]): Promise<Source[]> => (await sources.upsertMany(region, list)).created;

  it('adding twice creates nothing new and keeps what is known', async () => {
    const first = await sources.upsertMany(region, [
      page('a.org', { gapContext: { reason: 'unmet', tensionId: 't1', heat: 0.4 }, cadenceHours: 12 }),
      page('a.org'),
      page('b.org'),
    ]);
    expect(first.created).toHaveLength(2);
    expect(first.existing).toBe(0);
    const again = await sources.upsertMany(region, [page('b.org', { weight: 0.9 }), page('c.org')]);
    expect(again.created.map(({ canonicalKey }) => canonicalKey)).toEqual(['https://c.org']);
    expect(again.existing).toBe(1);
    expect((await sources.all(region)).map(({ weight }) => weight)).toEqual([0.5, 0.5, 0.5]);
  });

  it('one key is one source in each region', async () => {
    const other = testRegion('sources-other');
    const [here] = await add(page('a.org'));
    const [there] = (await sources.upsertMany(other, [page('a.org')])).created;
    expect(here?.id).not.toBe(there?.id);
    await clearRegion(db, other);
  });

  it('twenty writers of the same source make one', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => sources.upsertMany(region, [page('a.org')])));
    expect(results.flatMap(({ created }) => created)).toHaveLength(1);
  });

  it('is read as it was written, filtered and in pages', async () => {
    await add(
      page('a.org', { name: 'A', depth: 2 }),
      page('b.org', { kind: 'feed', role: 'tension' }),
      page('c.org', { kind: 'query', gapContext: { reason: 'gap' } }),
    );
    const first = await sources.list(region, { first: 2 });
    expect(first).toMatchObject({ totalCount: 3, hasNextPage: true });
    expect(first.items[0]).toMatchObject({
      name: 'A',
      depth: 2,
      active: true,
      qualityPenalty: 1,
      scrapeCount: 0,
      gapContext: null,
      lastScraped: null,
    });
    const second = await sources.list(region, { first: 2, after: first.endCursor });
    expect(second.items.map(({ kind }) => kind)).toEqual(['query']);
    expect(second.items[0]?.gapContext).toEqual({ reason: 'gap', tensionId: null, heat: null });
    expect(second.hasNextPage).toBe(false);
    expect((await sources.list(region, { kind: 'feed' })).items.map(({ role }) => role)).toEqual(['tension']);
    expect((await sources.list(region, { role: 'mixed', discoveryMethod: 'cold_start' })).totalCount).toBe(2);
    const [source] = first.items;
    expect(await sources.get(source!.id)).toEqual(source);
    expect(await sources.get('nothing')).toBeNull();
  });

  it('counts readings: an empty one, an unchanged one, one that gave signals, and a failed one', async () => {
    const [source] = await add(page('a.org'));
    const id = source!.id;
    const record = (at: string, more: object) =>
      sources.recordScrapes(region, [{ id, succeeded: true, signals: 0, corroborated: 0, tensions: 0, at, ...more }]);
    await record('2026-03-01T00:00:00Z', {});
    await record('2026-03-02T00:00:00Z', { unchanged: true });
    await record('2026-03-03T00:00:00Z', { succeeded: false });
    expect(await sources.get(id)).toMatchObject({
      scrapeCount: 2,
      consecutiveEmptyRuns: 1,
      lastScraped: '2026-03-02T00:00:00.000Z',
      lastProducedSignal: null,
    });
    await record('2026-03-04T00:00:00Z', { signals: 3, corroborated: 1, tensions: 2 });
    expect(await sources.get(id)).toMatchObject({
      signalsProduced: 3,
      signalsCorroborated: 1,
      tensionsProduced: 2,
      consecutiveEmptyRuns: 0,
      lastProducedSignal: '2026-03-04T00:00:00.000Z',
    });
  });

  it('a step that reports the same reading twice counts once', async () => {
    const [source] = await add(page('a.org'));
    const record = {
      id: source!.id,
      succeeded: true,
      signals: 2,
      corroborated: 0,
      tensions: 0,
      at: '2026-03-01T00:00:00Z',
      runId: 'run-1',
    };
    expect(await sources.recordScrapes(region, [record])).toBe(1);
    expect(await sources.recordScrapes(region, [record])).toBe(0);
    expect(await sources.get(source!.id)).toMatchObject({ scrapeCount: 1, signalsProduced: 2 });
  });

  it('updates only what is given', async () => {
    const [source] = await add(page('a.org', { cadenceHours: 24 }));
    expect(await sources.update([{ id: source!.id, weight: 0.2, active: false, qualityPenalty: 0.7 }])).toBe(1);
    expect(await sources.get(source!.id)).toMatchObject({
      weight: 0.2,
      active: false,
      qualityPenalty: 0.7,
      cadenceHours: 24,
    });
    expect((await sources.list(region, { active: true })).totalCount).toBe(0);
  });

  it('counts what is due by cadence, a day where none is set', async () => {
    const [never, daily, weekly, paused] = await add(
      page('a.org'),
      page('b.org'),
      page('c.org', { cadenceHours: 168 }),
      page('d.org'),
    );
    const at = '2026-03-01T00:00:00Z';
    await sources.recordScrapes(
      region,
      [daily!, weekly!].map(({ id }) => ({ id, succeeded: true, signals: 1, corroborated: 0, tensions: 0, at })),
    );
    await sources.update([{ id: paused!.id, active: false }]);
    expect(await sources.dueCount(region, new Date('2026-03-01T23:59:00Z'))).toBe(1);
    expect(await sources.dueCount(region, new Date('2026-03-02T00:00:00Z'))).toBe(2);
    expect(await sources.dueCount(region, new Date('2026-03-08T00:00:00Z'))).toBe(3);
    expect(never?.cadenceHours).toBeNull();
  });

  it('boosts weights up to the limit', async () => {
    const [low, high] = await add(page('a.org', { weight: 0.5 }), page('b.org', { weight: 0.9 }));
    expect(await sources.boost([low!.id, high!.id, low!.id], 1.2, 1)).toBe(2);
    expect((await sources.get(low!.id))?.weight).toBeCloseTo(0.6);
    expect((await sources.get(high!.id))?.weight).toBe(1);
  });

  it('belongs to the actor that publishes it', async () => {
    const actors = new ActorRepository(db);
    const [source] = await add(page('a.org'));
    const { created } = await actors.upsertMany(region, [
      {
        entityId: 'a.org',
        name: 'A',
        type: 'organization',
        description: null,
        domains: [],
        socialUrls: [],
        locationName: null,
        location: null,
        contact: null,
        discoveryDepth: 0,
        evidence: null,
      },
    ]);
    expect(await sources.linkActor('a.org', source!.id)).toBe(true);
    expect(await sources.linkActor('unknown', source!.id)).toBe(false);
    expect((await actors.sourcesOf([created[0]!.id])).get(created[0]!.id)).toEqual([source!.id]);
  });

  it('a pin is good for one reading', async () => {
    const pins = new PinRepository(db);
    const [source] = await add(page('a.org'));
    const pin = { sourceId: source!.id, reason: 'read next', createdBy: 'operator' };
    expect(await pins.add(region, [pin, pin, { ...pin, sourceId: 'unknown' }])).toBe(1);
    const [open] = await pins.list(region);
    expect(open).toMatchObject({ ...pin, region });
    expect(await pins.consume([open!.id])).toBe(1);
    expect(await pins.consume([open!.id])).toBe(0);
    expect(await pins.list(region)).toEqual([]);
    await pins.add(region, [pin]);
    expect(await pins.list(region)).toHaveLength(1);
  });
});
