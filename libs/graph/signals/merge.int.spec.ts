import type { GraphDatabase } from '../database/graph-database.js';
import { ResponseRepository } from '../responses/response.repository.js';
import { SimilarityRepository } from '../similarity/similarity.repository.js';
import { SituationRepository } from '../situations/situation.repository.js';
import { axis, createAlways, decideByRule, draft, evidence, near } from '../testing/signal-drafts.js';
import { clearRegion, testGraph, testRegion } from '../testing/test-graph.js';
import { SignalRepository } from './signal.repository.js';

describe('merging duplicate tensions', () => {
  let db: GraphDatabase;
  let signals: SignalRepository;
  let situations: SituationRepository;
  let region: string;
  let survivor: string;
  let duplicate: string;
  let aid: string;
  let situationId: string;

  beforeAll(async () => {
    db = await testGraph();
    signals = new SignalRepository(db);
    situations = new SituationRepository(db);
  }, 120_000);
  beforeEach(async () => {
    region = testRegion('merge');
    const page = (name: string) => ({
      sourceUrl: `https://${name}/1`,
      evidence: evidence({ sourceUrl: `https://${name}/1`, entity: name }),
    });
    const stored = await signals.store(
      region,
      [
        draft({ type: 'tension', title: 'Rents rise', embedding: axis(1), ...page('a.org') }),
        draft({ type: 'tension', title: 'Rising rents', embedding: near(1, 0.9), tags: ['housing'], ...page('b.org') }),
        draft({ title: 'Rent help', embedding: axis(3), ...page('c.org') }),
      ],
      createAlways,
    );
    [survivor, duplicate, aid] = stored.map(({ id }) => id) as [string, string, string];
    const link = { matchStrength: 0.7, explanation: 'pays rent', verifiedBy: 'llm', kind: 'RESPONDS_TO' } as const;
    await new ResponseRepository(db).link([{ ...link, fromId: aid, tensionId: duplicate }]);
    await new SimilarityRepository(db).upsertEdges(region, [{ a: survivor, b: duplicate, cosine: 0.9, weight: 0.72 }]);
    situationId = (await situations.create(region, { headline: 'Rents', lede: '' })).id;
    await situations.assign([{ signalId: duplicate, situationId, confidence: 0.9, reasoning: 'same cause' }]);
  });
  afterEach(() => clearRegion(db, region));
  afterAll(() => db.close());

  it('the survivor has all edges: evidence, responses, situations, tags', async () => {
    expect(await signals.mergeTensions(survivor, duplicate)).toBe(true);
    expect(
      (await signals.evidenceOf([survivor]))
        .get(survivor)
        ?.map(({ entity }) => entity)
        .sort(),
    ).toEqual(['a.org', 'b.org']);
    expect((await signals.responsesOf([survivor])).get(survivor)?.map(({ signal }) => signal.id)).toEqual([aid]);
    expect((await signals.respondsTo([aid])).get(aid)?.map(({ signal }) => signal.id)).toEqual([survivor]);
    expect((await situations.members(situationId)).map(({ signal }) => signal.id)).toEqual([survivor]);
    expect(await signals.get(survivor)).toMatchObject({ corroborationCount: 1, sourceDiversity: 2, tags: ['housing'] });
  });

  it('the duplicate is in no list and no search, and its id leads to the survivor', async () => {
    await signals.mergeTensions(survivor, duplicate);
    const page = await signals.list(region, { types: ['tension'] });
    expect(page.items.map(({ id }) => id)).toEqual([survivor]);
    expect((await signals.list(region, { search: 'rising' })).totalCount).toBe(0);
    expect(
      (await signals.nearest(region, near(1, 0.9), { k: 5, types: ['tension'] })).map(({ signal }) => signal.id),
    ).toEqual([survivor]);
    expect((await signals.get(duplicate))?.id).toBe(survivor);
  });

  it('found again under its old title, the duplicate is its survivor', async () => {
    await signals.mergeTensions(survivor, duplicate);
    const again = draft({
      type: 'tension',
      title: 'Rising rents',
      embedding: axis(40),
      sourceUrl: 'https://b.org/1',
      evidence: evidence({ sourceUrl: 'https://b.org/1', entity: 'b.org' }),
    });
    expect(await signals.store(region, [again], decideByRule)).toEqual([
      { id: survivor, verdict: 'refresh', draftIndex: 0 },
    ]);
    expect(await signals.store(region, [again], createAlways)).toEqual([
      { id: survivor, verdict: 'refresh', draftIndex: 0 },
    ]);
  });

  it('is taken back without a trace', async () => {
    const before = await signals.getMany([survivor, duplicate]);
    await signals.mergeTensions(survivor, duplicate);
    expect(await signals.unmerge(duplicate)).toBe(true);
    expect(await signals.getMany([survivor, duplicate])).toEqual(before);
    expect((await signals.responsesOf([survivor, duplicate])).get(survivor)).toBeUndefined();
    expect((await situations.members(situationId)).map(({ signal }) => signal.id)).toEqual([duplicate]);
    expect(await signals.unmerge(duplicate)).toBe(false);
  });

  it('refuses to merge what is not there, or a signal with itself', async () => {
    expect(await signals.mergeTensions(survivor, 'unknown')).toBe(false);
    expect(await signals.mergeTensions(survivor, survivor)).toBe(false);
    expect(await signals.get(survivor)).not.toBeNull();
  });
});
