import { eventually, gate, openLab, type Lab } from '../testing/durable-lab.js';
import { TerminalError, type FlowSpec, type RunId, type Workflow } from '../index.js';

const id = (text: string) => text as RunId;

describe('a flow runs its nodes children first', () => {
  let lab: Lab;
  const ran: string[] = [];
  const settled: string[] = [];
  let failing = false;
  const held = gate();
  let hold = false;
  const node = (name: string): Workflow => ({
    name,
    queue: name,
    concurrency: 2,
    async run(context) {
      ran.push(name);
      if (name === 'middle' && failing)
        await context.step('break', async () => Promise.reject(new TerminalError('broken on purpose', 'BROKEN')));
      if (name === 'leaf' && hold)
        await context.step(
          'hold',
          ({ signal }) =>
            new Promise((_r, reject) => {
              held.open();
              signal.addEventListener('abort', () => reject(signal.reason));
            }),
        );
      return { from: name, heard: await context.childOutputs() };
    },
    async onSettled(run) {
      settled.push(`${run.id} ${run.status}`);
    },
  });
  const tree = (root: string, objectKey?: string): FlowSpec => ({
    id: id(root),
    workflow: 'top',
    input: {},
    ...(objectKey ? { objectKey } : {}),
    children: [
      {
        id: id(`${root}-middle`),
        workflow: 'middle',
        input: {},
        children: [{ id: id(`${root}-leaf`), workflow: 'leaf', input: {} }],
      },
    ],
  });

  beforeAll(async () => {
    lab = await openLab({ routes: { top: 'top', middle: 'middle', leaf: 'leaf' } });
    await lab.worker([node('top'), node('middle'), node('leaf')]);
  });
  afterAll(() => lab.close());

  it('gives each node the outputs of the one it waited for', async () => {
    const { run } = await lab.client.startFlow(tree('a-1'));
    const done = await lab.until(run.id, (r) => r.status === 'completed');
    expect(ran).toEqual(['leaf', 'middle', 'top']);
    expect(done.output).toEqual({
      from: 'top',
      heard: { middle: { from: 'middle', heard: { leaf: { from: 'leaf', heard: {} } } } },
    });
    expect((await lab.client.descendants(run.id)).map((r) => r.status)).toEqual(['completed', 'completed']);
  });

  it('fails the nodes that wait for a failed one in the same moment, and a retry goes on from there', async () => {
    ran.length = 0;
    failing = true;
    const { run } = await lab.client.startFlow(tree('b-1', 'b'));
    const failed = await lab.until(run.id, (r) => r.status === 'failed');
    expect(failed.error).toMatchObject({ name: 'ChildFailed' });
    expect(await lab.client.get(id('b-1-middle'))).toMatchObject({
      status: 'failed',
      error: { message: 'broken on purpose', code: 'BROKEN', step: 'break' },
    });
    await eventually(
      async () => settled.filter((line) => line.startsWith('b-1')).length,
      (n) => n === 3,
    );
    failing = false;
    await lab.retry(run.id);
    await lab.until(run.id, (r) => r.status === 'completed');
    expect(ran).toEqual(['leaf', 'middle', 'middle', 'top']);
  });

  it('cancels all nodes, and the step in flight hears it', async () => {
    hold = true;
    const { run } = await lab.client.startFlow(tree('c-1', 'c'));
    await held.promise;
    await lab.client.cancel(run.id);
    await lab.until(run.id, (r) => r.status === 'cancelled');
    expect((await lab.client.descendants(run.id)).map((r) => r.status)).toEqual(['cancelled', 'cancelled']);
    hold = false;
    await lab.retry(run.id);
    await lab.until(run.id, (r) => r.status === 'completed');
  });
});
