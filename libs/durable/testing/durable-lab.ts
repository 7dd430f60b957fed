import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { DataSource } from 'typeorm';
import {
  DurableClient,
  DurableWorker,
  durableMigrations,
  Refusal,
  type DurableWorkerOptions,
  type RunId,
  type RunRecord,
  type Workflow,
} from '../index.js';
import { silent } from '../logger.js';

/** Every wait in these tests has its own, shorter deadline; this one only allows for a busy machine. */
jest.setTimeout(90_000);

/** Stores of a test file: a database of its own on the test Postgres, a namespace of its own in the test Redis. */
export interface Lab {
  readonly pool: pg.Pool;
  readonly redisUrl: string;
  readonly prefix: string;
  readonly client: DurableClient;
  worker(workflows: readonly Workflow[], options?: Partial<DurableWorkerOptions>): Promise<DurableWorker>;
  /** Resolves with the run when the condition holds; rejects with its state after the deadline. */
  until(id: RunId, holds: (run: RunRecord) => boolean, withinMs?: number): Promise<RunRecord>;
  /** Retries a run as soon as its end has been reported. */
  retry(id: RunId): Promise<RunRecord>;
  close(): Promise<void>;
}

export interface LabOptions {
  readonly routes: Readonly<Record<string, string>>;
  readonly reconcileIntervalMs?: number;
  readonly reconcileGraceMs?: number;
  readonly stopGraceMs?: number;
}

/** Short times, so that tests of crashes and takeovers take seconds. */
const FAST = {
  lockMs: 2_000,
  stalledIntervalMs: 500,
  leaseMs: 2_000,
  heartbeatMs: 300,
  reconcileIntervalMs: 500,
  reconcileGraceMs: 500,
  stopGraceMs: 300,
};

/** Opens a lab. Needs TEST_DATABASE_URL (of a user that may create databases) and TEST_REDIS_URL, which `npm test` provides. */
export async function openLab({ routes, ...timing }: LabOptions): Promise<Lab> {
  const serverUrl = required('TEST_DATABASE_URL');
  const redisUrl = required('TEST_REDIS_URL');
  const name = `durable_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const source = await new DataSource({
    type: 'postgres',
    url: url.href,
    migrations: [...durableMigrations],
  }).initialize();
  await source.runMigrations();
  await source.destroy();
  const pool = new pg.Pool({ connectionString: url.href, max: 20 });
  const prefix = name;
  const redis = { url: redisUrl };
  const client = new DurableClient({ pool, redis, routes, prefix, logger: silent, ...FAST, ...timing });
  client.open();
  const workers: DurableWorker[] = [];
  return {
    pool,
    redisUrl,
    prefix,
    client,
    async worker(workflows, options = {}) {
      const worker = new DurableWorker({
        pool,
        redis,
        prefix,
        workflows,
        codeVersion: '1',
        logger: silent,
        ...FAST,
        ...timing,
        ...options,
      });
      workers.push(worker);
      await worker.start();
      return worker;
    },
    async until(id, holds, withinMs = 30_000) {
      const run = await eventually(
        () => client.get(id),
        (found) => found !== null && holds(found),
        withinMs,
      );
      if (!run) throw new Error(`no run ${id}`);
      return run;
    },
    async retry(id) {
      const retried = await eventually(
        () =>
          client.retry(id).catch((cause: unknown) => {
            if (cause instanceof Refusal && cause.code === 'RUN_SETTLING') return null;
            throw cause;
          }),
        (run) => run !== null,
      );
      if (!retried) throw new Error(`run ${id} was not retried`);
      return retried;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.drain(2_000)));
      await client.close();
      await pool.end();
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Reads until the value is right. Rejects with the last value seen after the deadline. */
export async function eventually<T>(
  read: () => Promise<T>,
  right: (value: T) => boolean,
  withinMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await read();
    if (right(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`not within ${withinMs} ms; last seen: ${JSON.stringify(value)?.slice(0, 2_000)}`);
    await delay(25);
  }
}

/** A promise with its handles outside. */
export function gate<T = void>(): { readonly promise: Promise<T>; readonly open: (value: T) => void } {
  let open: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A setting that `npm test` provides. Throws without it: nobody's own store is to be taken for the test's. */
export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with npm test, which starts the stores.`);
  return value;
}
