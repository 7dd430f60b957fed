/** Figures for Prometheus: what the engine, the providers and the graph report, as series of a process's registry. */
export { backlogMetrics } from './backlog-metrics.js';
export { engineMetrics } from './engine-metrics.js';
export { providerMetrics, signalMetrics } from './scout-metrics.js';
