import { setTimeout as delay } from 'node:timers/promises';
import { askGraphql } from '../../stack/graphql.js';
import type { ChaosSystem } from '../system/chaos-system.js';

const RUN = `mutation ($query: String!, $key: String) { answer: runScout(query: $query, idempotencyKey: $key) { success code message run { id } } }`;
const RETRY = `mutation ($id: ID!) { answer: retryScoutRun(runId: $id) { success code message } }`;
const WATCH = `query ($id: ID!) { scoutRun(id: $id) { status nowDoing error { message step } children { id phase status error { message step } } } }`;

interface Answer {
  readonly answer: {
    readonly success: boolean;
    readonly code: string | null;
    readonly message: string;
    readonly run?: { readonly id: string } | null;
  };
}
interface Watched {
  readonly scoutRun: {
    readonly status: string;
    readonly nowDoing: string | null;
    readonly error: { readonly message: string; readonly step: string | null } | null;
    readonly children: readonly {
      readonly id: string;
      readonly phase: string | null;
      readonly status: string;
      readonly error: { readonly message: string } | null;
    }[];
  } | null;
}

/** How a full run ended. */
export interface Scouted {
  readonly runId: string;
  readonly status: string;
  readonly elapsedMs: number;
  /** How often it was asked to go on after it had failed. */
  readonly retries: number;
  readonly problem: string | null;
}

const ENDED: ReadonlySet<string> = new Set(['COMPLETED', 'CANCELLED']);
const STOPPED: ReadonlySet<string> = new Set(['FAILED', 'NEEDS_ATTENTION']);
/** An operator presses "retry" so often on a run that stopped, and not before a moment has passed. */
const MAX_RETRIES = 6;
const RETRY_AFTER_MS = 5_000;

/** The sample town's region: what to ask for, and its name in the graph. */
export async function sampleRegion(town: string): Promise<{ query: string; slug: string }> {
  const response = await fetch(`${town}/__truth`);
  return ((await response.json()) as { region: { query: string; slug: string } }).region;
}

/**
 * Scouts a region with a full run through GraphQL and resolves when it has ended. The API may lose its stores meanwhile: it is asked until it answers.
 * A run that stopped is told to go on, as an operator would; `retried` hears of it. Rejects when the signal is aborted.
 */
export async function scoutRegion(
  system: ChaosSystem,
  query: string,
  key: string,
  { signal, retried, told }: { signal: AbortSignal; retried: (runId: string) => void; told: (line: string) => void },
): Promise<Scouted> {
  const startedAt = performance.now();
  const ask = <T>(text: string, variables: Record<string, unknown>): Promise<T> =>
    insist(() => askGraphql<T>(system.graphql, text, variables), signal);
  let { answer } = await ask<Answer>(RUN, { query, key });
  // The request before may have been cut off in the middle: whoever asks again with its key gets its run.
  for (; answer.code === 'REGION_BUSY'; { answer } = await ask<Answer>(RUN, { query, key }))
    await delay(RETRY_AFTER_MS, undefined, { signal });
  if (!answer.run) throw new Error(`The full run was refused: ${answer.code ?? ''} ${answer.message}`);
  const runId = answer.run.id;
  let retries = 0;
  let shown = '';
  for (;;) {
    const { scoutRun: run } = await ask<Watched>(WATCH, { id: runId });
    if (!run) throw new Error(`Run ${runId} is gone.`);
    const problem = problemOf(run);
    const done = run.children.filter(({ status }) => status === 'COMPLETED').length;
    const line = `full run ${runId}: ${run.status.toLowerCase()}, ${done} of ${run.children.length} phases${problem ? ` (${problem})` : ''}`;
    if (line !== shown) told(line);
    shown = line;
    const over = ENDED.has(run.status) || (STOPPED.has(run.status) && retries >= MAX_RETRIES);
    if (over) return { runId, status: run.status, elapsedMs: performance.now() - startedAt, retries, problem };
    if (STOPPED.has(run.status)) {
      await delay(RETRY_AFTER_MS, undefined, { signal });
      for (const id of [runId, ...run.children.map((child) => child.id)]) retried(id);
      // Refused while the end is being reported: asked again.
      const { answer: again } = await ask<Answer>(RETRY, { id: runId });
      if (again.success) retries += 1;
    }
    await delay(500, undefined, { signal });
  }
}

function problemOf(run: NonNullable<Watched['scoutRun']>): string | null {
  const failed = run.children.find(({ error }) => error !== null);
  return run.error?.message ?? (failed ? `${failed.phase}: ${failed.error?.message}` : null);
}

async function insist<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch {
      // The API's stores are away in some of the faults; who waits for the run gives up by the signal.
      await delay(500, undefined, { signal });
    }
  }
}
