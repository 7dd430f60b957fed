import type { GraphDatabase } from '../database/graph-database.js';
import { ResponseRepository } from '../responses/response.repository.js';
import { SignalRepository } from '../signals/signal.repository.js';
import { axis, createAlways, draft } from '../testing/signal-drafts.js';
import { clearRegion, testGraph, testRegion } from '../testing/test-graph.js';
import { SimilarityRepository } from './similarity.repository.js';

describe('edges between signals', () => {
  let db: GraphDatabase;
  let region: string;
  let ids: [string, string, string];
  let signals: SignalRepository;
  let similarity: SimilarityRepository;
  let responses: ResponseRepository;

  beforeAll(async () => {
    db = await testGraph();
    signals = new SignalRepository(db);
    similarity = new SimilarityRepository(db);
    responses = new ResponseRepository(db);
  }, 120_000);
  beforeEach(async () => {
    region = testRegion('edges');
    const drafts = [
      draft({ title: 'A' }),
      draft({ title: 'B', embedding: axis(1) }),
      draft({ title: 'T', type: 'tension', embedding: axis(2) }),
    ];
    ids = (await signals.store(region, drafts, createAlways)).map(({ id }) => id) as typeof ids;
  });
  afterEach(() => clearRegion(db, region));
  afterAll(() => db.close());

  it('a pair has one edge whichever way it is named', async () => {
    const [a, b] = ids;
    await similarity.upsertEdges(region, [{ a, b, cosine: 0.7, weight: 0.5 }]);
    await similarity.upsertEdges(region, [{ a: b, b: a, cosine: 0.8, weight: 0.6 }]);
    const [low, high] = [a, b].sort();
    expect(await similarity.edges(region, 0)).toEqual([{ a: low, b: high, cosine: 0.8, weight: 0.6 }]);
    expect(await similarity.edges(region, 0.81)).toEqual([]);
    expect((await similarity.neighboursOf([a])).get(a)).toEqual([{ id: b, type: 'aid', cosine: 0.8, weight: 0.6 }]);
  });

  it('edges computed anew replace the old ones, and the signals no longer count as changed', async () => {
    const [a, b, t] = ids;
    await similarity.upsertEdges(region, [{ a, b, cosine: 0.7, weight: 0.5 }], [a]);
    const changed = (await signals.listForEmbeddingGraph(region))
      .filter((signal) => signal.changed)
      .map(({ id }) => id);
    expect(new Set(changed)).toEqual(new Set([b, t]));
    expect(await similarity.upsertEdges(region, [{ a, b: t, cosine: 0.9, weight: 0.8 }], [a])).toBe(1);
    expect((await similarity.neighboursOf([a, b])).get(a)?.map(({ id }) => id)).toEqual([t]);
    expect((await similarity.neighboursOf([b])).get(b)).toBeUndefined();
  });

  it('an expired signal has no neighbours', async () => {
    const [a, b] = ids;
    await similarity.upsertEdges(region, [{ a, b, cosine: 0.7, weight: 0.5 }]);
    await signals.expire([b], 'over');
    expect(await similarity.edges(region, 0)).toEqual([]);
    expect((await similarity.neighboursOf([a])).size).toBe(0);
  });

  it('a response has one edge of each kind; verified again, its words are new', async () => {
    const [a, , t] = ids;
    const edge = {
      fromId: a,
      tensionId: t,
      matchStrength: 0.6,
      explanation: 'Northside feeds people',
      verifiedBy: 'similarity',
      kind: 'RESPONDS_TO',
    } as const;
    expect(await responses.link([edge])).toBe(1);
    expect(
      await responses.link([
        { ...edge, explanation: 'better words', verifiedBy: 'llm' },
        { ...edge, kind: 'DRAWN_TO' },
      ]),
    ).toBe(2);
    const found = (await signals.responsesOf([t])).get(t);
    expect(found?.map(({ kind, explanation, verifiedBy }) => [kind, explanation, verifiedBy]).sort()).toEqual([
      ['DRAWN_TO', 'Northside feeds people', 'similarity'],
      ['RESPONDS_TO', 'better words', 'llm'],
    ]);
    expect((await signals.respondsTo([a])).get(a)).toHaveLength(2);
    expect(await responses.unlink([{ fromId: a, tensionId: t }])).toBe(2);
    expect((await signals.responsesOf([t])).size).toBe(0);
  });

  it('is taken back by a judgement, and what a person said is neither taken back nor rewritten', async () => {
    const [a, b, t] = ids;
    const edge = { tensionId: t, matchStrength: 0.6, explanation: 'as said', kind: 'RESPONDS_TO' } as const;
    await responses.link([
      { ...edge, fromId: a, verifiedBy: 'human' },
      { ...edge, fromId: b, verifiedBy: 'llm' },
    ]);
    await responses.link([{ ...edge, fromId: a, verifiedBy: 'llm', explanation: 'other words' }]);
    const pairs = [a, b].map((fromId) => ({ fromId, tensionId: t }));
    expect(await responses.retract(pairs)).toBe(1);
    expect((await signals.responsesOf([t])).get(t)).toMatchObject([
      { signal: { id: a }, verifiedBy: 'human', explanation: 'as said' },
    ]);
    await responses.unlink(pairs);
  });

  it('only a tension of the same region can be responded to', async () => {
    const [a, b] = ids;
    const edge = { fromId: a, matchStrength: 0.6, explanation: '', verifiedBy: 'llm', kind: 'RESPONDS_TO' } as const;
    const other = testRegion('edges-other');
    const [far] = await signals.store(other, [draft({ type: 'tension' })], createAlways);
    expect(
      await responses.link([
        { ...edge, tensionId: b },
        { ...edge, tensionId: far!.id },
      ]),
    ).toBe(0);
    await clearRegion(db, other);
  });
});
