import type { GraphDatabase } from '../database/graph-database.js';
import type { DedupNeighbour } from '../model.js';
import { RegionScoutRunRepository } from '../region-runs/region-scout-run.repository.js';
import { SourceRepository } from '../sources/source.repository.js';
import { axis, createAlways, decideByRule, draft, evidence, near } from '../testing/signal-drafts.js';
import { clearRegion, testGraph, testRegion } from '../testing/test-graph.js';
import { RegionHeldByOther } from './region-held-by-other.js';
import { SignalRepository } from './signal.repository.js';

describe('storing signals', () => {
  let db: GraphDatabase;
  let signals: SignalRepository;
  let region: string;

  beforeAll(async () => {
    db = await testGraph();
    signals = new SignalRepository(db);
  }, 120_000);
  beforeEach(() => {
    region = testRegion('store');
  });
  afterEach(() => clearRegion(db, region));
  afterAll(() => db.close());

  const storeOne = async (...args: Parameters<typeof draft>): Promise<{ id: string; verdict: string }> => {
    const [stored] = await signals.store(region, [draft(...args)], decideByRule);
    return stored!;
  };

  it('stores all that the source gave, and null for what it did not', async () => {
    const given = draft({
      type: 'gathering',
      title: 'Board Meeting',
      startsAt: '2026-04-06T15:00:00-05:00',
      endsAt: 'after lunch',
      contentDate: '2026-03-01',
      impliedQueries: ['food bank volunteers'],
      tags: ['Food', 'meetings'],
    });
    const [stored] = await signals.store(region, [given], decideByRule);
    const signal = await signals.get(stored!.id);
    expect(signal).toMatchObject({
      region,
      type: 'gathering',
      title: 'Board Meeting',
      startsAt: '2026-04-06T15:00:00-05:00',
      endsAt: null,
      contentDate: '2026-03-01',
      location: { latitude: 30.27, longitude: -97.74 },
      organizer: null,
      impliedQueries: ['food bank volunteers'],
      tags: ['food', 'meetings'],
      reviewStatus: 'staged',
      corroborationCount: 0,
      sourceDiversity: 1,
      causeHeat: 0,
      extractedAt: '2026-03-01T10:00:00.000Z',
      lastConfirmedAt: '2026-03-01T10:00:00.000Z',
      createdBy: 'scrape/extract',
      runId: 'run-1',
    });
    const labels = await db.read<{ labels: string[] }>('MATCH (s:Signal {id: $id}) RETURN labels(s) AS labels', {
      id: stored!.id,
    });
    expect(labels[0]?.labels.sort()).toEqual(['Gathering', 'Signal']);
  });

  it('refreshes the same item of the same page and keeps one evidence', async () => {
    const first = await storeOne();
    const again = await storeOne({
      title: 'FREE MEALS!',
      availability: 'Mondays',
      evidence: evidence({
        retrievedAt: '2026-03-05T10:00:00.000Z',
        archiveId: 'archive-2',
        quote: 'free meals on Mondays',
      }),
    });
    expect(again).toMatchObject({ id: first.id, verdict: 'refresh' });
    const signal = await signals.get(first.id);
    expect(signal).toMatchObject({
      title: 'FREE MEALS!',
      availability: 'Mondays',
      locationName: 'Community Hall',
      corroborationCount: 0,
      extractedAt: '2026-03-01T10:00:00.000Z',
      lastConfirmedAt: '2026-03-05T10:00:00.000Z',
    });
    const found = (await signals.evidenceOf([first.id])).get(first.id);
    expect(found).toHaveLength(1);
    expect(found?.[0]).toMatchObject({ quote: 'free meals on Mondays', archiveId: 'archive-2', signalId: first.id });
    const history = await db.read<{ history: string[] }>('MATCH (s:Signal {id: $id}) RETURN s.history AS history', {
      id: first.id,
    });
    expect(history[0]?.history.map((entry) => (JSON.parse(entry) as { field: string }).field)).toEqual([
      'title',
      'availability',
    ]);
  });

  it('reviews a published signal anew when its words or its link change, and only then', async () => {
    const { id } = await storeOne();
    const publish = () => signals.setReview([{ id, status: 'live', reason: 'quoted' }]);
    await publish();
    for (const unchanged of [{}, { title: 'FREE  meals!' }, { contentDate: '2026-03-01' }]) await storeOne(unchanged);
    expect(await signals.get(id)).toMatchObject({ reviewStatus: 'live', reviewReason: 'quoted' });
    for (const changed of [{ summary: 'Send money first' }, { actionUrl: 'https://elsewhere.example' }]) {
      expect(await storeOne(changed)).toMatchObject({ id, verdict: 'refresh' });
      expect(await signals.get(id)).toMatchObject({ reviewStatus: 'staged', reviewReason: null, ...changed });
      await publish();
    }
  });

  it('reviews anew what a review or a person held back, when its words change', async () => {
    const { id } = await storeOne();
    const holds = [
      () => signals.reviewStaged([{ id, status: 'staged', reason: 'held: nobody approved in time' }]),
      () => signals.setReview([{ id, status: 'staged', reason: 'held: not yet' }]),
    ];
    for (const [n, hold] of holds.entries()) {
      await hold();
      await storeOne({ title: 'FREE  meals!', summary: (await signals.get(id))?.summary ?? '' });
      expect((await signals.get(id))?.reviewReason).toMatch(/^held/);
      await storeOne({ summary: `Send money first, ${String(n)}` });
      expect(await signals.get(id)).toMatchObject({ reviewStatus: 'staged', reviewReason: null });
      expect(await signals.stillStaged([id])).toEqual([id]);
    }
  });

  it('writing the very same draft twice changes nothing', async () => {
    const first = await storeOne();
    const [again] = await signals.store(region, [draft()], createAlways);
    expect(again).toEqual({ id: first.id, verdict: 'refresh', draftIndex: 0 });
    expect((await signals.list(region)).totalCount).toBe(1);
    expect((await signals.evidenceOf([first.id])).get(first.id)).toHaveLength(1);
  });

  it('corroborates from another page once, and counts independent voices and channels', async () => {
    const first = await storeOne();
    const other = {
      sourceUrl: 'https://news.example.com/a',
      evidence: evidence({ sourceUrl: 'https://news.example.com/a', entity: 'example.com', channel: 'press' }),
    } as const;
    expect(await storeOne(other)).toEqual(expect.objectContaining({ id: first.id, verdict: 'corroborate' }));
    const once = await signals.get(first.id);
    expect(once).toMatchObject({ corroborationCount: 1, sourceDiversity: 2, channelDiversity: 2, externalRatio: 0.5 });
    await storeOne(other);
    expect(await signals.get(first.id)).toMatchObject({ corroborationCount: 1, sourceDiversity: 2 });
    expect((await signals.evidenceOf([first.id])).get(first.id)).toHaveLength(2);
  });

  it('tells what several pages of one run say in the same words, whichever page was read first', async () => {
    const tell = (host: string, contentDate: string, title: string, cosine: number) => ({
      sourceUrl: `https://${host}/`,
      contentDate,
      title,
      summary: `Says ${host}`,
      organizer: host === 'late.org' ? 'The kitchen' : null,
      embedding: near(0, cosine),
    });
    const pages = [
      tell('late.org', '2026-03-03', 'Meals, free for all', 1),
      tell('early.org', '2026-02-01', 'Free hot meals', 0.99),
      tell('middle.org', '2026-02-20', 'Hot meals', 0.98),
    ];
    const told = async (order: readonly (typeof pages)[number][]) => {
      region = testRegion('store');
      const ids = new Set<string>();
      for (const page of order) ids.add((await storeOne(page)).id);
      const signal = await signals.get([...ids][0]!);
      const { title, summary, sourceUrl, organizer, contentDate, corroborationCount } = signal!;
      await clearRegion(db, region);
      return [ids.size, { title, summary, sourceUrl, organizer, contentDate, corroborationCount }];
    };
    const expected = {
      title: 'Free hot meals',
      summary: 'Says early.org',
      sourceUrl: 'https://early.org/',
      organizer: null,
      contentDate: '2026-02-01',
      corroborationCount: 2,
    };
    for (const order of [pages, pages.toReversed(), [pages[2]!, pages[0]!, pages[1]!]])
      expect(await told(order)).toEqual([1, expected]);
  });

  it('leaves the words of a signal that was reviewed, or found by an earlier run, to its own page', async () => {
    const { id } = await storeOne({ sourceUrl: 'https://late.org/', contentDate: '2026-03-03' });
    await storeOne({ sourceUrl: 'https://a.org/', contentDate: '2026-01-01', title: 'Free  meals!', runId: 'run-2' });
    expect((await signals.get(id))?.title).toBe('Free meals');
  });

  it('a second page of the same voice adds volume, not diversity', async () => {
    const first = await storeOne();
    await storeOne({
      sourceUrl: 'https://example.org/other',
      evidence: evidence({ sourceUrl: 'https://example.org/other' }),
    });
    expect(await signals.get(first.id)).toMatchObject({ corroborationCount: 1, sourceDiversity: 1, externalRatio: 0 });
  });

  it('finds near neighbours by their true cosine, of the same type and region only', async () => {
    const elsewhere = testRegion('store-elsewhere');
    await signals.store(elsewhere, [draft({ title: 'Elsewhere', embedding: axis(5) })], createAlways);
    await signals.store(
      region,
      [
        draft({ title: 'Soup kitchen', embedding: near(5, 0.9) }),
        draft({ type: 'tension', title: 'Hunger', embedding: axis(5) }),
      ],
      createAlways,
    );
    const seen: DedupNeighbour[] = [];
    await signals.store(
      region,
      [draft({ title: 'Warm soup', embedding: axis(5), sourceUrl: 'https://x.org' })],
      (_, { nearest }) => {
        seen.push(...nearest);
        return { kind: 'create' };
      },
    );
    expect(seen.map(({ title }) => title)).toEqual(['Soup kitchen']);
    expect(seen[0]?.cosine).toBeCloseTo(0.9, 4);
    expect(seen[0]?.sourceUrls).toEqual(['https://example.org/page']);
    await clearRegion(db, elsewhere);
  });

  it('finds a neighbour although many of other regions are nearer', async () => {
    const crowd = testRegion('store-crowd');
    await signals.store(
      crowd,
      Array.from({ length: 60 }, (_, i) => draft({ title: `Crowd ${i}`, embedding: near(700, 0.999, 701 + i) })),
      createAlways,
    );
    await storeOne({ title: 'Ours', embedding: near(700, 0.95, 690) });
    const verdict = await storeOne({ title: 'Ours in other words', embedding: axis(700) });
    expect(verdict.verdict).toBe('refresh');
    await clearRegion(db, crowd);
  });

  it('sees the drafts stored earlier in the same call', async () => {
    const stored = await signals.store(
      region,
      [
        draft({ title: 'Winter coats', embedding: axis(20) }),
        draft({
          title: 'winter  coats.',
          embedding: axis(21),
          sourceUrl: 'https://b.org/1',
          evidence: evidence({ sourceUrl: 'https://b.org/1', entity: 'b.org' }),
        }),
        draft({
          title: 'Coats for the cold',
          embedding: near(20, 0.95),
          sourceUrl: 'https://c.org/1',
          evidence: evidence({ sourceUrl: 'https://c.org/1', entity: 'c.org' }),
        }),
        draft({ title: 'Swimming', embedding: axis(30) }),
      ],
      decideByRule,
    );
    expect(stored.map(({ verdict }) => verdict)).toEqual(['create', 'corroborate', 'corroborate', 'create']);
    expect(new Set(stored.map(({ id }) => id)).size).toBe(2);
    expect(await signals.get(stored[0]!.id)).toMatchObject({ corroborationCount: 2, sourceDiversity: 3 });
  });

  it('two workers that find the same thing at once make one signal', async () => {
    const one = draft({
      sourceUrl: 'https://a.org/1',
      evidence: evidence({ sourceUrl: 'https://a.org/1', entity: 'a.org' }),
    });
    const two = draft({
      sourceUrl: 'https://b.org/1',
      evidence: evidence({ sourceUrl: 'https://b.org/1', entity: 'b.org' }),
    });
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, i) => signals.store(region, [i % 2 === 0 ? one : two], decideByRule)),
    );
    expect(results.flat().filter(({ verdict }) => verdict === 'create')).toHaveLength(1);
    const page = await signals.list(region);
    expect(page.items).toHaveLength(1);
    expect(page.items[0]).toMatchObject({ corroborationCount: 1, sourceDiversity: 2 });
  });

  it('keeps weekly meetings of the same title apart by their day', async () => {
    const meeting = (startsAt: string) => draft({ type: 'gathering', title: 'Weekly meeting', startsAt });
    const stored = await signals.store(
      region,
      [meeting('2026-04-06T10:00:00Z'), meeting('2026-04-13T10:00:00Z')],
      createAlways,
    );
    expect(new Set(stored.map(({ id }) => id)).size).toBe(2);
  });

  it('links source, tags, sure resources and acting actors, but no private person who is only mentioned', async () => {
    const sources = new SourceRepository(db);
    const { created } = await sources.upsertMany(region, [
      {
        canonicalKey: 'https://example.org',
        canonicalValue: 'https://example.org',
        kind: 'page',
        role: 'mixed',
        discoveryMethod: 'curated',
        weight: 0.5,
      },
    ]);
    const { id } = await storeOne({
      sourceId: created[0]!.id,
      resources: [
        { slug: 'food', relation: 'offers', confidence: 0.9, context: 'hot meals' },
        { slug: 'drivers', relation: 'requires', confidence: 0.3, context: null },
        { slug: 'vans', relation: 'prefers', confidence: 0.29, context: null },
      ],
      actors: [
        { name: 'Meals Inc', entityId: 'meals.org', type: 'organization', role: 'organizer', url: 'https://meals.org' },
        { name: 'Jane Doe', entityId: 'jane', type: 'individual', role: 'mentioned' },
        { name: 'Rev. Smith', entityId: 'smith', type: 'individual', role: 'organizer' },
      ],
    });
    expect((await signals.sourcesOf([id])).get(id)).toEqual([created[0]!.id]);
    const actors = (await signals.actorsOf([id])).get(id);
    expect(actors?.map(({ actor, role }) => [actor.name, role])).toEqual([
      ['Meals Inc', 'organizer'],
      ['Rev. Smith', 'organizer'],
    ]);
    expect(actors?.[0]?.actor.signalCount).toBe(1);
    const links = await db.read<{ type: string; slug: string }>(
      'MATCH (:Signal {id: $id})-[r]->(x:Resource) RETURN type(r) AS type, x.slug AS slug ORDER BY slug',
      { id },
    );
    expect(links).toEqual([
      { type: 'REQUIRES', slug: 'drivers' },
      { type: 'OFFERS', slug: 'food' },
    ]);
  });

  it('an unchanged page confirms its signals, a changed one does not', async () => {
    const { id } = await storeOne();
    expect(await signals.refreshByUrl(region, 'https://example.org/page', 'hash-2', '2026-03-09T00:00:00Z')).toBe(0);
    expect(await signals.refreshByUrl(region, 'https://example.org/page', 'hash-1', '2026-03-09T00:00:00Z')).toBe(1);
    expect(await signals.get(id)).toMatchObject({ lastConfirmedAt: '2026-03-09T00:00:00.000Z' });
  });

  it('takes drafts without a vector', async () => {
    const { verdict } = await storeOne({ embedding: [] });
    expect(verdict).toBe('create');
    expect((await storeOne({ embedding: [] })).verdict).toBe('refresh');
  });

  it('takes shorter vectors and gives them back as they were', async () => {
    const { id } = await storeOne({ embedding: [0.6, 0.8] });
    const nearest = await signals.nearest(region, [0.8, 0.6], { k: 3 });
    expect(nearest[0]?.cosine).toBeCloseTo(0.96, 4);
    expect((await signals.embeddingsOf([id])).get(id)).toEqual([0.6, 0.8]);
  });

  it('stores nothing for a run that lost the region to another', async () => {
    const runs = new RegionScoutRunRepository(db);
    const take = (runId: string) => runs.transition(region, { allowedFrom: ['idle'], to: 'running_scrape', runId });
    await take('run-1');
    expect((await storeOne()).verdict).toBe('create');
    await runs.reset(region);
    expect((await storeOne({ title: 'Nobody holds it', embedding: axis(3) })).verdict).toBe('create');
    await take('run-2');
    await expect(storeOne({ title: 'Too late', embedding: axis(4) })).rejects.toThrow(RegionHeldByOther);
    expect((await signals.list(region)).totalCount).toBe(2);
  });

  it('leaves nothing behind when the decision fails', async () => {
    const store = signals.store(region, [draft()], () => {
      throw new Error('undecidable');
    });
    await expect(store).rejects.toThrow('undecidable');
    expect((await signals.list(region)).totalCount).toBe(0);
  });
});
