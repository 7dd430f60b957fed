export { actorDiscoveryPhase } from './actor-discovery.phase.js';
