import type { Workflow } from '#durable';
import { actorDiscoveryPhase } from './actor-discovery/index.js';
import { bootstrapPhase } from './bootstrap/index.js';
import { withFirstSources } from './first-sources.js';
import type { Phase } from './phase.js';
import type { PhaseName } from './registry.js';
import { PHASE_NAMES } from './registry.js';
import type { RunnerDeps } from './runner.js';
import { fullRunWorkflow, phaseWorkflow } from './runner.js';
import { scrapePhase, scrapeSourceWorkflow } from './scrape/index.js';
import { signOfLife } from './sign-of-life.js';
import { situationWeaverPhase } from './situation-weaver/index.js';
import { supervisorPhase } from './supervisor/index.js';
import { investigationWorkflow, synthesisPhase } from './synthesis/index.js';

/** The body of each phase: adding a phase is a folder, a row in the registry and a line here. */
const BODIES: Readonly<Record<PhaseName, Phase>> = {
  bootstrap: bootstrapPhase,
  actor_discovery: actorDiscoveryPhase,
  scrape: withFirstSources(bootstrapPhase, scrapePhase),
  synthesis: synthesisPhase,
  situation_weaver: situationWeaverPhase,
  supervisor: supervisorPhase,
};

/** Everything a worker runs: the full run, its six phases, the child job of one source, and investigations of one signal. */
export function scoutWorkflows(deps: RunnerDeps): Workflow[] {
  const holding = [
    fullRunWorkflow(deps),
    ...PHASE_NAMES.map((phase) => phaseWorkflow(phase, BODIES[phase], deps)),
    scrapeSourceWorkflow(deps.services),
  ] as unknown as Workflow[];
  const onHeartbeat = signOfLife(deps.regionRuns);
  const investigation = investigationWorkflow(deps.services, deps.spentMicroUsd) as unknown as Workflow;
  return [...holding.map((workflow) => ({ ...workflow, onHeartbeat })), investigation];
}
