import { openLab, type Lab } from '../testing/durable-lab.js';
import type { DurableContext, Json, RunId, Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('what a workflow or its host gets wrong', () => {
  let lab: Lab;
  let body: (context: DurableContext) => Promise<Json>;
  const any: Workflow = { name: 'any', queue: 'work', concurrency: 5, run: (context) => body(context) };
  const leaf: Workflow = { name: 'leaf', queue: 'work', concurrency: 5, run: async (_context, input) => input };
  const outcome = async (name: string) => {
    await lab.client.start({ id: id(name), workflow: 'any', input: null });
    return lab.until(id(name), (r) => r.finishedAt !== null || r.status === 'needs_attention');
  };

  beforeAll(async () => {
    lab = await openLab({ routes: { any: 'work', leaf: 'work' } });
    await lab.worker([any, leaf]);
  });
  afterAll(() => lab.close());

  it('a retry policy with nothing in a field has its default, one that would not end is refused', async () => {
    let calls = 0;
    const tries = (maxAttempts: number | undefined) => (context: DurableContext) =>
      context.step(
        'paid',
        async () => {
          calls += 1;
          throw new Error('502');
        },
        { retry: { maxAttempts, initialDelayMs: 1 } as object },
      );
    body = tries(undefined);
    await outcome('undefined-1');
    expect(calls).toBe(3);
    for (const [n, most] of [Number.NaN, 0, Number.POSITIVE_INFINITY].entries()) {
      body = tries(most);
      expect((await outcome(`senseless-${n}`)).error).toMatchObject({ code: 'BAD_RETRY' });
    }
    expect(calls).toBe(3);
  });

  it.each([
    ['too long', 'fetch: https://a.example/?token='.padEnd(2_100, 'x')],
    ['with a NUL', 'a\0b'],
    ['like an undo', 'undo/last import'],
  ])('a step whose name is %s is refused before its body begins', async (_what, name) => {
    let calls = 0;
    body = (context) => context.step(name, async () => (calls += 1));
    const failed = await outcome(`name-${name.length}`);
    expect([failed.status, failed.error?.code, calls]).toEqual(['failed', 'BAD_STEP_NAME', 0]);
  });

  it('children of a flow whose outputs would have one name are not mixed up', async () => {
    body = (context) => context.childOutputs() as Promise<Json>;
    const children = ['a', 'b'].map((name) => ({ id: id(`twins-${name}`), workflow: 'leaf', input: name }));
    await lab.client.startFlow({ id: id('twins'), workflow: 'any', input: null, children });
    const failed = await lab.until(id('twins'), (r) => r.finishedAt !== null);
    expect(failed.error).toMatchObject({ code: 'AMBIGUOUS_CHILDREN' });
  });

  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  it.each<[string, object]>([
    ['input that is nothing', { input: undefined }],
    ['input that is a function', { input: () => 1 }],
    ['input with a bigint', { input: { n: 1n } }],
    ['input in a circle', { input: circular }],
    ['a start at no date', { startAt: new Date('soon') }],
    ['a NUL in a tag', { tags: { by: 'a\0b' } }],
    ['half a character in a tag', { tags: { by: 'half \ud800' } }],
    ['a NUL in its key', { objectKey: 'a\0b' }],
    ['an empty key', { idempotencyKey: '' }],
    ['a key of a part', { children: [{ id: id('part'), workflow: 'leaf', input: null, objectKey: 'k' }] }],
  ])('a start with %s is refused', async (what, more) => {
    const flow = { id: id(what.replaceAll(' ', '-')), workflow: 'any', input: null, ...more };
    await expect(lab.client.startFlow(flow)).rejects.toMatchObject({ name: 'Refusal', code: 'BAD_START' });
    expect(await lab.client.get(flow.id)).toBeNull();
  });

  it('a part may say the moment at which all starts', async () => {
    const at = Date.now() + 3_600_000;
    const children = [{ id: id('same-time-part'), workflow: 'leaf', input: null, startAt: new Date(at) }];
    const flow = { id: id('same-time'), workflow: 'any', input: null, startAt: new Date(at), children };
    await lab.client.startFlow(flow);
    expect(await lab.client.get(id('same-time-part'))).not.toBeNull();
  });

  it.each<[string, (context: DurableContext) => Promise<unknown>]>([
    ['a sleep', (context) => context.sleepUntil('undo/nap', new Date(Date.now() + 200))],
    ['a question', (context) => context.waitFor('undo/ask', { timeoutMs: 200 })],
    ['children', (context) => context.children('undo/all', [])],
    ['an undo with a name too long', (context) => context.compensate('x'.repeat(1_999), async () => undefined)],
  ])('%s that would pass for an undo, or could not be journaled, is refused', async (what, ask) => {
    body = async (context) => {
      await ask(context);
      return context.step('after', async () => 'done');
    };
    const failed = await outcome(`named-${what.length}`);
    expect([failed.status, failed.error?.code]).toEqual(['failed', 'BAD_STEP_NAME']);
  });

  it('a queue name that BullMQ refuses is refused at once', async () => {
    await expect(openLab({ routes: { any: 'my:queue' } })).rejects.toThrow(/"my:queue" can't be the name of a queue/);
    await expect(lab.worker([{ ...any, queue: 'my:queue' }])).rejects.toThrow(/my:queue/);
  });
});
