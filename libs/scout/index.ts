/** Scouting as durable work: everything a worker runs. What starts it is `#scout/phases`, which knows no phase's body. */
export { scoutWorkflows } from './phases/workflows.js';
