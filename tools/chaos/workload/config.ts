/** What a synthetic worker is told. */
export interface SyntheticWorkerConfig {
  readonly name: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly prefix: string;
  readonly tillUrl: string;
  readonly effectLog: string;
  /** Origin of the storm's clock. */
  readonly clockOriginMs: number;
  /** Written once it takes jobs. */
  readonly readyFile: string;
}

/** Name of the variable that holds it as JSON: an environment, unlike a command line, is not for every user's eyes. */
export const CONFIG_VARIABLE = 'CHAOS_WORKER';

/** The configuration of this process. Throws when it was not started by the chaos program. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): SyntheticWorkerConfig {
  const text = environment[CONFIG_VARIABLE];
  if (!text) throw new Error(`${CONFIG_VARIABLE} is not set: this worker is started by npm run chaos.`);
  return JSON.parse(text) as SyntheticWorkerConfig;
}

/** Times of the synthetic workers and of the client that starts their runs: short, so that takeovers happen often. */
export const TIMES = {
  lockMs: 3_000,
  stalledIntervalMs: 1_000,
  leaseMs: 3_000,
  heartbeatMs: 750,
  reconcileIntervalMs: 1_000,
  reconcileGraceMs: 2_000,
} as const;
