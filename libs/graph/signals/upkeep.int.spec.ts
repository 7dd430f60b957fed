import type { GraphDatabase } from '../database/graph-database.js';
import type { SignalDraft } from '../model.js';
import { SituationRepository } from '../situations/situation.repository.js';
import { ResponseRepository } from '../responses/response.repository.js';
import { axis, createAlways, decideByRule, draft, evidence } from '../testing/signal-drafts.js';
import { clearRegion, testGraph, testRegion } from '../testing/test-graph.js';
import { SignalRepository } from './signal.repository.js';

const RULES = {
  gatheringGraceDays: 7,
  needDays: 60,
  noticeDays: 90,
  unconfirmedDays: 30,
  ongoingAidDays: 60,
  maxAgeDays: 365,
};
const NOW = new Date('2026-06-30T00:00:00Z');
const found = (retrievedAt: string, entity = 'example.org') => ({ evidence: evidence({ retrievedAt, entity }) });

describe('keeping signals', () => {
  let db: GraphDatabase;
  let signals: SignalRepository;
  let region: string;
  beforeAll(async () => {
    db = await testGraph();
    signals = new SignalRepository(db);
  }, 120_000);
  beforeEach(() => {
    region = testRegion('upkeep');
  });
  afterEach(() => clearRegion(db, region));
  afterAll(() => db.close());

  const store = async (...overrides: Partial<SignalDraft>[]): Promise<string[]> => {
    const drafts = overrides.map((override, i) => draft({ title: `Signal ${i}`, embedding: axis(i), ...override }));
    return (await signals.store(region, drafts, createAlways)).map(({ id }) => id);
  };
  const statuses = async (ids: readonly string[]) =>
    (await signals.getMany(ids)).map(({ reviewStatus }) => reviewStatus);

  it('reaps what is over, too old or unconfirmed, and nothing else', async () => {
    const gathering = (endsAt: string | null, more: Partial<SignalDraft> = {}): Partial<SignalDraft> => ({
      type: 'gathering',
      startsAt: endsAt,
      endsAt,
      ...found('2026-06-01T00:00:00Z'),
      ...more,
    });
    const weekly = { rrule: 'FREQ=WEEKLY', nextOccurrence: '2026-06-10T00:00:00Z' };
    const ids = await store(
      gathering('2026-06-20T00:00:00Z'),
      gathering('2026-06-25T00:00:00Z'),
      gathering(null),
      gathering('2026-06-01T00:00:00Z', { ...weekly, nextOccurrence: '2026-07-01T00:00:00Z' }),
      gathering('2026-06-01T00:00:00Z', weekly),
      gathering('2026-01-01T00:00:00Z', { ...weekly, ...found('2026-05-01T00:00:00Z') }),
      { type: 'need', ...found('2026-04-30T00:00:00Z') },
      { type: 'need', ...found('2026-05-02T00:00:00Z') },
      { type: 'notice', ...found('2026-03-31T00:00:00Z') },
      { type: 'notice', ...found('2026-04-02T00:00:00Z') },
      { type: 'tension', ...found('2026-05-30T00:00:00Z') },
      { type: 'tension', ...found('2026-06-01T00:00:00Z') },
      { type: 'aid', ...found('2026-05-30T00:00:00Z') },
      { type: 'aid', isOngoing: true, ...found('2026-05-30T00:00:00Z') },
      { type: 'aid', isOngoing: true, ...found('2026-04-30T00:00:00Z') },
      gathering(null, found('2025-06-29T00:00:00Z')),
    );
    const expired = [
      true,
      false,
      false,
      false,
      false,
      true,
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      true,
    ];
    expect(await signals.reap(region, NOW, RULES)).toEqual({ gathering: 3, need: 1, notice: 1, tension: 1, aid: 2 });
    expect((await statuses(ids)).map((status) => status === 'expired')).toEqual(expired);
    expect(await signals.reap(region, NOW, RULES)).toEqual({ gathering: 0, need: 0, notice: 0, tension: 0, aid: 0 });
  });

  it('what expired for want of confirmation is back when it is seen again, what is over is not', async () => {
    const [aid, over] = await store(found('2026-05-01T00:00:00Z'), {
      type: 'gathering',
      startsAt: '2026-05-01',
      endsAt: '2026-05-01',
      ...found('2026-05-01T00:00:00Z'),
    });
    await signals.setReview([{ id: aid!, status: 'live', reason: null }]);
    await signals.reap(region, NOW, RULES);
    expect(await statuses([aid!, over!])).toEqual(['expired', 'expired']);
    await signals.refreshByUrl(region, 'https://example.org/page', 'hash-1', NOW.toISOString());
    expect(await statuses([aid!, over!])).toEqual(['live', 'expired']);
  });

  it('moves the next occurrence on', async () => {
    const [id] = await store(
      { type: 'gathering', rrule: 'FREQ=WEEKLY', startsAt: '2026-06-01T10:00:00Z', timeZone: 'UTC' },
      {},
    );
    expect(await signals.recurringGatherings(region)).toEqual([
      { id, rrule: 'FREQ=WEEKLY', startsAt: '2026-06-01T10:00:00Z', timeZone: 'UTC', nextOccurrence: null },
    ]);
    expect(await signals.setNextOccurrences([{ id: id!, nextOccurrence: '2026-07-06T10:00:00Z' }])).toBe(1);
    expect(await signals.get(id!)).toMatchObject({ nextOccurrence: '2026-07-06T10:00:00Z' });
    await signals.setNextOccurrences([{ id: id!, nextOccurrence: null }]);
    expect(await signals.get(id!)).toMatchObject({ nextOccurrence: null });
  });

  it('reviews anew what expired as too old when something new tells of it, unless it was expired by hand', async () => {
    const later = new Date('2026-06-30T00:00:00Z');
    const seen = (url: string, quote: string) => ({
      evidence: evidence({ sourceUrl: url, quote, retrievedAt: later.toISOString() }),
      sourceUrl: url,
    });
    const need = { type: 'need', title: 'Drivers wanted', ...found('2026-04-01T00:00:00Z') } as const;
    const [old, removed] = await store(need, { type: 'need', title: 'Wanted no more' });
    await signals.setReview([{ id: old!, status: 'live', reason: 'quoted' }]);
    await signals.expire([removed!], 'withdrawn');
    expect((await signals.reap(region, later, RULES)).need).toBeGreaterThan(0);
    const tell = (title: string, at: ReturnType<typeof seen>) =>
      signals.store(region, [draft({ type: 'need', title, ...at })], decideByRule);
    await tell(need.title, seen('https://example.org/page', 'free meals every Monday'));
    expect(await statuses([old!])).toEqual(['expired']);
    await tell(need.title, seen('https://other.example', 'drivers still wanted'));
    await tell('Wanted no more', seen('https://other.example', 'wanted'));
    expect(await signals.get(old!)).toMatchObject({ reviewStatus: 'staged', reviewReason: null });
    expect(await statuses([removed!])).toEqual(['expired']);
    await signals.reap(region, later, RULES);
    expect(await statuses([old!])).toEqual(['staged']);
  });

  it('expires by hand with a reason, once', async () => {
    const [id] = await store({});
    expect(await signals.expire([id!], 'cancelled')).toBe(1);
    expect(await signals.expire([id!], 'cancelled')).toBe(0);
    expect(await statuses([id!])).toEqual(['expired']);
  });

  it('what a person decided about stays as it is until its words change; a review decides about the rest', async () => {
    const [kept, open] = await store({ title: 'Kept back' }, { title: 'Open still' });
    await signals.setReview([{ id: kept!, status: 'staged', reason: null }]);
    expect((await signals.staged(region, 2_000)).map(({ id }) => id)).not.toContain(kept);
    expect(await signals.stillStaged([kept!, open!])).toEqual([open]);
    const passed = [kept!, open!].map((id) => ({ id, status: 'live', reason: 'quoted' }) as const);
    for (const _time of ['first', 'again after a crash']) {
      expect(await signals.reviewStaged(passed)).toEqual([open]);
      expect(await statuses([kept!, open!])).toEqual(['staged', 'live']);
    }
    expect(await signals.reviewStaged([{ id: open!, status: 'staged', reason: 'held' }])).toEqual([]);
    expect(await statuses([open!])).toEqual(['live']);
  });

  it('a rejected signal keeps its reason, also when it is found again', async () => {
    const [id] = await store({ title: 'Rumour' });
    await signals.setReview([{ id: id!, status: 'rejected', reason: 'second-hand' }]);
    const [again] = await signals.store(region, [draft({ title: 'Rumour' })], decideByRule);
    expect(again).toMatchObject({ id, verdict: 'refresh' });
    expect(await signals.get(id!)).toMatchObject({ reviewStatus: 'rejected', reviewReason: 'second-hand' });
  });

  it('added evidence moves confidence and counts; contradiction is no corroboration', async () => {
    const [id] = await store({});
    const other = evidence({
      sourceUrl: 'https://press.com/1',
      entity: 'press.com',
      channel: 'press',
      relevance: 'direct',
    });
    expect(await signals.addEvidence(id!, other, 0.85)).toMatchObject({ added: true });
    expect(await signals.addEvidence(id!, { ...other, quote: 'newer words' }, 0.85)).toMatchObject({ added: false });
    const against = evidence({ sourceUrl: 'https://doubt.com/1', entity: 'doubt.com', relevance: 'contradicting' });
    await signals.addEvidence(id!, against, 0.75);
    expect(await signals.get(id!)).toMatchObject({
      confidence: 0.75,
      corroborationCount: 1,
      sourceDiversity: 2,
      channelDiversity: 2,
    });
    expect((await signals.evidenceOf([id!])).get(id!)).toHaveLength(3);
    expect(await signals.baseConfidence(id!)).toBe(0.8);
    expect(await signals.baseConfidence('unknown')).toBeNull();
    await expect(signals.addEvidence('unknown', other, 0.5)).rejects.toThrow('No signal unknown');
  });

  it('forgets coordinates that were no place, and heat is set in bulk', async () => {
    const [id] = await store({});
    expect(await signals.clearLocations([id!])).toBe(1);
    expect(
      await signals.setCauseHeat([
        { id: id!, heat: 0.4 },
        { id: 'unknown', heat: 1 },
      ]),
    ).toBe(1);
    expect(await signals.get(id!)).toMatchObject({ location: null, locationName: 'Community Hall', causeHeat: 0.4 });
  });

  it('deletes evidence of no signal, and only that', async () => {
    const [kept, gone] = await store({}, {});
    await db.write('MATCH (s:Signal {id: $id}) DETACH DELETE s', { id: gone });
    expect(await signals.deleteOrphanEvidence(region)).toBe(1);
    expect((await signals.evidenceOf([kept!])).get(kept!)).toHaveLength(1);
  });

  it('notes bookkeeping and gives it back; null erases', async () => {
    const [id] = await store({});
    const empty = {
      linkerAttempts: 0,
      linkerStatus: null,
      linkerDueAt: null,
      responsesScoutedAt: null,
      responsesDueAt: null,
      gatheringsDueAt: null,
      gatheringMisses: 0,
      investigatedAt: null,
      investigationDueAt: null,
      actorsExtractedAt: null,
      mappedAt: null,
      mappingFingerprint: null,
      wovenAt: null,
    };
    expect((await signals.bookkeepingOf([id!])).get(id!)).toEqual(empty);
    const noted = {
      linkerAttempts: 2,
      linkerStatus: 'failed',
      linkerDueAt: '2026-02-28T00:00:00.000Z',
      responsesScoutedAt: '2026-03-01T00:00:00.000Z',
      responsesDueAt: '2026-03-01T12:00:00.000Z',
      gatheringsDueAt: '2026-03-02T00:00:00.000Z',
      gatheringMisses: 1,
      investigatedAt: '2026-03-03T00:00:00.000Z',
      investigationDueAt: '2026-03-03T12:00:00.000Z',
      actorsExtractedAt: '2026-03-04T00:00:00.000Z',
      mappedAt: '2026-03-05T00:00:00.000Z',
      mappingFingerprint: 'abc',
      wovenAt: '2026-03-06T00:00:00.000Z',
    } as const;
    expect(await signals.mark([id!, 'unknown'], noted)).toBe(1);
    expect((await signals.bookkeepingOf([id!])).get(id!)).toEqual(noted);
    await signals.mark([id!], { linkerStatus: null, mappedAt: null });
    expect((await signals.bookkeepingOf([id!])).get(id!)).toEqual({ ...noted, linkerStatus: null, mappedAt: null });
  });

  describe('targets', () => {
    it('of the linker: newest sure signals without a cause, given up after three attempts, requeued ones again', async () => {
      const [old, fresh, unsure, done, tired, linked, tension] = await store(
        found('2026-06-01T00:00:00Z'),
        found('2026-06-02T00:00:00Z'),
        { confidence: 0.4 },
        {},
        {},
        {},
        { type: 'tension' },
      );
      await signals.mark([done!], { linkerStatus: 'done' });
      await signals.mark([tired!], { linkerStatus: 'failed', linkerAttempts: 3 });
      await signals.mark([old!], { linkerStatus: 'failed', linkerAttempts: 2 });
      await new ResponseRepository(db).link([
        {
          fromId: linked!,
          tensionId: tension!,
          matchStrength: 0.8,
          explanation: 'helps',
          verifiedBy: 'llm',
          kind: 'RESPONDS_TO',
        },
      ]);
      const targets = async () => (await signals.linkerTargets(region, 10)).map(({ id }) => id);
      expect(await targets()).toEqual([fresh, old]);
      expect(await signals.linkerTargets(region, 1)).toHaveLength(1);
      await signals.mark([linked!], { linkerStatus: 'requeued' });
      expect(await targets()).toEqual([fresh, old, linked]);
      expect(await targets()).not.toContain(unsure);
      await signals.mark([fresh!], { linkerDueAt: '2999-01-01T00:00:00Z' });
      expect(await targets()).toEqual([old, linked]);
    });

    it('of the response finder: fewest responses first, then heat; not within fourteen days', async () => {
      const tension = { type: 'tension' } as const;
      const [answered, cool, hot, recent, weak, aid] = await store(
        tension,
        tension,
        tension,
        tension,
        { ...tension, confidence: 0.4 },
        {},
      );
      await new ResponseRepository(db).link([
        {
          fromId: aid!,
          tensionId: answered!,
          matchStrength: 0.8,
          explanation: 'helps',
          verifiedBy: 'llm',
          kind: 'RESPONDS_TO',
        },
      ]);
      await signals.setCauseHeat([
        { id: answered!, heat: 1 },
        { id: hot!, heat: 0.9 },
        { id: cool!, heat: 0.1 },
      ]);
      await signals.mark([recent!], { responsesScoutedAt: '2026-06-20T00:00:00Z' });
      await signals.mark([cool!], { responsesScoutedAt: '2026-06-01T00:00:00Z' });
      const targets = (await signals.responseTargets(region, NOW, 10)).map(({ id }) => id);
      expect(targets).toEqual([hot, cool, answered]);
      expect(targets).not.toContain(weak);
      await signals.mark([hot!], { responsesDueAt: '2026-07-08T00:00:00Z' });
      expect((await signals.responseTargets(region, NOW, 10)).map(({ id }) => id)).toEqual([cool, answered]);
      expect((await signals.bookkeepingOf([hot!])).get(hot!)?.responsesScoutedAt).toBeNull();
      // However many newer ones there are, the hottest are taken.
      expect((await signals.hottestTensions(region, 2)).map(({ id }) => id)).toEqual([answered, hot]);
      expect((await signals.hottestTensions(region, 2, { unmet: true })).map(({ id }) => id)).toEqual([hot, cool]);
    });

    it('of the gathering finder: heated and due', async () => {
      const tension = { type: 'tension' } as const;
      const [hot, due, notDue, cold] = await store(tension, tension, tension, tension);
      await signals.setCauseHeat([hot!, due!, notDue!].map((id, i) => ({ id, heat: 0.9 - i / 10 })));
      await signals.setCauseHeat([{ id: cold!, heat: 0.09 }]);
      await signals.mark([due!], { gatheringsDueAt: NOW.toISOString() });
      await signals.mark([notDue!], { gatheringsDueAt: '2026-07-01T00:00:00Z' });
      expect((await signals.gatheringTargets(region, NOW, 10)).map(({ id }) => id)).toEqual([hot, due]);
    });

    it('of investigation: thin tensions, urgent needs, thin situations; one per voice, not within seven days', async () => {
      const voice = (entity: string) => found('2026-06-01T00:00:00Z', entity);
      const [thin, sameVoice, urgent, calm, recent, inThin] = await store(
        { type: 'tension', ...voice('a.org') },
        { type: 'tension', ...voice('a.org') },
        { type: 'need', urgency: 'critical', ...voice('b.org') },
        { type: 'need', urgency: 'low', ...voice('c.org') },
        { type: 'tension', ...voice('d.org') },
        { type: 'aid', ...voice('e.org') },
      );
      await signals.mark([recent!], { investigatedAt: '2026-06-25T00:00:00Z' });
      await signals.setCauseHeat([
        { id: thin!, heat: 0.5 },
        { id: sameVoice!, heat: 0.4 },
      ]);
      const situations = new SituationRepository(db);
      const situation = await situations.create(region, { headline: 'Thin', lede: '' });
      await situations.assign([{ signalId: inThin!, situationId: situation.id, confidence: 0.9, reasoning: null }]);
      const targets = (await signals.investigationTargets(region, NOW, 10)).map(({ id }) => id);
      expect(targets[0]).toBe(thin);
      expect(new Set(targets)).toEqual(new Set([thin, urgent, inThin]));
      expect(targets).not.toContain(calm);
      await signals.mark([urgent!], { investigationDueAt: '2026-07-08T00:00:00Z' });
      const later = (await signals.investigationTargets(region, NOW, 10)).map(({ id }) => id);
      expect(new Set(later)).toEqual(new Set([thin, inThin]));
    });

    it('of actor extraction: signals without actors, each looked at once', async () => {
      const [bare, looked] = await store(
        {},
        {},
        { actors: [{ name: 'Org', entityId: 'org', type: 'organization', role: 'mentioned' }] },
      );
      await signals.mark([looked!], { actorsExtractedAt: NOW.toISOString() });
      expect((await signals.withoutActors(region, 10)).map(({ id }) => id)).toEqual([bare]);
    });
  });
});
