import type { GraphDatabase } from '../database/graph-database.js';
import { SignalRepository } from '../signals/signal.repository.js';
import { SourceRepository } from '../sources/source.repository.js';
import { createAlways, draft } from '../testing/signal-drafts.js';
import { clearRegion, testGraph, testRegion } from '../testing/test-graph.js';
import { FindingRepository } from './finding.repository.js';

describe('findings of a region', () => {
  let db: GraphDatabase;
  let findings: FindingRepository;
  let region: string;
  beforeAll(async () => {
    db = await testGraph();
    findings = new FindingRepository(db);
  }, 120_000);
  beforeEach(() => {
    region = testRegion('findings');
  });
  afterEach(() => clearRegion(db, region));
  afterAll(() => db.close());

  const finding = (targetId: string, severity: 'info' | 'warning' | 'error' = 'warning') => ({
    type: 'near_duplicate',
    severity,
    targetId,
    targetLabel: 'Signal',
    description: 'two alike',
    suggestedAction: 'merge',
  });

  it('seen again it counts up; resolved it opens again, dismissed it stays', async () => {
    const [first] = await findings.upsert(region, [finding('a')]);
    expect(first).toMatchObject({ status: 'open', seenCount: 1, region });
    expect(await findings.upsert(region, [{ ...finding('a'), description: 'still' }])).toMatchObject([
      { id: first!.id, seenCount: 2, description: 'still' },
    ]);
    expect(await findings.setStatus(first!.id, 'resolved', 'merged')).toMatchObject({
      status: 'resolved',
      reason: 'merged',
    });
    expect(await findings.upsert(region, [finding('a')])).toMatchObject([{ status: 'open', reason: null }]);
    await findings.setStatus(first!.id, 'dismissed', 'not alike');
    expect(await findings.upsert(region, [finding('a')])).toMatchObject([
      { status: 'dismissed', reason: 'not alike', seenCount: 4 },
    ]);
    expect(await findings.setStatus('unknown', 'open', null)).toBeNull();
  });

  it('is listed in pages and filtered', async () => {
    await findings.upsert(region, [finding('a'), finding('b', 'error'), finding('c')]);
    const first = await findings.list(region, { first: 2 });
    const second = await findings.list(region, { first: 2, after: first.endCursor });
    expect(first).toMatchObject({ totalCount: 3, hasNextPage: true });
    expect(new Set([...first.items, ...second.items].map(({ targetId }) => targetId))).toEqual(
      new Set(['a', 'b', 'c']),
    );
    expect((await findings.list(region, { severity: 'error' })).items.map(({ targetId }) => targetId)).toEqual(['b']);
    expect((await findings.list(region, { status: 'resolved' })).totalCount).toBe(0);
    expect((await findings.list(region, { type: 'near_duplicate', targetId: 'c' })).totalCount).toBe(1);
  });

  it('counts open ones against the sources of their signals', async () => {
    const { created } = await new SourceRepository(db).upsertMany(region, [
      { canonicalKey: 'k', canonicalValue: 'k', kind: 'page', role: 'mixed', discoveryMethod: 'curated', weight: 0.5 },
    ]);
    const [stored] = await new SignalRepository(db).store(region, [draft({ sourceId: created[0]!.id })], createAlways);
    const [one] = await findings.upsert(region, [
      finding(stored!.id),
      { ...finding(stored!.id), type: 'low_confidence' },
      finding('other'),
    ]);
    expect(await findings.openCountsBySource(region)).toEqual(new Map([[created[0]!.id, 2]]));
    await findings.setStatus(one!.id, 'resolved', null);
    expect(await findings.openCountsBySource(region)).toEqual(new Map([[created[0]!.id, 1]]));
  });
});
