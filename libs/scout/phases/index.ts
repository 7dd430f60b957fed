/** The phases: their order, and the durable work they are made of. */
export * from './registry.js';
export { GATE_DECISIONS, type GateDecision } from './approval-gate.js';
export type { Phase, PhaseContext, PhaseInput, PhaseResult, PhaseServices, ServicesOfRun } from './phase.js';
export { graphServices } from './graph-services.js';
export type { RunnerDeps } from './runner.js';
export { fullRunFlow, phaseFlow, type ScoutRunSpec } from './flows.js';
