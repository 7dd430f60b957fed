import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import { TerminalError, type DurableContext, type Json, type RunId, type Workflow } from '../index.js';

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
