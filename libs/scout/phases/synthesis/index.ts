export { synthesisPhase } from './synthesis.phase.js';
