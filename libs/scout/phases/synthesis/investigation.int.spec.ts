import type { GraphDatabase } from '#graph';
import { SignalRepository } from '#graph';
import { createAlways, draft, evidence } from '../../../graph/testing/signal-drafts.js';
import { clearRegion, testGraph, testRegion } from '../../../graph/testing/test-graph.js';
import { addNewEvidence } from './investigation.js';

describe('evidence found by investigation', () => {
  const region = testRegion('investigation');
  let db: GraphDatabase;
  beforeAll(async () => {
    db = await testGraph();
  });
  afterAll(async () => {
    await clearRegion(db, region);
    await db.close();
  });

  it('raises a confidence by no more than its cap, however many runs find it, and a page counts once', async () => {
    const signals = new SignalRepository(db);
    const [stored] = await signals.store(region, [draft({ confidence: 0.5 })], createAlways);
    const id = stored!.id;
    const from = (host: string, relevance: 'direct' | 'contradicting') =>
      evidence({ sourceUrl: `https://${host}/1`, entity: host, relevance, confidence: 0.9 });
    for (const host of ['a.org', 'b.org', 'c.org', 'd.org', 'e.org'])
      expect(await addNewEvidence(signals, id, from(host, 'direct'))).toBe(true);
    expect(await addNewEvidence(signals, id, from('a.org', 'direct'))).toBe(false);
    expect((await signals.get(id))?.confidence).toBeCloseTo(0.65);
    await addNewEvidence(signals, id, from('f.org', 'contradicting'));
    expect((await signals.get(id))?.confidence).toBeCloseTo(0.55);
  });
});
