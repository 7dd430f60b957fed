import type { RunId } from '../types.js';
import { planFork, type FlowNode } from './fork-plan.js';

const node = (id: string, flow_parent: string | null, status: FlowNode['status'] = 'completed'): FlowNode => ({
  id,
  flow_parent,
  kind: id,
  status,
});
const fork = (nodes: readonly FlowNode[], forked: string) => planFork(nodes, forked, 'b-2' as RunId);

describe('the fork of a node of a flow', () => {
  it('keeps what is below, and runs the node and those that wait for it', () => {
    const chain = [node('a-1', null), node('a-1-top', 'a-1'), node('a-1-mid', 'a-1-top'), node('a-1-low', 'a-1-mid')];
    expect(fork(chain, 'a-1-mid')).toEqual([
      { from: 'a-1', id: 'b-2', parent: null, done: false },
      { from: 'a-1-top', id: 'b-2-top', parent: 'b-2', done: false },
      { from: 'a-1-mid', id: 'b-2-mid', parent: 'b-2-top', done: false },
      { from: 'a-1-low', id: 'b-2-low', parent: 'b-2-mid', done: true },
    ]);
  });

  it('keeps what completed beside it, and runs what did not', () => {
    const tree = [node('a-1', null), node('left', 'a-1'), node('right', 'a-1'), node('a-1-odd', 'a-1', 'failed')];
    const made = fork(tree, 'left');
    expect(made.map(({ from, done }) => [from, done])).toEqual([
      ['a-1', false],
      ['left', false],
      ['right', true],
      ['a-1-odd', false],
    ]);
    expect(made.map(({ id }) => id)).toEqual(['b-2', 'b-2~flow~left', 'b-2~flow~right', 'b-2-odd']);
  });

  it('of a run that stands alone is that run', () => {
    expect(fork([node('a-1', null)], 'a-1')).toEqual([{ from: 'a-1', id: 'b-2', parent: null, done: false }]);
  });
});
