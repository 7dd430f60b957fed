export { supervisorPhase } from './supervisor.phase.js';
