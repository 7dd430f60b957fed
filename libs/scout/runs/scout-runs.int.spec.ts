import { randomUUID } from 'node:crypto';
import type { RunId } from '#durable';
import { RegionRepository, RegionScoutRunRepository, type RegionScope } from '#graph';
import { completeStatus, runningStatus } from '../phases/registry.js';
import { openStoresLab, type StoresLab } from '../stores/testing/stores-lab.js';
import { RegionLookup } from './region-lookup.js';
import { ScoutRuns, type ScoutRunsParts } from './scout-runs.js';

describe('run control on real stores', () => {
  let lab: StoresLab;
  let regionRuns: RegionScoutRunRepository;
  let regions: RegionRepository;
  let runs: ScoutRuns;
  let parts: ScoutRunsParts;
  let spent = 0;

  beforeAll(async () => {
    lab = await openStoresLab();
    regionRuns = new RegionScoutRunRepository(lab.stores.graph);
    regions = new RegionRepository(lab.stores.graph);
    parts = {
      lookup: new RegionLookup(regions, { geocode: () => Promise.resolve(null) }),
      regionRuns,
      budget: { status: () => Promise.resolve({ spentMicroUsd: spent, reservedMicroUsd: 0, limitMicroUsd: 1_000 }) },
      durable: lab.durable,
      pool: lab.stores.pool,
      mode: 'town',
      has: { llm: true, search: true },
      clock: () => new Date(),
    };
    runs = new ScoutRuns(parts);
  }, 60_000);
  afterAll(() => lab.close());
  beforeEach(() => {
    spent = 0;
  });

  const region = async (): Promise<RegionScope> => {
    const slug = `runs-${randomUUID().slice(0, 8)}-tx`;
    return regions.upsert({
      slug,
      name: slug,
      center: { latitude: 30, longitude: -97 },
      radiusKm: 10,
      timeZone: 'America/Chicago',
      geoTerms: [slug],
    });
  };
  const start = (query: string, kind: Parameters<ScoutRuns['start']>[0]['kind'] = 'full', idempotencyKey?: string) =>
    runs.start({ query, kind, idempotencyKey, actor: 'test' });

  it('lets one of twenty simultaneous starts win and tells the others that the region is busy', async () => {
    const { slug } = await region();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => start(slug)));
    expect(outcomes.filter((outcome) => outcome.success)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.success && outcome.code === 'REGION_BUSY')).toHaveLength(19);
    const held = await regionRuns.get(slug);
    const winner = outcomes.find((outcome) => outcome.success);
    expect(winner?.success === true && winner.run?.id).toBe(held.runId);
    expect(held.status).toBe(runningStatus('bootstrap'));
  }, 30_000);

  it('names a full run by region and unix time, with six phases under it', async () => {
    const { slug } = await region();
    const outcome = await start(slug);
    expect(outcome.success && outcome.run?.id).toMatch(new RegExp(`^${slug}-\\d{10}$`));
    const id = (outcome.success ? outcome.run?.id : '') as RunId;
    expect((await lab.durable.descendants(id)).map((run) => run.kind)).toHaveLength(6);
  });

  it.each(['actor_discovery', 'scrape', 'synthesis', 'situation_weaver', 'supervisor'] as const)(
    'refuses %s in a region that was never scouted, before anything is dispatched',
    async (phase) => {
      const { slug } = await region();
      expect(await start(slug, phase)).toMatchObject({
        success: false,
        code: 'PHASE_PREREQUISITE_MISSING',
        unblocks: expect.stringMatching(/run/i) as string,
      });
      expect(await lab.durable.list({ objectKey: slug, first: 10 })).toHaveLength(0);
      expect((await regionRuns.get(slug)).status).toBe('idle');
    },
  );

  it('starts a phase whose predecessor is complete', async () => {
    const { slug } = await region();
    await regionRuns.transition(slug, { allowedFrom: ['idle'], to: runningStatus('bootstrap'), runId: 'seed' });
    await regionRuns.complete(slug, { runId: 'seed', to: completeStatus('bootstrap'), release: true });
    const outcome = await start(slug, 'actor_discovery');
    expect(outcome).toMatchObject({ success: true, run: { kind: 'actor_discovery' } });
    expect((await regionRuns.get(slug)).status).toBe(runningStatus('actor_discovery'));
  });

  it('refuses an unknown place, an empty text, a spent budget and a missing key with codes of their own', async () => {
    const { slug } = await region();
    expect(await start('nowhere at all')).toMatchObject({ code: 'REGION_NOT_FOUND' });
    expect(await start('  ')).toMatchObject({ code: 'INVALID_QUERY' });
    spent = 1_000;
    expect(await start(slug)).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    spent = 0;
    const keyless = new ScoutRuns({ ...parts, has: { llm: false, search: false } });
    expect(await keyless.start({ query: slug, kind: 'full', actor: 'test' })).toMatchObject({
      code: 'MISSING_CREDENTIAL',
    });
    expect((await regionRuns.get(slug)).status).toBe('idle');
  });

  it('adds a new place with the run that is started there, and not when the start is refused', async () => {
    const slug = `runs-${randomUUID().slice(0, 8)}-tx`;
    const address = { city: slug };
    const found = {
      displayName: slug,
      latitude: 30,
      longitude: -97,
      radiusKm: 10,
      timeZone: 'UTC',
      kind: 'city',
      address,
    };
    const lookup = new RegionLookup(regions, { geocode: () => Promise.resolve(found) });
    const control = (has = parts.has) => new ScoutRuns({ ...parts, has, lookup });
    const request = { query: slug, actor: 'test' };
    const inAnHour = new Date(Date.now() + 3_600_000);
    const early = { code: 'PHASE_PREREQUISITE_MISSING' };
    expect(await control().start({ ...request, kind: 'supervisor' })).toMatchObject(early);
    expect(await control().start({ ...request, kind: 'supervisor', startAt: inAnHour })).toMatchObject(early);
    const keyless = control({ llm: false, search: false });
    expect(await keyless.start({ ...request, kind: 'full' })).toMatchObject({ code: 'MISSING_CREDENTIAL' });
    expect(await regions.get(slug)).toBeNull();
    expect((await regionRuns.list()).map(({ region: held }) => held)).not.toContain(slug);
    expect(await control().start({ ...request, kind: 'full' })).toMatchObject({ success: true });
    expect(await regions.get(slug)).toMatchObject({ name: slug });
  });

  it('answers the same idempotency key with the same run, and refuses it for another request', async () => {
    const { slug } = await region();
    const key = randomUUID();
    const [first, second] = [await start(slug, 'full', key), await start(slug, 'full', key)];
    expect(first.success && second.success && first.run?.id === second.run?.id).toBe(true);
    expect(await start(slug, 'bootstrap', key)).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('answers it with the same run, too, while that is being admitted', async () => {
    const { slug } = await region();
    const key = randomUUID();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => start(slug, 'full', key)));
    const ids = outcomes.map((outcome) => (outcome.success ? outcome.run?.id : outcome.code));
    expect(new Set(ids)).toEqual(new Set([(await regionRuns.get(slug)).runId]));
  });

  it('starts nothing twice when the process died between admitting a run and answering', async () => {
    const { slug } = await region();
    const key = randomUUID();
    const first = await start(slug, 'full', key);
    const id = (first.success ? first.run?.id : '') as RunId;
    await lab.stores.pool.query(
      "UPDATE audit.start_request SET run_id = NULL, at = now() - interval '1 hour' WHERE idempotency_key = $1",
      [key],
    );
    await regionRuns.reset(slug);
    expect(await start(slug, 'full', key)).toMatchObject({ success: true, run: { id } });
    expect(
      (await lab.durable.list({ objectKey: slug, first: 50 })).filter((run) => run.parentId === null),
    ).toHaveLength(1);
    expect(await start(slug, 'full', key)).toMatchObject({ success: true, run: { id } });
  });

  it('frees the idempotency key of a refused request', async () => {
    const { slug } = await region();
    const key = randomUUID();
    expect(await start(slug, 'scrape', key)).toMatchObject({ code: 'PHASE_PREREQUISITE_MISSING' });
    expect(await start(slug, 'full', key)).toMatchObject({ success: true });
  });

  it('gives the region back when the run cannot be admitted', async () => {
    const { slug } = await region();
    const broken = Object.create(lab.durable) as typeof lab.durable;
    broken.startFlow = () => Promise.reject(new Error('the journal is away'));
    await expect(
      new ScoutRuns({ ...parts, durable: broken }).start({ query: slug, kind: 'full', actor: 'test' }),
    ).rejects.toThrow('the journal is away');
    expect(await regionRuns.get(slug)).toMatchObject({ status: 'idle', runId: null });
  });

  it('neither stops nor resets a place that was never added, and adds none', async () => {
    let asked = 0;
    const geocode = () => {
      asked += 1;
      return Promise.resolve(null);
    };
    const control = new ScoutRuns({ ...parts, lookup: new RegionLookup(regions, { geocode }) });
    expect(await control.stop('Austni, TX', { kill: false })).toMatchObject({ code: 'REGION_NOT_FOUND' });
    expect(await control.reset('Austni, TX')).toMatchObject({ code: 'REGION_NOT_FOUND' });
    expect(asked).toBe(0);
  });

  describe('with a run that needs attention and still holds its region', () => {
    const stuck = async () => {
      const { slug } = await region();
      const started = await start(slug);
      const id = (started.success ? started.run?.id : '') as RunId;
      await lab.stores.pool.query("UPDATE durable.run SET status = 'needs_attention' WHERE root_id = $1", [id]);
      expect(await regionRuns.get(slug)).toMatchObject({ status: runningStatus('bootstrap'), runId: id });
      return { slug, id };
    };
    it('retries it', async () => {
      const { slug, id } = await stuck();
      expect(await start(slug)).toMatchObject({ code: 'REGION_BUSY' });
      expect(await runs.retry(id)).toMatchObject({ success: true, run: { id, status: 'queued' } });
      expect(await regionRuns.get(slug)).toMatchObject({ status: runningStatus('bootstrap'), runId: id });
    });
    it('leaves it the region when the retry cannot be admitted', async () => {
      const { slug, id } = await stuck();
      const broken = Object.create(lab.durable) as typeof lab.durable;
      broken.retry = () => Promise.reject(new Error('the journal is away'));
      await expect(new ScoutRuns({ ...parts, durable: broken }).retry(id)).rejects.toThrow('the journal is away');
      expect(await regionRuns.get(slug)).toMatchObject({ status: runningStatus('bootstrap'), runId: id });
    });
    it('stops it and frees the region', async () => {
      const { slug, id } = await stuck();
      expect(await runs.stop(slug, { kill: false })).toMatchObject({ success: true, run: { id, status: 'cancelled' } });
      expect(await regionRuns.get(slug)).toMatchObject({ status: 'idle', runId: null });
      expect(await start(slug)).toMatchObject({ success: true });
    });
    it('resets it', async () => {
      const { slug, id } = await stuck();
      expect(await runs.reset(slug)).toMatchObject({ success: true, run: { id, status: 'cancelled' } });
      expect(await regionRuns.get(slug)).toMatchObject({ status: 'idle', runId: null });
    });
  });

  it('stops what runs, and refuses to stop what does not', async () => {
    const { slug } = await region();
    expect(await runs.stop(slug, { kill: false })).toMatchObject({ code: 'NOT_RUNNING' });
    await start(slug);
    const stopped = await runs.stop(slug, { kill: false });
    expect(stopped).toMatchObject({ success: true, run: { status: 'cancelled' } });
  });

  it('resets to idle, fences what ran, and lets the run be retried afterwards', async () => {
    const { slug } = await region();
    const started = await start(slug);
    const id = (started.success ? started.run?.id : '') as RunId;
    expect(await runs.reset(slug)).toMatchObject({ success: true, run: { id, status: 'cancelled' } });
    expect(await regionRuns.get(slug)).toMatchObject({ status: 'idle', runId: null });
    expect(await runs.retry(id)).toMatchObject({ success: true, run: { id, status: 'queued' } });
    expect(await regionRuns.get(slug)).toMatchObject({ status: runningStatus('bootstrap'), runId: id });
    expect(await runs.retry(id)).toMatchObject({ code: 'RUN_NOT_RETRYABLE' });
    expect(await runs.retry('no-such-run')).toMatchObject({ code: 'RUN_NOT_FOUND' });
  });

  it('refuses to retry while another run holds the region', async () => {
    const { slug } = await region();
    const first = await start(slug);
    const id = first.success ? (first.run?.id ?? '') : '';
    await runs.reset(slug);
    await start(slug);
    expect(await runs.retry(id)).toMatchObject({ code: 'REGION_BUSY' });
  });
});
