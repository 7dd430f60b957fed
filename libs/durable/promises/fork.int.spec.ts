import { openLab, type Lab } from '../testing/durable-lab.js';
import type { DurableContext, FlowSpec, Json, RunId, Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('a fork goes on from a step of another run', () => {
  let lab: Lab;
  let asked: string[] = [];
  const node = (name: string, steps: readonly string[]): Workflow => ({
    name,
    queue: name,
    concurrency: 2,
    async run(context: DurableContext) {
      const told: Json[] = [];
      for (const step of steps) {
        const input = { query: `${step} of ${name}` };
        told.push(
          await context.step(
            step,
            async (scope) => {
              const { query } = scope.input as { query: string };
              asked.push(query);
              return query;
            },
            { input },
          ),
        );
      }
      const fixed = await context.step(`fixed of ${name}`, async () => name);
      return { told, fixed, heard: await context.childOutputs() };
    },
  });
  const flow = (root: string): FlowSpec => ({
    id: id(root),
    workflow: 'top',
    input: {},
    objectKey: 'town',
    children: [
      {
        id: id(`${root}-middle`),
        workflow: 'middle',
        input: {},
        children: [{ id: id(`${root}-leaf`), workflow: 'leaf', input: {} }],
      },
    ],
  });
  const completed = (name: string) => lab.until(id(name), (run) => run.status === 'completed');
  const fork = (from: string, step: string, as: string, editedStepInput?: Json) =>
    lab.client.fork(id(from), step, { id: id(as), editedStepInput });

  beforeAll(async () => {
    lab = await openLab({ routes: { top: 'top', middle: 'middle', leaf: 'leaf' } });
    await lab.worker([node('top', ['end']), node('middle', ['one', 'two', 'three']), node('leaf', ['start'])]);
    await lab.client.startFlow(flow('first-1'));
    await completed('first-1');
  });
  beforeEach(() => {
    asked = [];
  });
  afterAll(() => lab.close());

  it('of a node of a flow keeps what is below it, its own earlier steps, and runs the rest of the flow', async () => {
    const root = await fork('first-1-middle', 'two', 'again-1');
    expect(root).toMatchObject({ id: 'again-1', forkedFrom: 'first-1', forkedStep: null });
    await completed('again-1');
    expect(asked).toEqual(['two of middle', 'three of middle', 'end of top']);
    expect(await lab.client.get(id('again-1-middle'))).toMatchObject({
      forkedFrom: 'first-1-middle',
      forkedStep: 'two',
      rootId: 'again-1',
      output: { heard: { leaf: { told: ['start of leaf'] } } },
    });
    expect((await lab.client.get(id('again-1-leaf')))?.status).toBe('completed');
    expect((await lab.client.get(id('first-1')))?.status).toBe('completed');
  });

  it('gives the step the edited input, journals that, and replays it after a crash or a wait', async () => {
    await fork('first-1-middle', 'two', 'edited-1', { query: 'something else' });
    await completed('edited-1');
    expect(asked).toEqual(['something else', 'three of middle', 'end of top']);
    expect(await lab.client.step(id('edited-1-middle'), 'two')).toMatchObject({
      input: { query: 'something else' },
      output: 'something else',
      hasInput: true,
    });
    // The journal that holds the edited step is read again by a retry: the guard must compare with what was edited.
    await lab.pool.query(
      `UPDATE durable.run SET status = 'failed', dispatch_seq = dispatch_seq + 1 WHERE id LIKE 'edited-1%' AND kind <> 'leaf'`,
    );
    await lab.client.retry(id('edited-1'));
    await completed('edited-1');
    expect(asked).toEqual(['something else', 'three of middle', 'end of top']);
  });

  it('keeps an input that was edited before when it is forked again behind that step', async () => {
    await fork('first-1-middle', 'two', 'twice-1', { query: 'once' });
    await completed('twice-1');
    asked = [];
    await fork('twice-1-middle', 'three', 'twice-2');
    await completed('twice-2');
    expect(asked).toEqual(['three of middle', 'end of top']);
    expect(await lab.client.step(id('twice-2-middle'), 'two')).toMatchObject({ input: { query: 'once' } });
    asked = [];
    await fork('twice-2-middle', 'two', 'twice-3');
    await completed('twice-3');
    expect(asked[0]).toBe('once');
  });

  it('refuses an input for a step that had none, and one of another shape, and then leaves nothing behind', async () => {
    await expect(fork('first-1-middle', 'fixed of middle', 'bad-1', { query: 'x' })).rejects.toMatchObject({
      code: 'STEP_INPUT_FIXED',
    });
    await expect(fork('first-1-middle', 'two', 'bad-1', { query: 5 })).rejects.toMatchObject({
      code: 'STEP_INPUT_MISFIT',
      message: expect.stringContaining('"query" must be text') as string,
    });
    await expect(fork('first-1-middle', 'nothing', 'bad-1')).rejects.toMatchObject({ code: 'STEP_NOT_FOUND' });
    await expect(fork('first-1-middle', 'two', 'first-1')).rejects.toMatchObject({ code: 'RUN_EXISTS' });
    expect(await lab.client.get(id('bad-1'))).toBeNull();
  });
});
