/** What every process of the system has: configuration, clock, log, readiness, traces. */
export { clockConfigSchema, clockOf, type ClockConfig } from './clock.js';
export { createLogger, frameworkLogger, type AppLogger } from './logger.js';
export { parseEnvironment, type Environment } from './parse-environment.js';
export { readiness, type Readiness } from './readiness.js';
export { Tracing, tracingConfigSchema, type TracingConfig } from './tracing.js';
