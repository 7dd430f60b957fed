import type { GraphDatabase } from '../database/graph-database.js';
import { SignalRepository } from '../signals/signal.repository.js';
import { SourceRepository } from '../sources/source.repository.js';
import { axis, createAlways, draft, evidence, near } from '../testing/signal-drafts.js';
import { clearRegion, testGraph, testRegion } from '../testing/test-graph.js';
import { SituationRepository } from './situation.repository.js';

const NOW = '2026-03-01T00:00:00.000Z';
const dispatch = {
  type: 'update',
  flaggedForReview: false,
  flagReason: null,
  fidelityScore: 1,
  createdAt: NOW,
} as const;

describe('situations of a region', () => {
  let db: GraphDatabase;
  let situations: SituationRepository;
  let signals: SignalRepository;
  let region: string;
  beforeAll(async () => {
    db = await testGraph();
    situations = new SituationRepository(db);
    signals = new SignalRepository(db);
  }, 120_000);
  beforeEach(() => {
    region = testRegion('situations');
  });
  afterEach(() => clearRegion(db, region));
  afterAll(() => db.close());

  it('opens emerging and fuzzy; the same id again is the same situation', async () => {
    const id = `${region}-s1`;
    const opened = await situations.create(region, {
      id,
      headline: 'Rents',
      lede: 'Rents rise',
      structuredState: { root_cause_thesis: 'sale' },
    });
    expect(opened).toMatchObject({
      id,
      region,
      arc: 'emerging',
      clarity: 'fuzzy',
      temperature: 0,
      parts: { tensionHeat: 0, entityVelocity: 0, responseGap: 0, amplification: 0, clarityNeed: 0 },
      structuredState: { root_cause_thesis: 'sale' },
      sensitivity: 'general',
      signalCount: 0,
      centroid: null,
    });
    expect((await situations.create(region, { id, headline: 'Other words', lede: '' })).headline).toBe('Rents');
    expect(await situations.get(id)).toEqual(opened);
    expect(await situations.get('unknown')).toBeNull();
  });

  it('derived values are set, what is left out stays', async () => {
    const { id } = await situations.create(region, { headline: 'Rents', lede: 'Rents rise' });
    const parts = { tensionHeat: 0.5, entityVelocity: 0.4, responseGap: 0.3, amplification: 0.2, clarityNeed: 0.1 };
    const updated = await situations.updateDerived(id, {
      temperature: 0.42,
      parts,
      arc: 'developing',
      clarity: 'sharp',
      echoScore: 0.2,
      centroid: { latitude: 30, longitude: -97 },
      structuredState: { confidence: 0.5 },
    });
    expect(updated).toMatchObject({
      temperature: 0.42,
      parts,
      arc: 'developing',
      clarity: 'sharp',
      headline: 'Rents',
      centroid: { latitude: 30, longitude: -97 },
    });
    expect(await situations.updateDerived(id, { headline: 'Rents fall' })).toMatchObject({
      headline: 'Rents fall',
      temperature: 0.42,
      centroid: { latitude: 30, longitude: -97 },
      structuredState: { confidence: 0.5 },
    });
    expect(await situations.updateDerived(id, { centroid: null })).toMatchObject({ centroid: null });
    expect(await situations.updateDerived('unknown', { temperature: 1 })).toBeNull();
  });

  it('is listed hottest first, in pages, by arc', async () => {
    for (const [i, temperature] of [0.2, 0.9, 0.9, 0].entries()) {
      const { id } = await situations.create(region, { headline: `S${i}`, lede: '' });
      await situations.updateDerived(id, { temperature, arc: temperature === 0 ? 'cold' : 'active' });
    }
    const first = await situations.list(region, { first: 3 });
    expect(first).toMatchObject({ totalCount: 4, hasNextPage: true });
    const second = await situations.list(region, { first: 3, after: first.endCursor });
    expect([...first.items, ...second.items].map(({ temperature }) => temperature)).toEqual([0.9, 0.9, 0.2, 0]);
    expect((await situations.list(region, { arc: 'cold' })).items.map(({ headline }) => headline)).toEqual(['S3']);
  });

  it('counts its members, and lists signals that are in none', async () => {
    const stored = await signals.store(
      region,
      [
        draft({ title: 'T', type: 'tension', embedding: axis(1) }),
        draft({ title: 'A', embedding: axis(2) }),
        draft({ title: 'B', embedding: axis(3), evidence: evidence({ retrievedAt: '2026-03-02T00:00:00Z' }) }),
      ],
      createAlways,
    );
    const [tension, aid, other] = stored.map(({ id }) => id) as [string, string, string];
    const { id } = await situations.create(region, { headline: 'S', lede: '' });
    const row = (signalId: string) => ({ signalId, situationId: id, confidence: 0.8, reasoning: 'same cause' });
    expect(await situations.assign([row(tension), row(aid), row('unknown')])).toBe(2);
    await situations.assign([{ ...row(aid), confidence: 0.9 }]);
    expect(await situations.get(id)).toMatchObject({ signalCount: 2, tensionCount: 1 });
    expect((await situations.memberIds(region)).get(id)).toEqual([tension, aid].sort());
    const members = await situations.members(id);
    expect(members.find(({ signal }) => signal.id === aid)).toMatchObject({ confidence: 0.9, reasoning: 'same cause' });
    expect((await signals.situationsOf([aid])).get(aid)).toMatchObject([
      { situation: { id, structuredState: {} }, confidence: 0.9 },
    ]);
    expect((await signals.list(region, { situationId: id })).totalCount).toBe(2);
    expect((await situations.unassignedSignals(region, 10)).map((signal) => signal.id)).toEqual([other]);
    await signals.mark([other], { wovenAt: '2026-03-03T00:00:00Z' });
    expect(await situations.unassignedSignals(region, 10, '2026-03-02T00:00:00Z')).toEqual([]);
    expect(await situations.unassignedSignals(region, 10, '2026-03-04T00:00:00Z')).toHaveLength(1);
    expect(await situations.unassign([row(aid)])).toBe(1);
    expect(await situations.get(id)).toMatchObject({ signalCount: 1 });
  });

  it('merges into another that gets its members and dispatches, and takes that back', async () => {
    const stored = await signals.store(
      region,
      [draft({ title: 'A', embedding: axis(2) }), draft({ title: 'B', embedding: axis(3) })],
      createAlways,
    );
    const [a = '', b = ''] = stored.map(({ id }) => id);
    const survivor = await situations.create(region, { headline: 'Old', lede: '' });
    const duplicate = await situations.create(region, { headline: 'Young', lede: '' });
    const last = await situations.create(region, { headline: 'Last', lede: '' });
    await situations.assign(
      [
        [a, survivor.id],
        [a, duplicate.id],
        [b, duplicate.id],
      ].map(([signalId = '', situationId = '']) => ({ signalId, situationId, confidence: 1, reasoning: null })),
    );
    const body = `People are fed. [signal:${b}]`;
    await situations.addDispatch(duplicate.id, { ...dispatch, body, cites: [b] });

    expect(await situations.merge(survivor.id, duplicate.id, 'one cause')).toBe(true);
    expect(await situations.get(survivor.id)).toMatchObject({ signalCount: 2, dispatchCount: 1 });
    expect((await situations.dispatches([survivor.id])).get(survivor.id)).toMatchObject([{ body, cites: [b] }]);
    expect((await situations.list(region)).items.map(({ headline }) => headline).toSorted()).toEqual(['Last', 'Old']);
    expect(await situations.merge(survivor.id, duplicate.id, 'again')).toBe(false);
    expect(await situations.merge(last.id, survivor.id, 'one cause, too')).toBe(true);
    expect(await situations.get(duplicate.id)).toMatchObject({ id: last.id, signalCount: 2 });

    expect(await situations.unmerge(survivor.id)).toBe(true);
    expect(await situations.unmerge(duplicate.id)).toBe(true);
    expect(await situations.unmerge(duplicate.id)).toBe(false);
    for (const [id, signalCount] of [
      [survivor.id, 1],
      [duplicate.id, 2],
      [last.id, 0],
    ] as const)
      expect(await situations.get(id)).toMatchObject({ id, signalCount });
  });

  it('candidates are near by story or by cause, each once, by true cosine', async () => {
    const byStory = await situations.create(region, {
      headline: 'Story',
      lede: '',
      narrativeEmbedding: axis(50),
      causalEmbedding: axis(60),
    });
    const byCause = await situations.create(region, {
      headline: 'Cause',
      lede: '',
      narrativeEmbedding: axis(61),
      causalEmbedding: near(50, 0.8),
    });
    await situations.create(region, {
      headline: 'Far',
      lede: '',
      narrativeEmbedding: axis(62),
      causalEmbedding: axis(63),
    });
    const other = testRegion('situations-other');
    await situations.create(other, { headline: 'Elsewhere', lede: '', narrativeEmbedding: axis(50) });
    const found = await situations.candidates(region, axis(50), { k: 5, minCosine: 0.6 });
    expect(found.map(({ situation, via }) => [situation.id, via])).toEqual([
      [byStory.id, 'narrative'],
      [byCause.id, 'causal'],
    ]);
    expect(found[1]?.cosine).toBeCloseTo(0.8, 5);
    expect(await situations.candidates(region, axis(50), { k: 1, minCosine: 0.6 })).toHaveLength(1);
    expect(await situations.candidates(region, [], { k: 1, minCosine: 0.6 })).toEqual([]);
    await clearRegion(db, other);
  });

  it('the same dispatch is added once, and cites only signals that exist', async () => {
    const [stored] = await signals.store(region, [draft()], createAlways);
    const { id } = await situations.create(region, { headline: 'S', lede: '' });
    const body = `People are fed. [signal:${stored!.id}]`;
    const added = await situations.addDispatch(id, { ...dispatch, body, cites: [stored!.id, 'unknown'] });
    expect(added).toMatchObject({
      created: true,
      dispatch: { situationId: id, body, cites: [stored!.id], createdAt: NOW },
    });
    expect(await situations.addDispatch(id, { ...dispatch, body, cites: [stored!.id] })).toMatchObject({
      created: false,
    });
    const flagged = {
      ...dispatch,
      body: 'No citation.',
      cites: [],
      flaggedForReview: true,
      flagReason: 'uncited',
      createdAt: '2026-03-02T00:00:00Z',
    };
    await situations.addDispatch(id, flagged);
    expect((await situations.dispatches([id])).get(id)?.map(({ flagReason, cites }) => [flagReason, cites])).toEqual([
      ['uncited', []],
      [null, [stored!.id]],
    ]);
    expect(await situations.get(id)).toMatchObject({ dispatchCount: 2 });
    expect(await situations.addDispatch('unknown', flagged)).toBeNull();
  });

  it('knows the sources and the entities behind its members', async () => {
    const { created } = await new SourceRepository(db).upsertMany(region, [
      { canonicalKey: 'k', canonicalValue: 'k', kind: 'page', role: 'mixed', discoveryMethod: 'curated', weight: 0.5 },
    ]);
    const [stored] = await signals.store(region, [draft({ sourceId: created[0]!.id })], createAlways);
    const { id } = await situations.create(region, { headline: 'S', lede: '' });
    await situations.assign([{ signalId: stored!.id, situationId: id, confidence: 1, reasoning: null }]);
    expect((await situations.sourcesOf([id])).get(id)).toEqual(created);
    const at = '2026-03-01T10:00:00.000Z';
    expect(await situations.entitiesOf(id)).toEqual([
      { entity: 'example.org', firstSeen: at, lastSeen: at, signalIds: [stored!.id] },
    ]);
  });
});
