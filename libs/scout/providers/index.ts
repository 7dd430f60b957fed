/** Outside capabilities: the ports phases use, and the adapters behind them. */
export * from './ports.js';
export { createProviders, type Providers } from './create.js';
export type { ProviderObserver } from './observed.js';
export { providersConfigSchema, type ProvidersConfig } from './config.js';
export { evalGuard } from './eval/guard.js';
export { evalRobots } from './eval/robots.js';
export { evalCharsets } from './eval/charsets.js';
export type { EvalReport, Miss } from './eval/verdict.js';
export { decodeBody } from './web/charset.js';
export { LocalEmbedding } from './embedding/local.js';
