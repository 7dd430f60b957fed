export { bootstrapPhase } from './bootstrap.phase.js';
