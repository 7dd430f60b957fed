import { Refusal } from '../errors.js';
import * as sql from '../statements/admit.js';
import { fill } from '../statements/sized.js';
import type { Database, Run } from '../store/database.js';
import { hashOf } from '../store/payload.js';
import { newRunRecord } from '../store/rows.js';
import type { FlowSpec, Json, RunId, RunRecord, StartSpec } from '../types.js';
import { GroupCommit } from '../store/group-commit.js';
import { asRunId } from '../run-id.js';
import type { Dispatchable } from '../dispatch/job.js';
import type { Relay } from '../dispatch/relay.js';
import { queueOf, type Routes } from '../dispatch/routes.js';
import { traceTags } from '../telemetry.js';
import { refuseBadStart } from './bad-start.js';

export interface Admitted {
  readonly id: RunId;
  readonly created: boolean;
  /** The row, when it was read on the way. */
  readonly run?: RunRecord;
}

interface Node {
  readonly spec: FlowSpec;
  readonly parent: string | null;
}

/**
 * Admits a tree of runs in one transaction: rows, idempotency key, gate of the object key, and the outbox row that gets it dispatched.
 * Returns the root, or the run that came first with the same idempotency key and input. Throws Refusal IDEMPOTENCY_CONFLICT or RUN_EXISTS.
 */
async function admit(database: Database, routes: Routes, flow: FlowSpec): Promise<Admitted> {
  const nodes = flatten(flow, null);
  const rootId = asRunId(flow.id);
  for (const { spec } of nodes) asRunId(spec.id);
  const inputHash = hashOf(fingerprint(flow));
  const columns = [
    nodes.map(({ spec }) => spec.id),
    nodes.map(({ spec }) => spec.workflow),
    nodes.map(({ spec }) => queueOf(routes, spec.workflow)),
    nodes.map(({ spec }) => JSON.stringify(spec.input)),
    nodes.map(({ spec }) => (spec === flow ? inputHash : hashOf(spec.input))),
    nodes.map(({ parent }) => parent),
    nodes.map(({ spec }) => JSON.stringify(spec.tags ?? flow.tags ?? {})),
  ];
  return database.transaction(async (run) => {
    // Two simultaneous starts with one key: the second one waits here and then finds the first.
    if (flow.idempotencyKey !== undefined) await run(sql.lockName, [`idempotency ${flow.idempotencyKey}`]);
    if (flow.objectKey !== undefined) await run(sql.lockName, [flow.objectKey]);
    const earlier = await earlierStart(run, flow.idempotencyKey, inputHash);
    if (earlier) return earlier;
    const inserted = await run<{ id: string }>(sql.insertTree, [
      ...columns,
      rootId,
      flow.objectKey ?? null,
      flow.idempotencyKey ?? null,
      flow.startAt ?? null,
    ]);
    if (inserted.length === nodes.length) return { id: rootId, created: true };
    throw runExists(rootId);
  });
}

/** Admits runs that stand alone; those that are started together cost one statement. */
export class Admission {
  private readonly group: GroupCommit<StartSpec, Admitted | undefined>;

  constructor(
    private readonly database: Database,
    private readonly routes: Routes,
    private readonly dispatcher: Relay,
  ) {
    this.group = new GroupCommit((specs) => this.admitTogether(specs));
  }

  /** Admits a tree of runs. Returns its root. Refusals as for `admit`, and BAD_START. */
  async start(asked: FlowSpec): Promise<Admitted> {
    refuseBadStart(asked);
    const flow = inTrace(asked, traceTags());
    const alone =
      (flow.children ?? []).length === 0 &&
      flow.objectKey === undefined &&
      flow.idempotencyKey === undefined &&
      flow.startAt === undefined;
    if (!alone) return admit(this.database, this.routes, flow);
    const id = asRunId(flow.id);
    queueOf(this.routes, flow.workflow);
    const admitted = await this.group.add(flow);
    if (!admitted) throw runExists(id);
    return admitted;
  }

  private async admitTogether(specs: readonly StartSpec[]): Promise<(Admitted | undefined)[]> {
    const asked = specs.map((spec) => ({
      id: asRunId(spec.id),
      kind: spec.workflow,
      queue: queueOf(this.routes, spec.workflow),
      input: JSON.stringify(spec.input),
      hash: hashOf(fingerprint(spec)),
      tags: spec.tags ?? {},
    }));
    const rows = asked.map((run) => [run.id, run.kind, run.queue, run.input, run.hash, JSON.stringify(run.tags)]);
    let tries = 0;
    const added = await this.database.patiently(() => {
      tries += 1;
      return this.database.query<{ id: string; created_at: Date }>(...fill(sql.insertRuns, rows), { patienceMs: 0 });
    });
    const createdAt = new Map(added.map((row) => [row.id, row.created_at]));
    const before = new Set<string>();
    // The answer to the first try may have been lost, and not what it did.
    if (tries > 1) {
      const values = [asked.map(({ id }) => id), asked.map(({ hash }) => hash)];
      const known = await this.database.query<{ id: string }>(sql.admittedBefore, values);
      for (const { id } of known) if (!createdAt.has(id)) before.add(id);
    }
    const jobs: Dispatchable[] = [];
    const admitted = asked.map((run): Admitted | undefined => {
      const at = createdAt.get(run.id);
      // Two starts of one id in the same turn: the first has it.
      if (!createdAt.delete(run.id) && !before.delete(run.id)) return undefined;
      jobs.push({ ...run, dispatch_seq: 1 });
      return { id: run.id, created: true, ...(at && { run: newRunRecord(run, at) }) };
    });
    if (jobs.length > 0) void this.dispatcher.dispatchNow(jobs);
    return admitted;
  }
}

function runExists(id: string): Refusal {
  return new Refusal('RUN_EXISTS', `A run "${id}" (or one of its parts) exists already.`, 'Start it under another id.');
}

async function earlierStart(run: Run, key: string | undefined, inputHash: string): Promise<Admitted | undefined> {
  if (key === undefined) return undefined;
  const [row] = await run<{ id: string; input_hash: string }>(sql.runByIdempotencyKey, [key]);
  if (!row) return undefined;
  if (row.input_hash !== inputHash) {
    throw new Refusal(
      'IDEMPOTENCY_CONFLICT',
      `The idempotency key "${key}" was used for another request.`,
      'Send a new key for a new request.',
    );
  }
  return { id: asRunId(row.id), created: false };
}

function flatten(spec: FlowSpec, parent: string | null): Node[] {
  return [{ spec, parent }, ...(spec.children ?? []).flatMap((child) => flatten(child, spec.id))];
}

/** The flow with more tags on each of its runs. */
function inTrace(flow: FlowSpec, tags: Readonly<Record<string, string>>): FlowSpec {
  if (Object.keys(tags).length === 0) return flow;
  const own = flow.tags ?? {};
  const children = (flow.children ?? []).map((child) => inTrace({ ...child, tags: child.tags ?? own }, tags));
  return { ...flow, tags: { ...own, ...tags }, children };
}

/** What makes two requests the same one: what is asked, not the id or the time of asking. */
function fingerprint(flow: FlowSpec): Json {
  return {
    workflow: flow.workflow,
    input: flow.input,
    objectKey: flow.objectKey ?? null,
    children: (flow.children ?? []).map(fingerprint),
  };
}
