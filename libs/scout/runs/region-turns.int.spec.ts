import { jest } from '@jest/globals';
import { Refusal, type RunRecord } from '#durable';
import type { RegionScoutRunRepository } from '#graph';
import { runningStatus } from '../phases/registry.js';
import { releaseAfter } from '../phases/runner.js';
import { RunForks } from './run-forks.js';
import { ScoutRuns } from './scout-runs.js';
import { idOf, openSteeringLab, type SteeringLab } from './testing/steering-lab.js';

jest.setTimeout(90_000);

describe('whose turn it is in a region', () => {
  let lab: SteeringLab;
  beforeAll(async () => {
    lab = await openSteeringLab();
  });
  afterAll(() => lab.close());
  const inAnHour = () => new Date(Date.now() + 3_600_000);

  describe('an investigation', () => {
    it('keeps its turn: what would take the region is refused by its name, what only queues is not', async () => {
      const { slug } = await lab.region();
      const [broken, done] = [await lab.failed(slug), await lab.finished(slug, 'bootstrap')];
      const id = await lab.investigate(slug);
      const busy = {
        success: false,
        code: 'REGION_BUSY',
        message: expect.stringContaining(`investigation ${id}`) as string,
        unblocks: expect.stringContaining(id) as string,
      };
      expect(await lab.start(slug)).toMatchObject(busy);
      expect(await lab.runs.retry(broken)).toMatchObject(busy);
      expect(await lab.forks.fork({ runId: `${done}-bootstrap`, fromStep: 'search' })).toMatchObject(busy);
      expect(await lab.regionRuns.get(slug)).toMatchObject({ runId: null });
      expect(await lab.start(slug, inAnHour())).toMatchObject({ success: true });
      await lab.investigate(slug, 'Free rides');
    });

    it('is what a stop of the region stops, and what a reset fences', async () => {
      const { slug } = await lab.region();
      const id = await lab.investigate(slug);
      const stop = await lab.runs.stop(slug, { kill: false });
      expect(stop).toMatchObject({ success: true, run: { id, status: 'cancelled' } });
      expect(await lab.runs.stop(slug, { kill: false })).toMatchObject({ code: 'NOT_RUNNING' });
      expect(await lab.runs.retry(id)).toMatchObject({ success: true, run: { id, status: 'queued' } });
      expect(await lab.runs.reset(slug)).toMatchObject({ success: true, run: { id, status: 'cancelled' } });
      expect(await lab.start(slug)).toMatchObject({ success: true });
    });
  });

  describe('a postponed run', () => {
    it('is not overtaken by a retry or a fork once it is due', async () => {
      const { slug } = await lab.region();
      const [broken, done] = [await lab.failed(slug), await lab.finished(slug, 'bootstrap')];
      const id = idOf(await lab.start(slug, inAnHour()));
      await lab.stores.pool.query('UPDATE durable.run SET start_at = now() WHERE root_id = $1', [id]);
      const busy = { success: false, code: 'REGION_BUSY', message: expect.stringContaining(id) as string };
      expect(await lab.runs.retry(broken)).toMatchObject(busy);
      expect(await lab.forks.fork({ runId: `${done}-bootstrap`, fromStep: 'search' })).toMatchObject(busy);
      expect(await lab.regionRuns.get(slug)).toMatchObject({ runId: null });
    });
  });

  /** The holds of regions, where a worker writes the end of a run only after somebody has looked. */
  const writtenLate = (run: RunRecord): RegionScoutRunRepository => {
    const late = Object.create(lab.regionRuns) as RegionScoutRunRepository;
    late.get = async (slug) => {
      const held = await lab.regionRuns.get(slug);
      await releaseAfter(lab.regionRuns, null)(run);
      return held;
    };
    return late;
  };

  describe('a retry of a run that has only just ended', () => {
    const mark = (id: string, settling: string) =>
      lab.stores.pool.query(`UPDATE durable.run SET ${settling} WHERE id = $1`, [id]);

    it('goes on once a worker has given its region back', async () => {
      const { slug } = await lab.region();
      const run = await lab.stopped(slug);
      const { id } = run;
      const late = new ScoutRuns({ ...lab.parts, regionRuns: writtenLate(run) });
      expect(await late.retry(id)).toMatchObject({ success: true, run: { id, status: 'queued' } });
      expect(await lab.regionRuns.get(slug)).toMatchObject({ status: runningStatus('bootstrap'), runId: id });
    });

    it('keeps its region when a worker is late to give it back', async () => {
      const { slug } = await lab.region();
      const run = await lab.stopped(slug);
      const { id } = run;
      await releaseAfter(lab.regionRuns, null)(run);
      await mark(id, `settling_claim = gen_random_uuid(), settling_until = now() + interval '1 minute'`);
      let refusals = 0;
      const durable = Object.create(lab.durable) as typeof lab.durable;
      durable.retry = (of) =>
        lab.durable.retry(of).catch(async (cause: unknown) => {
          refusals += 1;
          await releaseAfter(lab.regionRuns, null)(run);
          await mark(id, 'settled_at = now()');
          throw cause;
        });
      const late = new ScoutRuns({ ...lab.parts, durable });
      expect(await late.retry(id)).toMatchObject({ success: true, run: { id, status: 'queued' } });
      expect(refusals).toBe(1);
      expect(await lab.regionRuns.get(slug)).toMatchObject({ status: runningStatus('bootstrap'), runId: id });
    });

    it('says what to do when nobody gives it back', async () => {
      const { id } = await lab.stopped((await lab.region()).slug);
      expect(await lab.runs.retry(id)).toMatchObject({
        code: 'RUN_SETTLING',
        unblocks: expect.stringMatching(/reset/) as string,
      });
    });
  });

  describe('a start in a region whose run has only just ended', () => {
    it('waits for that end to be written', async () => {
      const { slug } = await lab.region();
      const run = await lab.stopped(slug);
      const late = new ScoutRuns({ ...lab.parts, regionRuns: writtenLate(run) });
      const outcome = await late.start({ query: slug, kind: 'full', actor: 'ada' });
      expect(outcome).toMatchObject({ success: true, run: { status: 'queued' } });
    });

    it('says that the run has ended, not that it is going on, when nobody writes it', async () => {
      const { slug } = await lab.region();
      const { id } = await lab.stopped(slug);
      const outcome = await lab.start(slug);
      expect(outcome).toMatchObject({ code: 'RUN_SETTLING', message: expect.stringContaining(id) as string });
    });

    it('is not what a second stop stops', async () => {
      const { slug } = await lab.region();
      const signalId = await lab.signalIn(slug);
      idOf(await lab.start(slug));
      const next = idOf(await lab.investigations.start({ signalId, actor: 'ada' }));
      const stop = () => lab.runs.stop(slug, { kill: true });
      expect(await stop()).toMatchObject({ success: true });
      expect(await stop()).toMatchObject({ code: 'NOT_RUNNING' });
      expect(await lab.durable.get(next)).toMatchObject({ status: 'queued' });
    });

    it('leaves what is known of the last failure when it is refused', async () => {
      const { slug } = await lab.region();
      const id = await lab.failed(slug);
      const durable = Object.create(lab.durable) as typeof lab.durable;
      durable.retry = () =>
        Promise.reject(new Refusal('RUN_UNDONE', 'It has undone what it had done.', 'Start a new run.'));
      expect((await new ScoutRuns({ ...lab.parts, durable }).retry(id)).success).toBe(false);
      const left = { runId: null, status: 'idle', lastError: 'gone wrong', failedPhase: 'bootstrap' };
      expect(await lab.regionRuns.get(slug)).toMatchObject(left);
    });
  });

  describe('a fork where a run has only just ended', () => {
    it('waits for the end of another run of its region, too', async () => {
      const { slug } = await lab.region();
      const origin = await lab.finished(slug, 'bootstrap');
      const run = await lab.stopped(slug);
      const late = new RunForks({ ...lab.forkParts, regionRuns: writtenLate(run) });
      expect(await late.fork({ runId: `${origin}-bootstrap`, fromStep: 'search' })).toMatchObject({ success: true });
    });

    it('waits for the end of its origin to be written', async () => {
      const { slug } = await lab.region();
      const run = await lab.stopped(slug);
      await lab.journal(run.id, 'bootstrap');
      const late = new RunForks({ ...lab.forkParts, regionRuns: writtenLate(run) });
      expect(await late.fork({ runId: `${run.id}-bootstrap`, fromStep: 'search' })).toMatchObject({ success: true });
    });
  });
});
