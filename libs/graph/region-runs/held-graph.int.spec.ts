import { ActorRepository } from '../actors/actor.repository.js';
import type { GraphDatabase } from '../database/graph-database.js';
import { FindingRepository } from '../findings/finding.repository.js';
import type { NewActor, NewSource } from '../model.js';
import { PinRepository } from '../pins/pin.repository.js';
import { ResponseRepository } from '../responses/response.repository.js';
import { SignalRepository } from '../signals/signal.repository.js';
import { SimilarityRepository } from '../similarity/similarity.repository.js';
import { SituationRepository } from '../situations/situation.repository.js';
import { SourceRepository } from '../sources/source.repository.js';
import { ScoutTaskRepository } from '../tasks/scout-task.repository.js';
import { axis, createAlways, draft } from '../testing/signal-drafts.js';
import { clearRegion, testGraph, testRegion } from '../testing/test-graph.js';
import { graphHeldBy } from './held-graph.js';
import { RegionScoutRunRepository } from './region-scout-run.repository.js';

class Lost extends Error {}

const source = (key: string): NewSource => ({
  canonicalKey: key,
  canonicalValue: key,
  kind: 'page',
  role: 'mixed',
  discoveryMethod: 'curated',
  weight: 0.5,
});
const actor = (entityId: string): NewActor => ({
  entityId,
  name: `Actor ${entityId}`,
  type: 'organization',
  description: null,
  domains: [],
  socialUrls: [],
  locationName: null,
  location: null,
  contact: null,
  discoveryDepth: 0,
  evidence: null,
});
const finding = {
  type: 'source_failing',
  severity: 'warning',
  targetId: 't',
  targetLabel: 't',
  description: 'd',
  suggestedAction: null,
} as const;
const situation = { id: 'held-situation', headline: 'Rents', lede: 'Rents rise' };

/** All nodes and edges of the region but the hold itself, with their properties. */
const SNAPSHOT = `
MATCH (n) WHERE n.region = $region AND NOT n:RegionScoutRun
RETURN labels(n) AS labels, properties(n) AS properties,
  COLLECT { MATCH (n)-[r]->(m) RETURN type(r) + ' ' + coalesce(m.id, m.slug, '') + ' ' + toString(r.weight) AS edge ORDER BY edge } AS edges
ORDER BY labels, n.id`;

describe('the graph as a run may write to it', () => {
  let db: GraphDatabase;
  let region: string;
  let runs: RegionScoutRunRepository;
  const take = (runId: string) => runs.transition(region, { allowedFrom: ['idle'], to: 'running_scrape', runId });
  const heldBy = (runId: string): GraphDatabase =>
    graphHeldBy(db, { region, runId }, (holder) => new Lost(`held by ${holder ?? 'nobody'}`));

  beforeAll(async () => {
    db = await testGraph();
    runs = new RegionScoutRunRepository(db);
  }, 120_000);
  beforeEach(() => {
    region = testRegion('held');
  });
  afterEach(() => clearRegion(db, region));
  afterAll(() => db.close());

  it('takes what the holder writes, and lets everybody read', async () => {
    await take('mine');
    const { created } = await new SourceRepository(heldBy('mine')).upsertMany(region, [source('a')]);
    expect(created).toHaveLength(1);
    expect(await new SourceRepository(heldBy('another')).get(created[0]!.id)).not.toBeNull();
  });

  it.each([
    ['reset', () => runs.reset(region)],
    ['taken by another run', () => runs.reset(region).then(() => take('another'))],
  ])('changes nothing for a run whose region was %s', async (_how, lose) => {
    await take('mine');
    const sources = new SourceRepository(db);
    const [known] = (await sources.upsertMany(region, [source('known')])).created;
    const signals = new SignalRepository(db);
    const [one, two] = await signals.store(
      region,
      [
        draft({ type: 'tension', title: 'Rents', embedding: axis(1), runId: 'mine' }),
        draft({ type: 'aid', title: 'Legal aid', embedding: axis(2), runId: 'mine' }),
      ],
      createAlways,
    );
    await new ActorRepository(db).upsertMany(region, [actor('known')]);
    const [person] = (await new ActorRepository(db).list(region, { first: 10 })).items;
    const id = `${region}-s`;
    await new SituationRepository(db).create(region, { ...situation, id });
    const [open] = await new FindingRepository(db).upsert(region, [finding]);
    await lose();
    const before = await db.read(SNAPSHOT, { region });

    const held = heldBy('mine');
    const pair = { fromId: two!.id, tensionId: one!.id };
    const writes: Record<string, () => Promise<unknown>> = {
      'adds a source': () => new SourceRepository(held).upsertMany(region, [source('late')]),
      'updates a source': () => new SourceRepository(held).update([{ id: known!.id, weight: 0.9 }]),
      'counts a scrape': () =>
        new SourceRepository(held).recordScrapes(region, [
          { id: known!.id, succeeded: true, signals: 1, corroborated: 0, tensions: 0, at: '2026-03-01T00:00:00Z' },
        ]),
      'boosts sources': () => new SourceRepository(held).boost([known!.id], 1.2, 1),
      'links an actor to a source': () => new SourceRepository(held).linkActor('known', known!.id),
      'pins a source': () =>
        new PinRepository(held).add(region, [{ sourceId: known!.id, reason: 'r', createdBy: 'c' }]),
      'adds an actor': () => new ActorRepository(held).upsertMany(region, [actor('late')]),
      'moves an actor': () =>
        new ActorRepository(held).updateLocations([{ id: person!.id, locationName: 'Hall', location: null }]),
      'links an actor to a signal': () =>
        new ActorRepository(held).linkToSignals(region, [{ entityId: 'known', signalId: one!.id, role: 'mentioned' }]),
      'stores a signal': () =>
        new SignalRepository(held).store(
          region,
          [draft({ title: 'Late', embedding: axis(4), runId: 'mine' })],
          createAlways,
        ),
      'reviews a signal': () => new SignalRepository(held).setReview([{ id: one!.id, status: 'live', reason: 'late' }]),
      'reviews a staged signal': () =>
        new SignalRepository(held).reviewStaged([{ id: one!.id, status: 'live', reason: 'late' }]),
      'marks a signal': () => new SignalRepository(held).mark([one!.id], { wovenAt: '2026-03-01T00:00:00Z' }),
      'links a response': () =>
        new ResponseRepository(held).link([
          { ...pair, matchStrength: 1, explanation: 'late', verifiedBy: 'llm', kind: 'RESPONDS_TO' },
        ]),
      'writes similarity': () =>
        new SimilarityRepository(held).upsertEdges(region, [{ a: one!.id, b: two!.id, cosine: 0.9, weight: 0.9 }]),
      'opens a situation': () => new SituationRepository(held).create(region, { ...situation, id: `${id}-late` }),
      'assigns to a situation': () =>
        new SituationRepository(held).assign([
          { signalId: one!.id, situationId: id, confidence: 1, reasoning: 'late' },
        ]),
      'writes a dispatch': () =>
        new SituationRepository(held).addDispatch(id, {
          type: 'update',
          body: `Late [signal:${one!.id}].`,
          cites: [one!.id],
          flaggedForReview: false,
          flagReason: null,
          fidelityScore: 1,
          createdAt: '2026-03-01T00:00:00Z',
        }),
      'records a finding': () => new FindingRepository(held).upsert(region, [{ ...finding, targetId: 'late' }]),
      'resolves a finding': () => new FindingRepository(held).setStatus(open!.id, 'resolved', 'late'),
      'raises a task': () =>
        new ScoutTaskRepository(held).upsert(region, [
          { key: 'k', source: 'beacon', query: 'q', center: null, radiusKm: null, priority: 1, reason: 'late' },
        ]),
    };
    for (const [what, write] of Object.entries(writes)) {
      const outcome = await write().then(
        () => 'written',
        (error: unknown) => error,
      );
      expect([what, outcome]).toEqual([what, expect.any(Lost)]);
    }
    expect(await db.read(SNAPSHOT, { region })).toEqual(before);
  });
});
