import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import type { RunId } from '#durable';
import { RegionRepository, RegionScoutRunRepository, SignalRepository, type RegionScope } from '#graph';
import { createAlways, draft } from '../../graph/testing/signal-drafts.js';
import { completeStatus, runningStatus } from '../phases/registry.js';
import { openStoresLab, type StoresLab } from '../stores/testing/stores-lab.js';
import { Gates } from './gates.js';
import { Investigations } from './investigations.js';
import { OncePerKey } from './once-per-key.js';
import type { ScoutOutcome } from './outcome.js';
import { RegionLookup } from './region-lookup.js';
import { RegionUpkeep } from './region-upkeep.js';
import { RunForks } from './run-forks.js';
import { RunSteering } from './run-steering.js';
import { ScoutRuns } from './scout-runs.js';
import { StartChecks } from './start-checks.js';
import { StartRequests } from './start-requests.js';

jest.setTimeout(90_000);

describe('steering runs on real stores', () => {
  let lab: StoresLab;
  let regionRuns: RegionScoutRunRepository;
  let regions: RegionRepository;
  let runs: ScoutRuns;
  let steering: RunSteering;
  let forks: RunForks;
  let gates: Gates;
  let investigations: Investigations;

  beforeAll(async () => {
    lab = await openStoresLab();
    const { durable, stores } = lab;
    const { graph, pool } = stores;
    regionRuns = new RegionScoutRunRepository(graph);
    regions = new RegionRepository(graph);
    const budget = { status: () => Promise.resolve({ spentMicroUsd: 0, reservedMicroUsd: 0, limitMicroUsd: 0 }) };
    const base = { budget, mode: 'town' as const, has: { llm: true, search: true } };
    const clock = () => new Date();
    const checks = new StartChecks(base);
    const lookup = new RegionLookup(regions, { geocode: () => Promise.resolve(null) });
    runs = new ScoutRuns({ ...base, lookup, regionRuns, durable, pool, clock });
    steering = new RunSteering(durable, regionRuns);
    forks = new RunForks({ durable, regionRuns, checks, clock });
    gates = new Gates(pool, durable);
    const once = new OncePerKey(new StartRequests(pool), durable);
    const signals = new SignalRepository(graph);
    investigations = new Investigations({ durable, signals, regions, checks, once, clock });
  });
  afterAll(() => lab.close());

  const region = async (): Promise<RegionScope> => {
    const slug = `steer-${randomUUID().slice(0, 8)}-tx`;
    const center = { latitude: 30, longitude: -97 };
    return regions.upsert({ slug, name: slug, center, radiusKm: 10, timeZone: 'America/Chicago', geoTerms: [slug] });
  };
  const idOf = (outcome: ScoutOutcome): RunId => {
    if (!outcome.success || outcome.run === null) throw new Error(`refused: ${outcome.message}`);
    return outcome.run.id;
  };
  const start = (query: string, startAt?: Date) => runs.start({ query, kind: 'full', startAt, actor: 'test' });
  const askedOf = async (rootId: string, type: string): Promise<unknown> => {
    const { rows } = await lab.stores.pool.query<{ data: unknown }>(
      'SELECT data FROM durable.run_event WHERE root_id = $1 AND type = $2 LIMIT 1',
      [rootId, type],
    );
    return rows[0]?.data;
  };
  /** A completed full run with two journaled steps in one phase, as a worker would leave it. */
  const finished = async (slug: string, phase: string): Promise<RunId> => {
    const id = idOf(await start(slug));
    await lab.stores.pool.query(
      `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, input, input_hash, output, started_at)
       VALUES ($1, 'search', 1, 'search', 1, gen_random_uuid(), 'ok', '{"query":"a"}', 'hash', '"found"', now()),
              ($1, 'plain', 2, 'plain', 1, gen_random_uuid(), 'ok', NULL, NULL, '1', now())`,
      [`${id}-${phase}`],
    );
    await lab.stores.pool.query(
      `UPDATE durable.run SET status = 'completed', is_head = false, started_at = now(), finished_at = now(), output = '{}' WHERE root_id = $1`,
      [id],
    );
    await regionRuns.complete(slug, { runId: id, to: completeStatus('supervisor'), release: true });
    return id;
  };

  it('pauses and resumes the whole run, whichever part is named, and its events say who', async () => {
    const { slug } = await region();
    const id = idOf(await start(slug));
    const paused = await steering.pause(`${id}-scrape`, { by: 'ada' });
    expect(paused).toMatchObject({ success: true, run: { id, status: 'paused' } });
    expect(await steering.pause(id, {})).toMatchObject({ success: false, code: 'NOT_RUNNING' });
    expect((await lab.durable.descendants(id)).map(({ status }) => status)).toEqual(Array(6).fill('paused'));
    expect(await regionRuns.get(slug)).toMatchObject({ runId: id });
    expect(await steering.resume(id)).toMatchObject({ success: true, run: { id, status: 'queued' } });
    expect(await steering.resume(id)).toMatchObject({ success: false, code: 'NOT_PAUSED' });
    expect(await askedOf(id, 'run.paused')).toEqual({ by: 'ada' });
  });

  it('refuses to steer what is not there', async () => {
    const outcomes = [
      await steering.pause('no-such-run', {}),
      await steering.resume('no-such-run'),
      await steering.stop('no-such-run', { kill: false }),
      await forks.fork({ runId: 'no-such-run', fromStep: 'x' }),
    ];
    for (const outcome of outcomes) expect(outcome).toMatchObject({ success: false, code: 'RUN_NOT_FOUND' });
  });

  it('stops a paused run, once', async () => {
    const { slug } = await region();
    const id = idOf(await start(slug));
    await steering.pause(id, {});
    expect(await steering.stop(id, { kill: true })).toMatchObject({ success: true, run: { status: 'cancelled' } });
    expect(await steering.stop(id, { kill: true })).toMatchObject({ success: false, code: 'NOT_RUNNING' });
  });

  it('keeps who reset a region and why with the events of the run that was fenced', async () => {
    const { slug } = await region();
    const id = idOf(await start(slug));
    await runs.reset(slug, { by: 'ada', reason: 'wrong place' });
    expect(await askedOf(id, 'run.cancelling')).toEqual({ by: 'ada', reason: 'wrong place' });
  });

  it('keeps the region of a paused run that gave no sign of life for an hour, and not that of one that is over', async () => {
    const [paused, over] = [await region(), await region()];
    const id = idOf(await start(paused.slug));
    await steering.pause(id, {});
    await start(over.slug);
    await lab.stores.pool.query(`UPDATE durable.run SET status = 'cancelled' WHERE object_key = $1`, [over.slug]);
    const later = new RegionScoutRunRepository(lab.stores.graph, { now: () => new Date(Date.now() + 3_600_000) });
    const stale = await new RegionUpkeep(later, lab.stores.pool).tidy();
    expect(stale).toContain(over.slug);
    expect(stale).not.toContain(paused.slug);
    expect(await later.get(paused.slug)).toMatchObject({ runId: id, status: runningStatus('bootstrap') });
  });

  describe('a postponed run', () => {
    const inAnHour = () => new Date(Date.now() + 3_600_000);

    it('is admitted without holding the region, which others may use until then, and can be stopped', async () => {
      const { slug } = await region();
      const id = idOf(await start(slug, inAnHour()));
      expect(await lab.durable.get(id)).toMatchObject({ status: 'queued', startAt: expect.any(Date) as Date });
      expect(await regionRuns.get(slug)).toMatchObject({ status: 'idle', runId: null });
      const now = idOf(await start(slug));
      expect(await regionRuns.get(slug)).toMatchObject({ runId: now });
      expect(await steering.stop(id, { kill: false })).toMatchObject({ success: true, run: { status: 'cancelled' } });
      expect(await regionRuns.get(slug)).toMatchObject({ runId: now });
    });

    it('of a phase whose prerequisite is missing is refused at once when nothing runs that could bring it', async () => {
      const { slug } = await region();
      const scrape = { query: slug, kind: 'scrape' as const, startAt: inAnHour(), actor: 'test' };
      expect(await runs.start(scrape)).toMatchObject({ code: 'PHASE_PREREQUISITE_MISSING' });
      await start(slug);
      expect(await runs.start(scrape)).toMatchObject({ success: true });
    });

    it('lets nobody else begin once it is due', async () => {
      const { slug } = await region();
      const id = idOf(await start(slug, inAnHour()));
      await lab.stores.pool.query('UPDATE durable.run SET start_at = now() WHERE root_id = $1', [id]);
      expect(await start(slug)).toMatchObject({ success: false, code: 'REGION_BUSY' });
    });

    it('is the same for the same idempotency key and time, and another request for another time', async () => {
      const { slug } = await region();
      const startAt = inAnHour();
      const request = { query: slug, kind: 'full' as const, idempotencyKey: randomUUID(), startAt, actor: 'test' };
      expect(idOf(await runs.start(request))).toBe(idOf(await runs.start(request)));
      const other = await runs.start({ ...request, startAt: new Date(startAt.getTime() + 1) });
      expect(other).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    });
  });

  describe('a fork', () => {
    it('takes the region for the phase it begins in, and keeps the phases before it', async () => {
      const { slug } = await region();
      const id = await finished(slug, 'scrape');
      const request = { runId: `${id}-scrape`, fromStep: 'search', editedInput: { query: 'b' }, by: 'ada' };
      const outcome = await forks.fork(request);
      const fork = idOf(outcome);
      expect(outcome).toMatchObject({ run: { forkedFrom: id, status: 'queued' } });
      expect(await regionRuns.get(slug)).toMatchObject({ status: runningStatus('scrape'), runId: fork });
      const nodes = new Map((await lab.durable.descendants(fork)).map((node) => [node.kind, node]));
      expect(nodes.get('bootstrap')?.status).toBe('completed');
      expect(nodes.get('scrape')).toMatchObject({ id: `${fork}-scrape`, status: 'queued', forkedStep: 'search' });
      expect(nodes.get('supervisor')?.status).toBe('queued');
    });

    it('gives the region back when it is refused', async () => {
      const { slug } = await region();
      const id = await finished(slug, 'bootstrap');
      const fork = (fromStep: string, query?: string | number) =>
        forks.fork({ runId: `${id}-bootstrap`, fromStep, ...(query === undefined ? {} : { editedInput: { query } }) });
      expect(await fork('nothing')).toMatchObject({ code: 'STEP_NOT_FOUND' });
      expect(await fork('plain', 'b')).toMatchObject({ code: 'STEP_INPUT_FIXED' });
      expect(await fork('search', 1)).toMatchObject({ code: 'STEP_INPUT_MISFIT' });
      expect(await forks.fork({ runId: id, fromStep: 'search' })).toMatchObject({ code: 'STEP_NOT_FOUND' });
      expect(await regionRuns.get(slug)).toMatchObject({ status: completeStatus('supervisor'), runId: null });
    });

    it('is refused while a run holds the region', async () => {
      const { slug } = await region();
      const id = await finished(slug, 'bootstrap');
      await start(slug);
      expect(await forks.fork({ runId: `${id}-bootstrap`, fromStep: 'search' })).toMatchObject({ code: 'REGION_BUSY' });
    });
  });

  describe('a gate', () => {
    const asked = async (expires = "now() + interval '1 hour'") => {
      const { slug } = await region();
      const id = idOf(await start(slug));
      await lab.stores.pool.query(
        `INSERT INTO durable.promise (run_id, name, expires_at, about)
         VALUES ($1, 'approve signals', ${expires}, '{"title":"Approve 2 signals","options":["approve","hold"],"subject":{"signals":2}}')`,
        [`${id}-supervisor`],
      );
      return { slug, id, gateId: `${id}-supervisor/approve signals` };
    };

    it('is seen from the run, its part and the region, and is decided once', async () => {
      const { slug, id, gateId } = await asked();
      const [gate] = await gates.pending(slug);
      expect(gate).toMatchObject({ id: gateId, title: 'Approve 2 signals', state: 'pending', subject: { signals: 2 } });
      expect(await gates.ofRun({ id, rootId: id })).toHaveLength(1);
      expect(await gates.ofRun({ id: `${id}-supervisor`, rootId: id })).toHaveLength(1);
      expect(await gates.ofRun({ id: `${id}-scrape`, rootId: id })).toEqual([]);
      const held = await gates.resolve(gateId, 'hold', { actor: 'ada', note: 'not yet' });
      expect(held).toMatchObject({ success: true, run: { id } });
      const decided = { state: 'resolved', decision: 'hold', note: 'not yet', resolver: 'ada' };
      expect(await gates.ofRun({ id, rootId: id })).toMatchObject([decided]);
      expect(await gates.pending(slug)).toEqual([]);
      expect(await gates.resolve(gateId, 'approve', { actor: 'bob' })).toMatchObject({ code: 'GATE_RESOLVED' });
    });

    it('is refused after its time, when its run was stopped, and when nobody asked', async () => {
      const late = await asked("now() - interval '1 second'");
      expect(await gates.resolve(late.gateId, 'approve', { actor: 'ada' })).toMatchObject({ code: 'GATE_EXPIRED' });
      const stopped = await asked();
      await steering.stop(stopped.id, { kill: false });
      expect(await gates.resolve(stopped.gateId, 'approve', { actor: 'ada' })).toMatchObject({ code: 'GATE_EXPIRED' });
      for (const gateId of ['nothing', '/x', `${late.id}/nothing`, 'no-such-run/approve signals'])
        expect(await gates.resolve(gateId, 'approve', { actor: 'ada' })).toMatchObject({ code: 'GATE_NOT_FOUND' });
    });
  });

  describe('an investigation', () => {
    it('is a run of its own that takes its turn behind what runs in the region, and holds nothing', async () => {
      const { slug } = await region();
      const [stored] = await new SignalRepository(lab.stores.graph).store(slug, [draft({})], createAlways);
      const running = idOf(await start(slug));
      const request = { signalId: stored?.id ?? '', idempotencyKey: randomUUID(), actor: 'ada' };
      const id = idOf(await investigations.start(request));
      expect(await lab.durable.get(id)).toMatchObject({ kind: 'investigation', status: 'queued', objectKey: slug });
      expect(await regionRuns.get(slug)).toMatchObject({ runId: running });
      const { rows } = await lab.stores.pool.query('SELECT id FROM durable.run WHERE object_key = $1 AND is_head', [
        slug,
      ]);
      expect(rows).toEqual([{ id: running }]);
      expect(idOf(await investigations.start(request))).toBe(id);
    });

    it('is refused for a signal that is not there', async () => {
      const outcome = await investigations.start({ signalId: 'nothing', actor: 'ada' });
      expect(outcome).toMatchObject({ code: 'SIGNAL_NOT_FOUND' });
    });
  });
});
