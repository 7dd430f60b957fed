import type { GraphDatabase } from '../database/graph-database.js';
import type { NewActor } from '../model.js';
import { SignalRepository } from '../signals/signal.repository.js';
import { SourceRepository } from '../sources/source.repository.js';
import { axis, createAlways, decideByRule, draft } from '../testing/signal-drafts.js';
import { clearRegion, testGraph, testRegion } from '../testing/test-graph.js';
import { ActorRepository } from './actor.repository.js';

const actor = (entityId: string, overrides: Partial<NewActor> = {}): NewActor => ({
  entityId,
  name: entityId,
  type: 'organization',
  description: null,
  domains: [],
  socialUrls: [],
  locationName: null,
  location: null,
  contact: null,
  discoveryDepth: 0,
  evidence: null,
  ...overrides,
});

describe('actors of a region', () => {
  let db: GraphDatabase;
  let actors: ActorRepository;
  let signals: SignalRepository;
  let region: string;
  beforeAll(async () => {
    db = await testGraph();
    actors = new ActorRepository(db);
    signals = new SignalRepository(db);
  }, 120_000);
  beforeEach(() => {
    region = testRegion('actors');
  });
  afterEach(() => clearRegion(db, region));
  afterAll(() => db.close());

  const add = async (...list: NewActor[]) => (await actors.upsertMany(region, list)).created;

  it('known by entity id, an actor gains what was unknown and keeps what is known', async () => {
    const evidence = { url: 'https://a.org', quote: 'we feed people' };
    const [created] = await add(actor('a.org', { name: 'A', domains: ['a.org'], evidence }));
    expect(created).toMatchObject({ region, name: 'A', evidence, signalCount: 0, location: null });
    const again = await actors.upsertMany(region, [
      actor('a.org', {
        name: 'B',
        description: 'Food',
        domains: ['a.org', 'a.net'],
        location: { latitude: 30, longitude: -97 },
      }),
    ]);
    expect(again).toEqual({ created: [], existing: 1 });
    expect(await actors.byEntityId(region, 'a.org')).toMatchObject({
      id: created!.id,
      name: 'A',
      description: 'Food',
      domains: ['a.org', 'a.net'],
      location: { latitude: 30, longitude: -97 },
      evidence,
    });
    expect(await actors.get(created!.id)).not.toBeNull();
    expect(await actors.get('unknown')).toBeNull();
  });

  it('is listed by name, in pages, filtered by type and part of the name', async () => {
    await add(
      actor('c', { name: 'City Council', type: 'government_body' }),
      actor('a', { name: 'Aid Now' }),
      actor('b', { name: 'Aid Now' }),
    );
    const first = await actors.list(region, { first: 2 });
    expect(first).toMatchObject({ totalCount: 3, hasNextPage: true });
    const second = await actors.list(region, { first: 2, after: first.endCursor });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['Aid Now', 'Aid Now', 'City Council']);
    expect((await actors.list(region, { type: 'government_body' })).totalCount).toBe(1);
    expect((await actors.list(region, { search: 'council' })).items.map(({ entityId }) => entityId)).toEqual(['c']);
  });

  it('candidates share the name but for case, punctuation and legal form, and the type', async () => {
    await add(
      actor('a', { name: 'The Food Bank, Inc.' }),
      actor('b', { name: 'food bank' }),
      actor('c', { name: 'Food Bank', type: 'coalition' }),
      actor('d', { name: 'Food Banks' }),
    );
    const found = await actors.candidates(region, 'FOOD BANK LLC', 'organization');
    expect(found.map(({ entityId }) => entityId).sort()).toEqual(['a', 'b']);
  });

  it('keeps one decision per pair, the last one', async () => {
    const decision = { reason: 'same domain', decidedBy: 'supervisor' };
    await actors.recordDecision(region, { ...decision, firstId: 'x', secondId: 'b', same: true });
    await actors.recordDecision(region, {
      ...decision,
      firstId: 'b',
      secondId: 'x',
      same: false,
      decidedBy: 'operator',
    });
    expect(await actors.decisions(region)).toEqual([
      {
        ...decision,
        firstId: 'b',
        secondId: 'x',
        same: false,
        decidedBy: 'operator',
        decidedAt: expect.any(String) as string,
      },
    ]);
  });

  it('is linked to signals and known by their places', async () => {
    const [known] = await add(actor('a'));
    const [stored] = await signals.store(region, [draft()], createAlways);
    const row = { entityId: 'a', signalId: stored!.id, role: 'organizer' } as const;
    expect(await actors.linkToSignals(region, [row, { ...row, entityId: 'unknown' }])).toBe(1);
    await actors.linkToSignals(region, [row]);
    expect((await actors.get(known!.id))?.signalCount).toBe(1);
    const places = await actors.placesOf([known!.id], '2026-01-01T00:00:00Z');
    expect(places.get(known!.id)).toMatchObject([
      {
        signalId: stored!.id,
        role: row.role,
        locationName: 'Community Hall',
        location: { latitude: 30.27, longitude: -97.74 },
      },
    ]);
    expect((await actors.placesOf([known!.id], '2026-12-01T00:00:00Z')).size).toBe(0);
    expect(await actors.updateLocations([{ id: known!.id, locationName: 'Hall', location: null }])).toBe(1);
    expect(await actors.get(known!.id)).toMatchObject({ locationName: 'Hall', location: null });
  });

  it('orphans have neither signal nor source', async () => {
    const sources = new SourceRepository(db);
    await add(actor('alone'), actor('publisher'), actor('acting'));
    const { created } = await sources.upsertMany(region, [
      { canonicalKey: 'k', canonicalValue: 'k', kind: 'page', role: 'mixed', discoveryMethod: 'curated', weight: 0.5 },
    ]);
    await sources.linkActor('publisher', created[0]!.id);
    const [stored] = await signals.store(region, [draft()], createAlways);
    await actors.linkToSignals(region, [{ entityId: 'acting', signalId: stored!.id, role: 'mentioned' }]);
    expect((await actors.orphans(region)).map(({ entityId }) => entityId)).toEqual(['alone']);
  });

  it('a name in a text means the organisation of that name, not a second one', async () => {
    await add(actor('foodbank.org', { name: 'Millbrook Food Bank', domains: ['foodbank.org'] }));
    const named = {
      name: 'The Millbrook Food Bank, Inc.',
      entityId: 'actor:millbrook-food-bank',
      type: 'organization',
      role: 'organizer',
    } as const;
    await signals.store(region, [draft({ title: 'Pantry hours', actors: [named] })], createAlways);
    expect((await actors.list(region)).items).toMatchObject([{ entityId: 'foodbank.org', signalCount: 1 }]);
  });

  it('who was only named becomes the one with a site when it is found', async () => {
    const named = {
      name: 'Creek Friends',
      entityId: 'actor:creek-friends',
      type: 'organization',
      role: 'organizer',
    } as const;
    await signals.store(region, [draft({ title: 'Cleanup', actors: [named] })], createAlways);
    await actors.upsertMany(region, [actor('creek.org', { name: 'Creek Friends', domains: ['creek.org'] })]);
    expect((await actors.list(region)).items).toMatchObject([
      { name: 'Creek Friends', domains: ['creek.org'], signalCount: 1 },
    ]);
  });

  it('persons and organisations of one name stay apart, and so do two sites of one name', async () => {
    await add(
      actor('north.org', { name: 'Jordan Rivers', domains: ['north.org'] }),
      actor('south.org', { name: 'Jordan Rivers', domains: ['south.org'] }),
    );
    const person = {
      name: 'Jordan Rivers',
      entityId: 'actor:jordan-rivers',
      type: 'individual',
      role: 'author',
    } as const;
    await signals.store(region, [draft({ title: 'A letter', actors: [person] })], createAlways);
    expect((await actors.list(region)).items.map(({ type, signalCount }) => [type, signalCount])).toEqual(
      expect.arrayContaining([
        ['individual', 1],
        ['organization', 0],
        ['organization', 0],
      ]),
    );
  });

  it('merged, the survivor has the signals and answers to both entity ids; taken back, both are as before', async () => {
    const [one, two] = await add(actor('one'), actor('two'));
    const mention = (entityId: string) =>
      ({ name: entityId, entityId, type: 'organization', role: 'organizer' }) as const;
    const store = (title: string, index: number, entityId: string) =>
      signals.store(region, [draft({ title, embedding: axis(index), actors: [mention(entityId)] })], decideByRule);
    await store('First', 1, 'two');
    expect(await actors.merge(one!.id, two!.id)).toBe(true);
    await store('Second', 2, 'two');
    expect(await actors.upsertMany(region, [actor('two', { contact: 'office@two.org' })])).toEqual({
      created: [],
      existing: 1,
    });
    expect((await actors.list(region)).items).toMatchObject([
      { entityId: 'one', signalCount: 2, contact: 'office@two.org' },
    ]);
    expect(await actors.unmerge(two!.id)).toBe(true);
    expect(await actors.get(two!.id)).toMatchObject({ entityId: 'two', signalCount: 1 });
    expect(await actors.get(one!.id)).toMatchObject({ signalCount: 1 });
    expect(await actors.unmerge(two!.id)).toBe(false);
  });
});
