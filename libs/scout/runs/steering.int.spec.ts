import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { completeStatus, runningStatus } from '../phases/registry.js';
import { RegionUpkeep } from './region-upkeep.js';
import { idOf, openSteeringLab, type SteeringLab } from './testing/steering-lab.js';

jest.setTimeout(90_000);

describe('steering runs on real stores', () => {
  let lab: SteeringLab;
  beforeAll(async () => {
    lab = await openSteeringLab();
  });
  afterAll(() => lab.close());

  const askedOf = async (rootId: string, type: string): Promise<unknown> => {
    const { rows } = await lab.stores.pool.query<{ data: unknown }>(
      'SELECT data FROM durable.run_event WHERE root_id = $1 AND type = $2 LIMIT 1',
      [rootId, type],
    );
    return rows[0]?.data;
  };

  it('pauses and resumes the whole run, whichever part is named, and its events say who', async () => {
    const { slug } = await lab.region();
    const id = idOf(await lab.start(slug));
    const paused = await lab.steering.pause(`${id}-scrape`, { by: 'ada' });
    expect(paused).toMatchObject({ success: true, run: { id, status: 'paused' } });
    expect(await lab.steering.pause(id, {})).toMatchObject({ success: false, code: 'NOT_RUNNING' });
    expect((await lab.durable.descendants(id)).map(({ status }) => status)).toEqual(Array(6).fill('paused'));
    expect(await lab.regionRuns.get(slug)).toMatchObject({ runId: id });
    expect(await lab.steering.resume(id)).toMatchObject({ success: true, run: { id, status: 'queued' } });
    expect(await lab.steering.resume(id)).toMatchObject({ success: false, code: 'NOT_PAUSED' });
    expect(await askedOf(id, 'run.paused')).toEqual({ by: 'ada' });
  });

  it('refuses to steer what is not there', async () => {
    const outcomes = [
      await lab.steering.pause('no-such-run', {}),
      await lab.steering.resume('no-such-run'),
      await lab.steering.stop('no-such-run', { kill: false }),
      await lab.forks.fork({ runId: 'no-such-run', fromStep: 'x' }),
    ];
    for (const outcome of outcomes) expect(outcome).toMatchObject({ success: false, code: 'RUN_NOT_FOUND' });
    expect((await lab.steering.resume('x'.repeat(5_000))).message.length).toBeLessThan(120);
  });

  it('stops a paused run, once', async () => {
    const { slug } = await lab.region();
    const id = idOf(await lab.start(slug));
    await lab.steering.pause(id, {});
    expect(await lab.steering.stop(id, { kill: true })).toMatchObject({ success: true, run: { status: 'cancelled' } });
    expect(await lab.steering.stop(id, { kill: true })).toMatchObject({ success: false, code: 'NOT_RUNNING' });
  });

  it('keeps who reset a region and why with the events of the run that was fenced', async () => {
    const { slug } = await lab.region();
    const id = idOf(await lab.start(slug));
    await lab.runs.reset(slug, { by: 'ada', reason: 'wrong place' });
    expect(await askedOf(id, 'run.cancelling')).toEqual({ by: 'ada', reason: 'wrong place' });
  });

  it('keeps the region of a paused run that gave no sign of life for an hour, and not that of one that is over', async () => {
    const [paused, over] = [await lab.region(), await lab.region()];
    const id = idOf(await lab.start(paused.slug));
    await lab.steering.pause(id, {});
    await lab.start(over.slug);
    await lab.stores.pool.query(`UPDATE durable.run SET status = 'cancelled' WHERE object_key = $1`, [over.slug]);
    // Only these two: files of tests that run beside this one have regions in the same graph.
    await lab.stores.graph.write(
      `MATCH (r:RegionScoutRun) WHERE r.region IN $regions SET r.updated_at = datetime() - duration('PT1H')`,
      { regions: [paused.slug, over.slug] },
    );
    const stale = await new RegionUpkeep(lab.regionRuns, lab.stores.pool).tidy();
    expect(stale).toContain(over.slug);
    expect(stale).not.toContain(paused.slug);
    expect(await lab.regionRuns.get(paused.slug)).toMatchObject({ runId: id, status: runningStatus('bootstrap') });
  });

  describe('a postponed run', () => {
    const inAnHour = () => new Date(Date.now() + 3_600_000);

    it('is admitted without holding the region, which others may use until then, and can be stopped', async () => {
      const { slug } = await lab.region();
      const id = idOf(await lab.start(slug, inAnHour()));
      expect(await lab.durable.get(id)).toMatchObject({ status: 'queued', startAt: expect.any(Date) as Date });
      expect(await lab.regionRuns.get(slug)).toMatchObject({ status: 'idle', runId: null });
      const now = idOf(await lab.start(slug));
      expect(await lab.regionRuns.get(slug)).toMatchObject({ runId: now });
      expect(await lab.steering.stop(id, { kill: false })).toMatchObject({
        success: true,
        run: { status: 'cancelled' },
      });
      expect(await lab.regionRuns.get(slug)).toMatchObject({ runId: now });
    });

    it('of a phase whose prerequisite is missing is refused at once when nothing runs that could bring it', async () => {
      const { slug } = await lab.region();
      const scrape = { query: slug, kind: 'scrape' as const, startAt: inAnHour(), actor: 'test' };
      expect(await lab.runs.start(scrape)).toMatchObject({ code: 'PHASE_PREREQUISITE_MISSING' });
      await lab.start(slug);
      expect(await lab.runs.start(scrape)).toMatchObject({ success: true });
    });

    it('is refused for a time that is over or a year away, and none is started at once instead', async () => {
      const { slug } = await lab.region();
      for (const startAt of [new Date(Date.now() - 3_600_000), new Date(Date.now() + 400 * 86_400_000)])
        expect(await lab.start(slug, startAt)).toMatchObject({ success: false, code: 'INVALID_START_TIME' });
      expect(await lab.durable.list({ objectKey: slug, first: 1 })).toEqual([]);
    });

    it('lets nobody else begin once it is due', async () => {
      const { slug } = await lab.region();
      const id = idOf(await lab.start(slug, inAnHour()));
      await lab.stores.pool.query('UPDATE durable.run SET start_at = now() WHERE root_id = $1', [id]);
      expect(await lab.start(slug)).toMatchObject({ success: false, code: 'REGION_BUSY' });
    });

    it('is the same for the same idempotency key and time, and another request for another time', async () => {
      const { slug } = await lab.region();
      const startAt = inAnHour();
      const request = { query: slug, kind: 'full' as const, idempotencyKey: randomUUID(), startAt, actor: 'test' };
      expect(idOf(await lab.runs.start(request))).toBe(idOf(await lab.runs.start(request)));
      const other = await lab.runs.start({ ...request, startAt: new Date(startAt.getTime() + 1) });
      expect(other).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    });
  });

  describe('a fork', () => {
    it('takes the region for the phase it begins in, and keeps the phases before it', async () => {
      const { slug } = await lab.region();
      const id = await lab.finished(slug, 'scrape');
      const request = { runId: `${id}-scrape`, fromStep: 'search', editedInput: { query: 'b' }, by: 'ada' };
      const outcome = await lab.forks.fork(request);
      const fork = idOf(outcome);
      expect(outcome).toMatchObject({ run: { forkedFrom: id, status: 'queued' } });
      expect(await lab.regionRuns.get(slug)).toMatchObject({ status: runningStatus('scrape'), runId: fork });
      const nodes = new Map((await lab.durable.descendants(fork)).map((node) => [node.kind, node]));
      expect(nodes.get('bootstrap')?.status).toBe('completed');
      expect(nodes.get('scrape')).toMatchObject({ id: `${fork}-scrape`, status: 'queued', forkedStep: 'search' });
      expect(nodes.get('supervisor')?.status).toBe('queued');
    });

    it('gives the region back when it is refused', async () => {
      const { slug } = await lab.region();
      const id = await lab.finished(slug, 'bootstrap');
      const fork = (fromStep: string, query?: string | number) =>
        lab.forks.fork({
          runId: `${id}-bootstrap`,
          fromStep,
          ...(query === undefined ? {} : { editedInput: { query } }),
        });
      expect(await fork('nothing')).toMatchObject({ code: 'STEP_NOT_FOUND' });
      expect(await fork('plain', 'b')).toMatchObject({ code: 'STEP_INPUT_FIXED' });
      expect(await fork('search', 1)).toMatchObject({ code: 'STEP_INPUT_MISFIT' });
      expect(await lab.forks.fork({ runId: id, fromStep: 'search' })).toMatchObject({ code: 'RUN_NOT_FORKABLE' });
      expect(await lab.regionRuns.get(slug)).toMatchObject({ status: completeStatus('supervisor'), runId: null });
    });

    it('of a question to the model asks another one, with the same prompt', async () => {
      const { slug } = await lab.region();
      const id = await lab.finished(slug, 'bootstrap');
      const asked = { task: 'seed_queries', version: 2, question: 'What is there?' };
      await lab.stores.pool.query(`UPDATE durable.step SET input = $2 WHERE run_id = $1 AND key = 'search'`, [
        `${id}-bootstrap`,
        JSON.stringify(asked),
      ]);
      const fork = (editedInput: typeof asked) =>
        lab.forks.fork({ runId: `${id}-bootstrap`, fromStep: 'search', editedInput });
      const fixed = { code: 'STEP_INPUT_FIXED', unblocks: 'Edit the "question" only.' };
      expect(await fork({ ...asked, task: 'other' })).toMatchObject({
        ...fixed,
        message: expect.stringContaining('"task"') as string,
      });
      expect(await fork({ ...asked, version: 1 })).toMatchObject({
        ...fixed,
        message: expect.stringContaining('"version"') as string,
      });
      expect(await fork({ ...asked, question: ' ' })).toMatchObject({ code: 'STEP_INPUT_MISFIT' });
      expect(await fork({ ...asked, question: 'What else?' })).toMatchObject({ success: true });
    });

    it('of a question that the journal keeps as a digest asks it again, and no other', async () => {
      const { slug } = await lab.region();
      const id = await lab.finished(slug, 'bootstrap');
      const asked = { task: 'read_page', version: 1, question: `sha256:${'0'.repeat(64)}` };
      await lab.stores.pool.query(`UPDATE durable.step SET input = $2 WHERE run_id = $1 AND key = 'search'`, [
        `${id}-bootstrap`,
        JSON.stringify(asked),
      ]);
      const point = { runId: `${id}-bootstrap`, fromStep: 'search' };
      const other = { ...asked, question: 'What else?' };
      expect(await lab.forks.fork({ ...point, editedInput: other })).toMatchObject({
        code: 'STEP_INPUT_FIXED',
        message: expect.stringContaining('digest') as string,
      });
      expect(await lab.forks.fork(point)).toMatchObject({ success: true });
    });

    it('is refused while a run holds the region', async () => {
      const { slug } = await lab.region();
      const id = await lab.finished(slug, 'bootstrap');
      await lab.start(slug);
      expect(await lab.forks.fork({ runId: `${id}-bootstrap`, fromStep: 'search' })).toMatchObject({
        code: 'REGION_BUSY',
      });
    });
  });

  describe('a gate', () => {
    const asked = async (expires = "now() + interval '1 hour'") => {
      const { slug } = await lab.region();
      const id = idOf(await lab.start(slug));
      await lab.stores.pool.query(
        `INSERT INTO durable.promise (run_id, name, expires_at, about)
         VALUES ($1, 'approve signals', ${expires}, '{"title":"Approve 2 signals","options":["approve","hold"],"subject":{"signals":2}}')`,
        [`${id}-supervisor`],
      );
      return { slug, id, gateId: `${id}-supervisor/approve signals` };
    };

    it('is seen from the run, its part and the region, and is decided once', async () => {
      const { slug, id, gateId } = await asked();
      const [gate] = await lab.gates.pending(slug);
      expect(gate).toMatchObject({ id: gateId, title: 'Approve 2 signals', state: 'pending', subject: { signals: 2 } });
      expect(await lab.gates.ofRun({ id, rootId: id })).toHaveLength(1);
      expect(await lab.gates.ofRun({ id: `${id}-supervisor`, rootId: id })).toHaveLength(1);
      expect(await lab.gates.ofRun({ id: `${id}-scrape`, rootId: id })).toEqual([]);
      const held = await lab.gates.resolve(gateId, 'hold', { actor: 'ada', note: 'not yet' });
      expect(held).toMatchObject({ success: true, run: { id } });
      const decided = { state: 'resolved', decision: 'hold', note: 'not yet', resolver: 'ada' };
      expect(await lab.gates.ofRun({ id, rootId: id })).toMatchObject([decided]);
      expect(await lab.gates.pending(slug)).toEqual([]);
      expect(await lab.gates.resolve(gateId, 'approve', { actor: 'bob' })).toMatchObject({ code: 'GATE_RESOLVED' });
    });

    it('is refused after its time, when its run was stopped, and when nobody asked', async () => {
      const late = await asked("now() - interval '1 second'");
      expect(await lab.gates.resolve(late.gateId, 'approve', { actor: 'ada' })).toMatchObject({ code: 'GATE_EXPIRED' });
      const stopped = await asked();
      await lab.steering.stop(stopped.id, { kill: false });
      expect(await lab.gates.resolve(stopped.gateId, 'approve', { actor: 'ada' })).toMatchObject({
        code: 'GATE_EXPIRED',
      });
      for (const gateId of ['nothing', '/x', `${late.id}/nothing`, 'no-such-run/approve signals'])
        expect(await lab.gates.resolve(gateId, 'approve', { actor: 'ada' })).toMatchObject({ code: 'GATE_NOT_FOUND' });
    });
  });

  describe('an investigation', () => {
    it('is a run of its own that takes its turn behind what runs in the region, and holds nothing', async () => {
      const { slug } = await lab.region();
      const signalId = await lab.signalIn(slug);
      const running = idOf(await lab.start(slug));
      const request = { signalId, idempotencyKey: randomUUID(), actor: 'ada' };
      const id = idOf(await lab.investigations.start(request));
      expect(await lab.durable.get(id)).toMatchObject({ kind: 'investigation', status: 'queued', objectKey: slug });
      expect(await lab.regionRuns.get(slug)).toMatchObject({ runId: running });
      const { rows } = await lab.stores.pool.query('SELECT id FROM durable.run WHERE object_key = $1 AND is_head', [
        slug,
      ]);
      expect(rows).toEqual([{ id: running }]);
      expect(idOf(await lab.investigations.start(request))).toBe(id);
    });

    it('is refused while the same signal is being investigated, and names that run', async () => {
      const { slug } = await lab.region();
      const [signalId, other] = [await lab.signalIn(slug), await lab.signalIn(slug, 'Free rides')];
      const start = () => lab.investigations.start({ signalId, actor: 'ada' });
      const outcomes = await Promise.all(Array.from({ length: 5 }, start));
      const [started, ...more] = outcomes.filter(({ success }) => success);
      expect(more).toEqual([]);
      const id = started === undefined ? '' : idOf(started);
      for (const outcome of outcomes.filter(({ success }) => !success))
        expect(outcome).toMatchObject({ code: 'SIGNAL_BUSY', message: expect.stringContaining(id) as string });
      expect(await lab.investigations.start({ signalId: other, actor: 'ada' })).toMatchObject({ success: true });
      await lab.steering.stop(id, { kill: true });
      expect(await start()).toMatchObject({ success: true });
    });

    it('is refused for a signal that is not there', async () => {
      const outcome = await lab.investigations.start({ signalId: 'nothing', actor: 'ada' });
      expect(outcome).toMatchObject({ code: 'SIGNAL_NOT_FOUND' });
    });
  });
});
