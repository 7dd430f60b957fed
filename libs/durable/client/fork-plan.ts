import { asRunId, childRunId } from '../run-id.js';
import type { RunId, RunStatus } from '../types.js';

/** A node of a flow as the journal has it. */
export interface FlowNode {
  readonly id: string;
  readonly flow_parent: string | null;
  readonly kind: string;
  readonly status: RunStatus;
}

/** A node of a fork. */
export interface ForkedNode {
  readonly from: string;
  readonly id: RunId;
  readonly parent: string | null;
  /** Keeps what the first run returned. */
  readonly done: boolean;
}

/**
 * The nodes that a fork of one node of a flow consists of, top first as given. The node itself and those that wait for it run (again); what has
 * completed beside and below them keeps its output. Identifiers that begin with the top's are renamed after the fork's.
 */
export function planFork(nodes: readonly FlowNode[], forked: string, newRoot: RunId): ForkedNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const running = new Set<string>();
  for (let node = byId.get(forked); node; node = byId.get(node.flow_parent ?? '')) running.add(node.id);
  const names = new Map<string, RunId>();
  const [top] = nodes;
  return nodes.map((node) => {
    const parent = node === top ? null : (names.get(node.flow_parent ?? '') ?? newRoot);
    const id = parent === null || !top ? newRoot : renamed(node, top.id, newRoot, parent);
    names.set(node.id, id);
    return { from: node.id, id, parent, done: node.status === 'completed' && !running.has(node.id) };
  });
}

function renamed(node: FlowNode, top: string, newRoot: RunId, parent: RunId | string): RunId {
  if (node.id.startsWith(top)) return asRunId(`${newRoot}${node.id.slice(top.length)}`);
  return childRunId(parent as RunId, 'flow', node.kind);
}
