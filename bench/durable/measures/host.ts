/** The engine as the measures use it: a client and a worker in one process. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DurableClient, DurableWorker, type Logger, type RunId, type Workflow } from '#durable';
import { given } from '../engines/report.js';

const say = (...words: unknown[]): void => {
  console.error(...words);
};
const logger: Logger = { debug: () => undefined, info: () => undefined, warn: say, error: say };

export interface Host {
  readonly client: DurableClient;
  readonly pool: pg.Pool;
  /** Namespace in Redis, and prefix of run ids. */
  readonly prefix: string;
  /** Starts a worker for these workflows. */
  work(workflows: readonly Workflow[]): Promise<DurableWorker>;
  /** Resolves when a worker of this host has stored the run's outcome. */
  ended(id: RunId): Promise<void>;
  close(): Promise<void>;
}

export interface HostOptions {
  readonly prefix?: string;
  /** Told of each statement as it is sent. */
  readonly sending?: (name: string) => void;
}

/** Opens a host; all times are the engine's defaults. */
export function openHost(routes: Readonly<Record<string, string>>, options: HostOptions = {}): Host {
  const { prefix = `bench-${randomUUID().slice(0, 8)}`, sending } = options;
  const pool = new pg.Pool({ connectionString: given('DATABASE_URL'), max: 20 });
  if (sending) tellSent(pool, sending);
  const redis = { url: given('REDIS_URL') };
  const client = new DurableClient({ pool, redis, prefix, routes, logger });
  client.open();
  const workers: DurableWorker[] = [];
  const waiting = new Map<string, () => void>();
  return {
    client,
    pool,
    prefix,
    async work(workflows) {
      const worker = new DurableWorker({
        pool,
        redis,
        prefix,
        workflows,
        codeVersion: '1',
        logger,
        onEnded: ({ runId }) => {
          waiting.get(runId)?.();
        },
      });
      workers.push(worker);
      await worker.start();
      return worker;
    },
    ended: (id) => new Promise((resolve) => waiting.set(id, resolve)),
    async close() {
      await Promise.all(workers.map((worker) => worker.drain(1_000)));
      await client.close();
      await pool.end();
    },
  };
}

function tellSent(pool: pg.Pool, sending: (name: string) => void): void {
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  const watched = (...args: unknown[]): unknown => {
    const [config] = args;
    if (typeof config === 'object' && config !== null && 'name' in config) sending(String(config.name));
    return query(...args);
  };
  pool.query = watched as typeof pool.query;
}

/** Prints the line that the benchmark reads. */
export function tell(figures: Readonly<Record<string, number>>): void {
  process.stdout.write(`${JSON.stringify({ figures })}\n`);
}
