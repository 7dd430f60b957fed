import { flowTrees, jobId, type FlowNode } from './job.js';

const node = (id: string, parent: string | null): FlowNode => ({
  id,
  kind: id,
  queue: `q-${id}`,
  dispatch_seq: 2,
  flow_parent: parent,
});

describe('flowTrees', () => {
  it('hangs each node under the run that waits for it, and says on every child what its failure means', () => {
    const [tree, ...rest] = flowTrees([node('top', null), node('mid', 'top'), node('leaf', 'mid')]);
    expect(rest).toEqual([]);
    expect(tree).toMatchObject({
      name: 'top',
      queueName: 'q-top',
      data: { runId: 'top', dispatch: 2 },
      opts: { jobId: 'top.d2' },
    });
    expect(tree?.opts).not.toHaveProperty('failParentOnFailure');
    const [mid] = tree?.children ?? [];
    expect(mid).toMatchObject({
      name: 'mid',
      opts: { jobId: 'mid.d2', failParentOnFailure: true },
      children: [{ name: 'leaf', opts: { failParentOnFailure: true } }],
    });
  });
  it('leaves out what has ended: the rest hangs together as before', () => {
    expect(flowTrees([node('top', null), node('mid', 'top')])[0]?.children).toHaveLength(1);
    expect(flowTrees([node('mid', 'top')])).toHaveLength(1);
  });
});

describe('jobId', () => {
  it('differs by dispatch and holds nothing BullMQ refuses', () =>
    expect(jobId({ id: 'austin-tx-1', dispatch_seq: 3 })).toBe('austin-tx-1.d3'));
});
