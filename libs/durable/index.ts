export * from './types.js';
export * from './errors.js';
export { DurableClient, type DurableClientOptions } from './client/durable-client.js';
export type { RunFilter, StepDetail } from './client/reader.js';
export type { Routes } from './dispatch/routes.js';
export type { RedisTarget } from './dispatch/redis.js';
export type { Logger } from './logger.js';
export { durableMigrations } from './migrations/index.js';
export { DurableWorker, type DurableWorkerOptions } from './worker/durable-worker.js';
