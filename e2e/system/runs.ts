import { eventually, type System } from './system.js';

export interface Outcome {
  readonly success: boolean;
  readonly message: string;
  readonly code: string | null;
  readonly unblocks: string | null;
  readonly run: { readonly id: string } | null;
}
export interface Run {
  readonly id: string;
  readonly status: string;
  readonly nowDoing: string | null;
  readonly spentMicroUsd: number;
  readonly error: { readonly message: string; readonly step: string | null } | null;
  readonly children: readonly {
    readonly id: string;
    readonly phase: string | null;
    readonly status: string;
    readonly nowDoing: string | null;
  }[];
}

const OUTCOME = 'success message code unblocks run { id }';
const ENDED = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'NEEDS_ATTENTION']);

export async function runScout(system: System, query: string): Promise<Outcome> {
  return (
    await system.graphql<{ it: Outcome }>(`mutation ($query: String!) { it: runScout(query: $query) { ${OUTCOME} } }`, {
      query,
    })
  ).it;
}

export async function runPhase(system: System, query: string, phase: string): Promise<Outcome> {
  return (
    await system.graphql<{ it: Outcome }>(
      `mutation ($query: String!, $phase: ScoutPhase!) { it: runScoutPhase(query: $query, phase: $phase) { ${OUTCOME} } }`,
      { query, phase },
    )
  ).it;
}

export async function stopScout(system: System, query: string): Promise<Outcome> {
  return (
    await system.graphql<{ it: Outcome }>(
      `mutation ($query: String!) { it: stopScout(query: $query) { ${OUTCOME} } }`,
      { query },
    )
  ).it;
}

export async function resetStatus(system: System, query: string): Promise<Outcome> {
  return (
    await system.graphql<{ it: Outcome }>(
      `mutation ($query: String!) { it: resetScoutStatus(query: $query, reason: "end-to-end test") { ${OUTCOME} } }`,
      { query },
    )
  ).it;
}

export async function readRun(system: System, id: string): Promise<Run> {
  const { scoutRun } = await system.graphql<{ scoutRun: Run | null }>(
    `query ($id: ID!) { scoutRun(id: $id) { id status nowDoing spentMicroUsd error { message step } children { id phase status nowDoing } } }`,
    { id },
  );
  if (scoutRun === null) throw new Error(`run ${id} is not known`);
  return scoutRun;
}

export function hasEnded({ status }: Run): boolean {
  return ENDED.has(status);
}

/** The run once it has ended, however it did. */
export function untilEnded(system: System, id: string, withinMs: number): Promise<Run> {
  return eventually(`run ${id} ends`, withinMs, async () => {
    const run = await readRun(system, id);
    return hasEnded(run) ? run : null;
  });
}

export async function statusOf(system: System, slug: string): Promise<string> {
  const { region } = await system.graphql<{ region: { phaseStatus: string } | null }>(
    `query ($slug: String!) { region(slug: $slug) { phaseStatus } }`,
    { slug },
  );
  return region?.phaseStatus ?? 'idle';
}
