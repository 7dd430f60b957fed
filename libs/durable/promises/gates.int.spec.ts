import { eventually, openLab, type Lab } from '../testing/durable-lab.js';
import type { DurableContext, Json, RunId, Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('a run waits for an answer without holding a slot, and no answer is lost', () => {
  let lab: Lab;
  let body: (context: DurableContext, input: Json) => Promise<Json>;
  const asking: Workflow = {
    name: 'asking',
    queue: 'work',
    concurrency: 1,
    run: (context, input) => body(context, input),
  };
  const start = (name: string, input: Json = null) => lab.client.start({ id: id(name), workflow: 'asking', input });
  const waiting = (name: string) =>
    eventually(
      () => lab.client.gates(id(name)),
      (gates) => gates.length > 0,
    );

  beforeAll(async () => {
    lab = await openLab({ routes: { asking: 'work' } });
    await lab.worker([asking]);
  });
  beforeEach(() => {
    body = async (context) => {
      const answer = await context.waitFor<string>('approval', { timeoutMs: 60_000 });
      return answer.resolved ? answer.value : 'held';
    };
  });
  afterAll(() => lab.close());

  it('suspends, and goes on with the value; other runs use its slot meanwhile', async () => {
    await start('wait-1');
    await lab.until(id('wait-1'), (r) => r.status === 'suspended');
    body = async () => 'quick';
    await start('other-1');
    await lab.until(id('other-1'), (r) => r.status === 'completed');
    body = async (context) => (await context.waitFor<string>('approval', { timeoutMs: 60_000 })).resolved;
    await lab.client.resolveGate(id('wait-1'), 'approval', 'yes', 'ada');
    expect((await lab.until(id('wait-1'), (r) => r.status === 'completed')).output).toBe(true);
    expect(await lab.client.gates(id('wait-1'))).toMatchObject([
      { name: 'approval', state: 'resolved', value: 'yes', resolver: 'ada' },
    ]);
  });

  it('goes on without an answer when the time is up', async () => {
    body = async (context) => {
      const answer = await context.waitFor('approval', { timeoutMs: 150 });
      return answer.resolved ? 'live' : 'held';
    };
    await start('late-1');
    expect((await lab.until(id('late-1'), (r) => r.status === 'completed')).output).toBe('held');
    await expect(lab.client.resolveGate(id('late-1'), 'approval', 1)).rejects.toMatchObject({ code: 'NOT_RUNNING' });
  });

  it('refuses a second answer, an answer nobody waits for, and one for no run', async () => {
    await start('twice-1');
    await waiting('twice-1');
    await lab.client.resolveGate(id('twice-1'), 'approval', 'first');
    await expect(lab.client.resolveGate(id('twice-1'), 'approval', 'second')).rejects.toMatchObject({
      code: 'GATE_RESOLVED',
    });
    await expect(lab.client.resolveGate(id('twice-1'), 'else', 1)).rejects.toMatchObject({ code: 'GATE_NOT_FOUND' });
    await expect(lab.client.resolveGate(id('no-1'), 'approval', 1)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
    expect((await lab.until(id('twice-1'), (r) => r.status === 'completed')).output).toBe('first');
  });

  it('says what is asked, and is a step of its own kind once it was answered', async () => {
    body = async (context) => {
      const about = { title: 'Approve 3 things', things: 3 };
      return (await context.waitFor('approval', { timeoutMs: 60_000, about })).resolved;
    };
    await start('about-1');
    await waiting('about-1');
    expect(await lab.client.gates(id('about-1'))).toMatchObject([{ about: { title: 'Approve 3 things', things: 3 } }]);
    expect((await lab.until(id('about-1'), (r) => r.status === 'suspended')).waitingFor).toEqual(['promise:approval']);
    await lab.client.resolveGate(id('about-1'), 'approval', 'yes');
    await lab.until(id('about-1'), (r) => r.status === 'completed');
    expect(await lab.client.steps(id('about-1'), { first: 10 })).toMatchObject([{ key: 'approval', kind: 'gate' }]);
  });

  it('refuses an answer for a run that was stopped while it waited', async () => {
    await start('stopped-1');
    await waiting('stopped-1');
    await lab.client.cancel(id('stopped-1'), { by: 'ada', reason: 'not today' });
    await lab.until(id('stopped-1'), (r) => r.status === 'cancelled');
    await expect(lab.client.resolveGate(id('stopped-1'), 'approval', 'yes')).rejects.toMatchObject({
      code: 'NOT_RUNNING',
    });
    const events = await eventually(
      () => lab.client.events({ rootId: id('stopped-1'), after: null, limit: 50 }),
      (all) => all.some(({ type }) => type === 'run.cancelled'),
    );
    expect(events.find(({ type }) => type === 'run.cancelling')?.data).toEqual({ by: 'ada', reason: 'not today' });
  });

  it('loses no answer that races the suspension', async () => {
    const names = Array.from({ length: 60 }, (_, n) => `race-${n}x`);
    await Promise.all(
      names.map(async (name, n) => {
        await start(name);
        await waiting(name);
        await new Promise((resolve) => setTimeout(resolve, n % 7));
        await lab.client.resolveGate(id(name), 'approval', name);
      }),
    );
    for (const name of names) expect((await lab.until(id(name), (r) => r.status === 'completed')).output).toBe(name);
  });
});
