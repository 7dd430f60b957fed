export { situationWeaverPhase } from './situation-weaver.phase.js';
