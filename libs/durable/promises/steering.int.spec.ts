import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import type { DurableContext, Json, RunId, Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('an operator can pause, branch and postpone runs', () => {
  let lab: Lab;
  let body: (context: DurableContext, input: Json) => Promise<Json>;
  let ran: string[] = [];
  const any: Workflow = { name: 'any', queue: 'work', concurrency: 2, run: (context, input) => body(context, input) };
  const child: Workflow = {
    name: 'child',
    queue: 'child',
    concurrency: 20,
    run: (context, input) => context.step('work', async () => (ran.push(`child ${String(input)}`), input)),
  };
  const start = (name: string, more: object = {}) =>
    lab.client.start({ id: id(name), workflow: 'any', input: 1, ...more });
  const completed = (name: string) => lab.until(id(name), (r) => r.status === 'completed');

  beforeAll(async () => {
    lab = await openLab({ routes: { any: 'work', child: 'child' } });
    await lab.worker([any, child]);
  });
  beforeEach(() => {
    ran = [];
  });
  afterAll(() => lab.close());

  it('pauses at the next step boundary: the step in flight is stored, no other starts; resuming goes on there', async () => {
    const inside = gate();
    const leave = gate();
    body = async (context) => {
      await context.step('one', async () => {
        ran.push('one');
        inside.open();
        await leave.promise;
      });
      await context.step('two', async () => ran.push('two'));
      return 'end';
    };
    await start('pause-1');
    await inside.promise;
    await lab.client.pause(id('pause-1'));
    // Other runs take the slots only when the pausing owner has heard of it.
    await eventually(
      async () => (await lab.pool.query(`SELECT pause_requested_at FROM durable.run WHERE id = 'pause-1'`)).rows[0],
      (row) => row.pause_requested_at !== null,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    leave.open();
    await lab.until(id('pause-1'), (r) => r.status === 'paused');
    expect(ran).toEqual(['one']);
    await lab.client.resume(id('pause-1'));
    expect((await completed('pause-1')).output).toBe('end');
    expect(ran).toEqual(['one', 'two']);
    await expect(lab.client.resume(id('pause-1'))).rejects.toMatchObject({ code: 'NOT_PAUSED' });
    await expect(lab.client.pause(id('pause-1'))).rejects.toMatchObject({ code: 'NOT_RUNNING' });
  });

  it('goes on when it is resumed while its owner is about to pause', async () => {
    let enough = false;
    body = async (context) => {
      for (let n = 1; ; n += 1) {
        const over = await context.step(`turn ${String(n)}`, async () => {
          await new Promise((resolve) => setTimeout(resolve, 2));
          return enough;
        });
        if (over) return n;
      }
    };
    const turns = async () => (await lab.client.steps(id('pause-3'), { first: 500 })).length;
    await start('pause-3');
    for (let round = 1; round <= 20; round += 1) {
      await lab.client.pause(id('pause-3'));
      await lab.client.resume(id('pause-3'));
      const before = await turns();
      await eventually(turns, (now) => now === 500 || now > before);
    }
    enough = true;
    await completed('pause-3');
  });

  it('pauses a sleeping run with its children, which can be cancelled then', async () => {
    body = async (context) => {
      await context.waitFor('never', { timeoutMs: 60_000 });
      return 'end';
    };
    await start('pause-2');
    await lab.until(id('pause-2'), (r) => r.status === 'suspended');
    expect((await lab.client.pause(id('pause-2'))).status).toBe('paused');
    await lab.client.cancel(id('pause-2'));
    expect((await lab.client.get(id('pause-2')))?.status).toBe('cancelled');
  });

  it('forks from a step: what came before is copied with its children, the rest runs with what was edited', async () => {
    body = async (context, input) => {
      const draft = await context.step('draft', async () => (ran.push('draft'), 'first'));
      const parts = await context.children<Json, number>('parts', [
        { name: 'a', workflow: 'child', input: 7 },
        { name: 'b', workflow: 'child', input: 8 },
      ]);
      const sum = await context.step('sum', async () => {
        ran.push(`sum ${draft}`);
        return parts.reduce((all, part) => all + (part.status === 'completed' ? part.output : 0), Number(input));
      });
      return { draft, sum };
    };
    await start('origin-1');
    expect((await completed('origin-1')).output).toEqual({ draft: 'first', sum: 16 });
    ran = [];
    const fork = await lab.client.fork(id('origin-1'), 'sum', {
      id: id('fork-1'),
      editedInput: 100,
      editedOutputs: { draft: 'second' },
    });
    expect([fork.forkedFrom, fork.rootId]).toEqual(['origin-1', 'fork-1']);
    expect((await completed('fork-1')).output).toEqual({ draft: 'second', sum: 115 });
    expect(ran).toEqual(['sum second']);
    expect((await lab.client.get(id('origin-1')))?.output).toEqual({ draft: 'first', sum: 16 });
    const again = (from: string, step: string, more = {}) =>
      lab.client.fork(id(from), step, { id: id('fork-1'), ...more });
    await expect(again('origin-1', 'sum')).rejects.toMatchObject({ code: 'RUN_EXISTS' });
    await expect(again('origin-1', 'nothing')).rejects.toMatchObject({ code: 'STEP_NOT_FOUND' });
    await expect(again('nobody-1', 'sum')).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
    await expect(
      lab.client.fork(id('origin-1'), 'draft', { id: id('fork-2'), editedOutputs: { sum: 1 } }),
    ).rejects.toMatchObject({ code: 'STEP_NOT_FOUND' });
  });

  it('starts a postponed run at its time, not before, with and without an object key', async () => {
    body = async (context) => (await context.now()).getTime();
    const startAt = new Date(Date.now() + 1_500);
    await start('later-1', { startAt });
    await start('later-2', { startAt, objectKey: 'town' });
    for (const name of ['later-1', 'later-2'])
      expect((await completed(name)).output).toBeGreaterThanOrEqual(startAt.getTime() - 60);
  });

  it('dispatches no more children at once than the fan-out allows, and all of them in the end', async () => {
    let most = 0;
    let open = 0;
    const narrow: Workflow = {
      name: 'narrow',
      queue: 'narrow',
      concurrency: 20,
      run: (context) =>
        context.step('work', async () => {
          most = Math.max(most, (open += 1));
          await new Promise((resolve) => setTimeout(resolve, 10));
          return (open -= 1);
        }),
    };
    body = async (context) => {
      const specs = Array.from({ length: 25 }, (_, n) => ({ name: `n${n}`, workflow: 'narrow', input: n }));
      return (await context.children('all', specs, { concurrency: 3 })).filter((o) => o.status === 'completed').length;
    };
    const wide = await openLab({ routes: { any: 'work', narrow: 'narrow' } });
    await wide.worker([any, narrow]);
    await wide.client.start({ id: id('narrow-1'), workflow: 'any', input: null });
    const done = await wide.until(id('narrow-1'), (r) => r.finishedAt !== null);
    await wide.close();
    expect(done.output).toBe(25);
    expect(most).toBeLessThanOrEqual(3);
  });

  it('keeps runs of an older major version for workers of that version', async () => {
    body = async () => 'new code';
    await lab.pool.query(
      `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, code_version) VALUES ('old-1', 'any', 'work', 'null', '', 'old-1', '0.9')`,
    );
    await eventually(
      async () =>
        (await lab.pool.query(`SELECT dispatch_seq FROM durable.run WHERE id = 'old-1'`)).rows[0].dispatch_seq,
      (seq) => seq > 0,
    );
    expect((await lab.client.get(id('old-1')))?.status).toBe('queued');
    await lab.worker([any], { codeVersion: '0.10' });
    expect((await completed('old-1')).output).toBe('new code');
  });

  it('tells new runs that a change is in, and runs from before that it is not', async () => {
    let changed = false;
    body = async (context) => {
      const said: Json[] = [];
      if (changed) said.push(await context.patched('greeting'));
      await context.step('greet', async () => 1);
      if (!changed) changed = true;
      // Long enough that the run is surely suspended, and then read again by the changed code, also on a busy machine.
      await context.sleepUntil('nap', new Date(Date.now() + 3_000));
      return said;
    };
    await start('before-1');
    expect((await completed('before-1')).output).toEqual([false]);
    await start('after-1');
    expect((await completed('after-1')).output).toEqual([true]);
  });
});
