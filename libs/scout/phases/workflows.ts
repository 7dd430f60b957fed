import type { FlowSpec, Json, RunId, StartSpec, Workflow } from '#durable';
import { actorDiscoveryPhase } from './actor-discovery/index.js';
import { bootstrapPhase } from './bootstrap/index.js';
import type { Phase, PhaseInput } from './phase.js';
import type { PhaseName } from './registry.js';
import { FULL_RUN, PHASE_NAMES } from './registry.js';
import type { RunnerDeps } from './runner.js';
import { fullRunWorkflow, heartbeatOf, phaseWorkflow } from './runner.js';
import { scrapePhase, scrapeSourceWorkflow } from './scrape/index.js';
import { situationWeaverPhase } from './situation-weaver/index.js';
import { supervisorPhase } from './supervisor/index.js';
import { synthesisPhase } from './synthesis/index.js';

/** The body of each phase: adding a phase is a folder, a row in the registry and a line here. */
const BODIES: Readonly<Record<PhaseName, Phase>> = {
  bootstrap: bootstrapPhase,
  actor_discovery: actorDiscoveryPhase,
  scrape: scrapePhase,
  synthesis: synthesisPhase,
  situation_weaver: situationWeaverPhase,
  supervisor: supervisorPhase,
};

/** Everything a worker runs: the full run, its six phases, and the child job of one source. */
export function scoutWorkflows(deps: RunnerDeps): Workflow[] {
  const readSource = scrapeSourceWorkflow(deps.services);
  return [
    fullRunWorkflow(deps),
    ...PHASE_NAMES.map((phase) => phaseWorkflow(phase, BODIES[phase], deps)),
    { ...readSource, onHeartbeat: heartbeatOf(deps.regionRuns) },
  ] as unknown as Workflow[];
}

/** What starts a run of a region. `id` is `{region}-{unix seconds}`. */
export interface ScoutRunSpec {
  readonly id: RunId;
  readonly input: PhaseInput;
  readonly idempotencyKey?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

function specOf({ id, input, ...rest }: ScoutRunSpec, workflow: string): StartSpec {
  return { ...rest, id, workflow, input: input as unknown as Json, objectKey: input.region.slug };
}

/** One phase alone. */
export const phaseFlow = (phase: PhaseName, spec: ScoutRunSpec): FlowSpec => specOf(spec, phase);

/** The tree of a full run: full-run ← supervisor ← … ← bootstrap; ids are `{root}-{phase}`. */
export function fullRunFlow(spec: ScoutRunSpec): FlowSpec {
  const { id, input, tags } = spec;
  const chain = PHASE_NAMES.reduce<FlowSpec | null>(
    (before, phase) => ({
      ...specOf({ id: `${id}-${phase.replaceAll('_', '-')}` as RunId, input, tags }, phase),
      children: before === null ? [] : [before],
    }),
    null,
  );
  return { ...specOf(spec, FULL_RUN.workflow), children: chain === null ? [] : [chain] };
}
