import { setTimeout as delay } from 'node:timers/promises';
import { askGraphql } from './graphql.js';
import type { RunSummary } from './result-table.js';
import type { StackFile } from './stack-file.js';

const START = `mutation ($query: String!) { runScout(query: $query) { success message code unblocks run { id region } } }`;
const WATCH = `query ($id: ID!) { scoutRun(id: $id) {
  status nowDoing spentMicroUsd skipped error { message step } children { label status nowDoing counts error { message step } } } }`;
const SIGNALS = `query ($region: String!, $after: String) { signals(region: $region, first: 100, after: $after) {
  edges { node { type reviewStatus } } pageInfo { hasNextPage endCursor } } }`;
const OTHERS = `query ($region: String!) {
  situations(region: $region, first: 1) { totalCount } actors(region: $region, first: 1) { totalCount } }`;

const FINAL = ['COMPLETED', 'FAILED', 'CANCELLED', 'NEEDS_ATTENTION'];
/** The API may restart under us; it is asked again for this long before we give up. */
const PATIENCE_MS = 60_000;

interface Failure {
  message: string;
  step: string | null;
}

interface WatchedRun {
  status: string;
  nowDoing: string | null;
  spentMicroUsd: number;
  skipped: string[];
  error: Failure | null;
  children: { label: string; status: string; nowDoing: string | null; error: Failure | null }[];
}

/** Scouts the region with a full run through GraphQL, telling what it does, and sums up. Throws when the start is refused. */
export async function scoutOnce(
  stack: StackFile,
  query: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<RunSummary> {
  const at = { url: stack.urls.graphql, token: stack.tokens.operator };
  const startedAt = Date.now();
  const { runScout } = await askGraphql<{
    runScout: {
      success: boolean;
      message: string;
      code: string | null;
      unblocks: string | null;
      run: { id: string; region: string } | null;
    };
  }>(at, START, { query });
  if (!runScout.success || !runScout.run) {
    throw new Error(
      `The run was refused: ${runScout.message} (${runScout.code ?? 'no code'}). ${runScout.unblocks ?? ''}`,
    );
  }
  const { id, region } = runScout.run;
  say(`full run ${id} of ${query}`);
  const run = await watch(at, id, { startedAt, say, signal });
  return {
    runId: id,
    region: query,
    status: run.status,
    error: describe(run),
    skipped: run.skipped,
    elapsedMs: Date.now() - startedAt,
    spentMicroUsd: run.spentMicroUsd,
    ...(await countKnown(at, region)),
  };
}

async function watch(
  at: { url: string; token: string },
  id: string,
  { startedAt, say, signal }: { startedAt: number; say: (line: string) => void; signal: AbortSignal },
): Promise<WatchedRun> {
  let shown = '';
  let answeredAt = Date.now();
  for (;;) {
    signal.throwIfAborted();
    try {
      const { scoutRun } = await askGraphql<{ scoutRun: WatchedRun | null }>(at, WATCH, { id });
      if (!scoutRun) throw new Error(`run ${id} is not known`);
      answeredAt = Date.now();
      const line = progressLine(scoutRun);
      if (line !== shown) say(`${((Date.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${line}`);
      shown = line;
      if (FINAL.includes(scoutRun.status)) return scoutRun;
    } catch (error) {
      if (Date.now() - answeredAt > PATIENCE_MS) throw error;
    }
    await delay(500, undefined, { signal });
  }
}

/** One line about where a run is: the phase at work and what it does. */
export function progressLine(run: Pick<WatchedRun, 'status' | 'nowDoing' | 'children'>): string {
  const done = run.children.filter(({ status }) => status === 'COMPLETED').length;
  const current =
    run.children.find(({ status }) => status === 'RUNNING') ??
    run.children.find(({ status }) => !FINAL.includes(status));
  if (!current || FINAL.includes(run.status)) return run.nowDoing ?? run.status.toLowerCase();
  return `phase ${done + 1} of ${run.children.length}  ${current.label}${current.nowDoing ? `: ${current.nowDoing}` : ''}`;
}

function describe(run: WatchedRun): string | undefined {
  const failed = run.children.find(({ error }) => error);
  const error = run.error ?? failed?.error;
  if (!error) return undefined;
  return `${failed ? `${failed.label}: ` : ''}${error.message}${error.step ? ` (step ${error.step})` : ''}`;
}

async function countKnown(
  at: { url: string; token: string },
  region: string,
): Promise<Pick<RunSummary, 'signals' | 'situations' | 'actors'>> {
  const signals: Record<string, number> = {};
  for (let after: string | null = null; ;) {
    const page: {
      signals: { edges: { node: { type: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    } = await askGraphql(at, SIGNALS, { region, after });
    for (const { node } of page.signals.edges) signals[node.type] = (signals[node.type] ?? 0) + 1;
    if (!page.signals.pageInfo.hasNextPage) break;
    after = page.signals.pageInfo.endCursor;
  }
  const others = await askGraphql<{ situations: { totalCount: number }; actors: { totalCount: number } }>(at, OTHERS, {
    region,
  });
  return { signals, situations: others.situations.totalCount, actors: others.actors.totalCount };
}
