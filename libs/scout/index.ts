/** Scouting: the phases as durable workflows, what starts them, and what they need. */
export * from './phases/registry.js';
export type { Phase, PhaseContext, PhaseInput, PhaseResult, PhaseServices } from './phases/phase.js';
export { createPhaseServices, type PhaseServicesParts } from './phases/services.js';
export { fullRunFlow, phaseFlow, scoutWorkflows, type ScoutRunSpec } from './phases/workflows.js';
export type { RunnerDeps } from './phases/runner.js';
