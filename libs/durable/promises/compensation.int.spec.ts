import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import { RetryableError, TerminalError, type DurableContext, type Json, type RunId, type Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('what a run did is undone in reverse order when it does not complete', () => {
  let lab: Lab;
  let body: (context: DurableContext, input: Json) => Promise<Json>;
  let did: string[] = [];
  const trip: Workflow = { name: 'trip', queue: 'work', concurrency: 5, run: (context, input) => body(context, input) };
  const start = (name: string) => lab.client.start({ id: id(name), workflow: 'trip', input: null });
  const book = async (context: DurableContext, what: string) => {
    await context.step(`book ${what}`, async () => did.push(`book ${what}`));
    await context.compensate(what, async () => void did.push(`cancel ${what}`));
  };

  beforeAll(async () => {
    lab = await openLab({ routes: { trip: 'work' } });
    await lab.worker([trip]);
  });
  beforeEach(() => {
    did = [];
  });
  afterAll(() => lab.close());

  it('when it fails; the run can not be retried then', async () => {
    body = async (context) => {
      await book(context, 'flight');
      await book(context, 'hotel');
      return context.step('pay', async () => {
        throw new TerminalError('no money', 'NO_MONEY');
      });
    };
    await start('fail-1');
    const failed = await lab.until(id('fail-1'), (r) => r.finishedAt !== null);
    expect([failed.status, failed.error?.code]).toEqual(['failed', 'NO_MONEY']);
    expect(did).toEqual(['book flight', 'book hotel', 'cancel hotel', 'cancel flight']);
    const steps = await lab.client.steps(failed.id, { first: 10 });
    expect(steps.map((s) => s.key)).toEqual(expect.arrayContaining(['undo/hotel', 'undo/flight']));
    await expect(lab.client.retry(failed.id)).rejects.toMatchObject({ code: 'RUN_UNDONE' });
  });

  it('when it is cancelled in the middle of a step', async () => {
    const inside = gate();
    body = async (context) => {
      await book(context, 'flight');
      await context.step('hang', ({ signal }) => {
        inside.open();
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      });
      return null;
    };
    await start('stop-1');
    await inside.promise;
    await lab.client.cancel(id('stop-1'));
    await lab.until(id('stop-1'), (r) => r.status === 'cancelled');
    expect(did).toEqual(['book flight', 'cancel flight']);
  });

  it('and begins nothing more when the undoing goes on elsewhere', async () => {
    const [begun, holding] = [gate(), gate()];
    let first = true;
    body = async (context) => {
      await context.compensate('one', async () => {
        if (first) {
          first = false;
          holding.open();
          await new Promise(() => undefined);
        }
        did.push('undo one');
      });
      await context.compensate('two', async () => void did.push('undo two'));
      const other = async (): Promise<void> => {
        await context.step('slow', () => begun.promise.then(() => new Promise((resolve) => setTimeout(resolve, 300))));
        await context.step('after', async () => did.push('after'));
      };
      const fails = context.step('fails', async () => {
        begun.open();
        throw new TerminalError('no', 'NO');
      });
      await Promise.all([fails, other()]);
      return null;
    };
    const own = await openLab({ routes: { trip: 'work' } });
    const worker = await own.worker([trip]);
    await own.client.start({ id: id('moved-1'), workflow: 'trip', input: null });
    await holding.promise;
    await worker.drain(100);
    await own.worker([trip]);
    const run = await own.until(id('moved-1'), (r) => r.finishedAt !== null);
    await own.close();
    expect([run.status, did]).toEqual(['failed', ['undo two', 'undo one']]);
  });

  it('but for an undo that ends its worker again and again', async () => {
    body = async (context) => {
      await book(context, 'flight');
      await book(context, 'hotel');
      return context.step('never', async () => null);
    };
    await lab.pool.query(
      `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, output, started_at)
       SELECT 'deadly-1', key, 1, key, 1, gen_random_uuid(), 'ok', '1', now() FROM unnest(ARRAY['book flight', 'book hotel']) AS key`,
    );
    await lab.pool.query(
      `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, status, epoch, owner, lease_until, cancel_requested_at, no_progress_crashes, progress_mark, owes_undo, dispatch_seq)
       VALUES ('deadly-1', 'trip', 'work', 'null', '', 'deadly-1', 'cancelling', 3, 'dead', now() - interval '1 hour', now(), 2, 2, true, 1)`,
    );
    await lab.until(id('deadly-1'), (r) => r.status === 'cancelled');
    expect(did).toEqual(['cancel flight']);
    const steps = await lab.client.steps(id('deadly-1'), { first: 10 });
    expect(steps.find(({ key }) => key === 'undo/hotel')?.error).toMatchObject({ code: 'POISON_RUN' });
  });

  it('when it is cancelled in the moment in which it is put aside for its crashes', async () => {
    body = async (context) => {
      await book(context, 'flight');
      return context.step('crash', async () => null);
    };
    // As workers left it that died three times without a word, after the first step.
    await lab.pool.query(
      `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, output, started_at)
       VALUES ('crash-1', 'book flight', 1, 'book flight', 1, gen_random_uuid(), 'ok', '1', now())`,
    );
    const query = lab.pool.query.bind(lab.pool) as (...asked: unknown[]) => Promise<unknown>;
    let cancelled: Promise<unknown> | undefined;
    lab.pool.query = (async (asked: { name?: string }, ...more: unknown[]) => {
      if (asked.name?.includes('finishRuns')) await (cancelled ??= lab.client.cancel(id('crash-1')));
      return query(asked, ...more);
    }) as typeof lab.pool.query;
    try {
      await query(
        `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, status, epoch, owner, lease_until, no_progress_crashes, progress_mark, owes_undo, dispatch_seq)
         VALUES ('crash-1', 'trip', 'work', 'null', '', 'crash-1', 'running', 3, 'dead', now() - interval '1 hour', 2, 1, true, 1)`,
      );
      const ended = await lab.until(id('crash-1'), (r) => r.finishedAt !== null);
      expect([ended.status, did]).toEqual(['cancelled', ['cancel flight']]);
    } finally {
      lab.pool.query = query as typeof lab.pool.query;
    }
  });

  it('when it is cancelled while it sleeps: it is woken only to undo', async () => {
    body = async (context) => {
      await book(context, 'flight');
      await context.waitFor('never', { timeoutMs: 60_000 });
      await context.step('late', async () => did.push('late'));
      return null;
    };
    await start('asleep-1');
    await lab.until(id('asleep-1'), (r) => r.status === 'suspended');
    await lab.client.cancel(id('asleep-1'));
    await lab.until(id('asleep-1'), (r) => r.status === 'cancelled');
    expect(did).toEqual(['book flight', 'cancel flight']);
  });

  it('when the cancellation comes between its last step and its end', async () => {
    body = async (context) => {
      await book(context, 'flight');
      // As a cancellation does it, but nobody tells this worker.
      await lab.pool.query(
        `UPDATE durable.run SET status = 'cancelling', cancel_requested_at = now() WHERE id = 'late-1'`,
      );
      return 'done';
    };
    await start('late-1');
    await lab.until(id('late-1'), (r) => r.status === 'cancelled');
    expect(did).toEqual(['book flight', 'cancel flight']);
  });

  it('when what comes out can not be stored', async () => {
    body = async (context) => {
      await book(context, 'flight');
      return (() => 'no JSON') as unknown as Json;
    };
    await start('misfit-1');
    const failed = await lab.until(id('misfit-1'), (r) => r.finishedAt !== null);
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'OUTPUT_NOT_JSON' } });
    expect(did).toEqual(['book flight', 'cancel flight']);
  });

  it('when it said what it does before it slept', async () => {
    body = async (context) => {
      await context.status('booking');
      await book(context, 'flight');
      await context.waitFor('never', { timeoutMs: 60_000 });
      return null;
    };
    await start('said-1');
    await lab.until(id('said-1'), (r) => r.status === 'suspended');
    await lab.client.cancel(id('said-1'));
    await lab.until(id('said-1'), (r) => r.status === 'cancelled');
    expect(did).toEqual(['book flight', 'cancel flight']);
  });

  it('and of other branches what is in flight is stored first, and nothing more begins', async () => {
    const failing = gate();
    const ended = gate();
    body = async (context) => {
      await book(context, 'flight');
      const fails = async () => {
        await failing.promise;
        throw new TerminalError('no money');
      };
      const goesOn = async () => {
        await context.step('slow', async () => {
          failing.open();
          await ended.promise;
        });
        await context.compensate('slow', async () => void did.push('cancel slow'));
        await context.step('next', async () => did.push('next'));
      };
      await Promise.all([fails(), goesOn()]);
      return null;
    };
    await start('branch-1');
    await failing.promise;
    // Long enough for the other branch to fail the run.
    await new Promise((resolve) => setTimeout(resolve, 100));
    ended.open();
    await lab.until(id('branch-1'), (r) => r.status === 'failed');
    expect((await lab.client.steps(id('branch-1'), { first: 10 })).map(({ key }) => key)).toContain('slow');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(did).toEqual(['book flight', 'cancel slow', 'cancel flight']);
  });

  it('once, also when it is cancelled while it is being undone', async () => {
    body = async (context) => {
      await context.step('book', async () => did.push('book'));
      await context.compensate('it', async () => {
        did.push('cancel it');
        await lab.pool.query(
          `UPDATE durable.run SET status = 'cancelling', cancel_requested_at = now() WHERE id = 'twice-1'`,
        );
      });
      return context.step('pay', () => Promise.reject(new TerminalError('no money')));
    };
    await start('twice-1');
    await lab.until(id('twice-1'), (r) => r.status === 'cancelled');
    expect(did).toEqual(['book', 'cancel it']);
  });

  it('in the process, however long the pause before the next attempt', async () => {
    let tries = 0;
    body = async (context) => {
      await context.compensate('it', async () => {
        tries += 1;
        if (tries === 1) throw new RetryableError('not yet', 1_500);
        did.push('cancel it');
      });
      return context.step('pay', () => Promise.reject(new TerminalError('no money')));
    };
    await start('patient-1');
    const failed = await lab.until(id('patient-1'), (r) => r.status === 'failed');
    expect(failed.epoch).toBe(1);
    expect(did).toEqual(['cancel it']);
  });

  it('a fork of it does the work again, and has nothing of the undoing', async () => {
    let pays = false;
    body = async (context) => {
      await book(context, 'flight');
      await context.step('pay', async () => {
        if (!pays) throw new TerminalError('no money');
      });
      return 'paid';
    };
    await start('first-1');
    await lab.until(id('first-1'), (r) => r.status === 'failed');
    pays = true;
    await lab.client.fork(id('first-1'), 'pay', { id: id('second-1') });
    const second = await lab.until(id('second-1'), (r) => r.finishedAt !== null || r.status === 'needs_attention');
    expect(second).toMatchObject({ status: 'completed', output: 'paid' });
    expect(did).toEqual(['book flight', 'cancel flight']);
    await expect(lab.client.fork(id('first-1'), 'undo/flight', { id: id('third-1') })).rejects.toMatchObject({
      code: 'STEP_NOT_FOUND',
    });
  });

  it('when its parent is stopped, though that has read how it was put aside', async () => {
    let changed = false;
    const inside = async (context: DurableContext) => {
      await context.compensate('flight', async () => void did.push('cancel flight'));
      await context.step(changed ? 'other' : 'one', async () => null);
      return (await context.waitFor('go', { timeoutMs: 600_000 })) as Json;
    };
    body = async (context, input) => {
      if (input === 'inside') return inside(context);
      await context.children('all', [{ name: 'one', workflow: 'trip', input: 'inside' }]);
      return (await context.waitFor('ok', { timeoutMs: 600_000 })) as Json;
    };
    await start('aside');
    await lab.until(id('aside'), (r) => r.status === 'suspended');
    const [one = id('')] = (await lab.client.children(id('aside'))).map((run) => run.id);
    await lab.until(one, (r) => r.status === 'suspended');
    changed = true;
    await lab.client.resolveGate(one, 'go', true);
    await lab.until(one, (r) => r.status === 'needs_attention');
    await lab.until(id('aside'), (r) => r.waitingFor[0] === 'promise:ok');
    await lab.client.cancel(id('aside'));
    await lab.until(one, (r) => r.status === 'cancelled');
    expect(did).toEqual(['cancel flight']);
  });

  it('not when it completes, and not when it is killed', async () => {
    body = async (context) => {
      await book(context, 'flight');
      return 'done';
    };
    await start('fine-1');
    await lab.until(id('fine-1'), (r) => r.status === 'completed');
    body = async (context) => {
      await book(context, 'train');
      await context.waitFor('never', { timeoutMs: 60_000 });
      return null;
    };
    await start('kill-1');
    await lab.until(id('kill-1'), (r) => r.status === 'suspended');
    await lab.client.cancel(id('kill-1'), { kill: true });
    await eventually(
      async () => (await lab.client.get(id('kill-1')))?.status,
      (status) => status === 'cancelled',
    );
    expect(did).toEqual(['book flight', 'book train']);
  });
});
