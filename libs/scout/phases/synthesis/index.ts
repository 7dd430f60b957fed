export { synthesisPhase } from './synthesis.phase.js';
export { investigationWorkflow } from './investigation.workflow.js';
