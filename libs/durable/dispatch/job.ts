import type { FlowJob, JobsOptions } from 'bullmq';

/** All that Redis is told of a run. */
export interface JobData {
  readonly runId: string;
  readonly dispatch: number;
}

/** A run as something to dispatch. */
export interface Dispatchable {
  readonly id: string;
  readonly kind: string;
  readonly queue: string;
  readonly dispatch_seq: number;
  /** Milliseconds until it may start. */
  readonly delay_ms?: number;
}
export interface FlowNode extends Dispatchable {
  readonly flow_parent: string | null;
}

/** Identifier of the job that stands for one dispatch of a run. Holds no `:` and is never all digits. */
export function jobId(run: { readonly id: string; readonly dispatch_seq: number }): string {
  return `${run.id}.d${run.dispatch_seq}`;
}

/** Job options, the same everywhere. Attempts only cover stores that are away: a run's own failure is final for its job. */
export function jobOptions(run: Dispatchable): JobsOptions {
  return {
    jobId: jobId(run),
    ...(run.delay_ms ? { delay: run.delay_ms } : {}),
    attempts: 20,
    backoff: { type: 'fixed', delay: 3_000 },
    removeOnComplete: { age: 3_600, count: 1_000 },
    removeOnFail: { age: 86_400 },
  };
}

export function jobData(run: Dispatchable): JobData {
  return { runId: run.id, dispatch: run.dispatch_seq };
}

/**
 * The nodes of a flow as trees for the FlowProducer: a node hangs under the run that waits for it; a node whose parent is not among them is a top.
 * Every child says what its failure means, because a parent would otherwise wait forever.
 */
export function flowTrees(nodes: readonly FlowNode[]): FlowJob[] {
  const ids = new Set(nodes.map((node) => node.id));
  const build = (node: FlowNode, isChild: boolean): FlowJob => ({
    name: node.kind,
    queueName: node.queue,
    data: jobData(node),
    opts: { ...jobOptions(node), ...(isChild ? { failParentOnFailure: true } : {}) },
    children: nodes.filter((child) => child.flow_parent === node.id).map((child) => build(child, true)),
  });
  return nodes
    .filter((node) => node.flow_parent === null || !ids.has(node.flow_parent))
    .map((node) => build(node, false));
}
