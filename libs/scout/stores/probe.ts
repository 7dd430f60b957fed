import type { Stores } from './connect.js';

export const STORE_NAMES = ['postgres', 'redis', 'neo4j'] as const;
export type StoreName = (typeof STORE_NAMES)[number];

/** What one store answered. `problem` is null when it is well. */
export interface StoreProbe {
  readonly store: StoreName;
  readonly problem: string | null;
  readonly elapsedMs: number;
}

/** Asks each store for a sign of life, each with its own time limit, all at once. Never throws. */
export async function probeStores(stores: Stores, timeoutMs = 2_000): Promise<StoreProbe[]> {
  return Promise.all([
    probe('postgres', () => stores.pool.query('SELECT 1'), timeoutMs),
    probe('redis', () => stores.redis.ping(), timeoutMs),
    probe('neo4j', () => stores.graph.verify(), timeoutMs),
  ]);
}

async function probe(store: StoreName, ask: () => Promise<unknown>, timeoutMs: number): Promise<StoreProbe> {
  const from = performance.now();
  const problem = await Promise.race([
    ask().then(
      () => null,
      (error: unknown) => problemOf(error),
    ),
    new Promise<string>((resolve) => {
      setTimeout(resolve, timeoutMs, `no answer within ${String(timeoutMs)} ms`).unref();
    }),
  ]);
  return { store, problem, elapsedMs: Math.round(performance.now() - from) };
}

function problemOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return problemOf(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}
