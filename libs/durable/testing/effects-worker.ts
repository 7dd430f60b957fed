import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { DurableWorker, type Workflow } from '../index.js';
import { silent } from '../logger.js';

/** A worker process to be killed: each step leaves a line when its body starts and another when it ends. */
export interface EffectsSettings {
  readonly url: string;
  readonly redisUrl: string;
  readonly prefix: string;
  readonly log: string;
  readonly steps: number;
  /** How long a run rests between two steps. */
  readonly betweenMs: number;
  /** How long a body takes. */
  readonly bodyMs: number;
}
const settings = JSON.parse(process.argv[2] ?? '{}') as EffectsSettings;
const say = (what: string, run: string, key: string): void =>
  appendFileSync(settings.log, `${what} ${run} ${key} ${process.pid}\n`);

const effects: Workflow = {
  name: 'effects',
  queue: 'work',
  concurrency: 4,
  async run(context) {
    for (let n = 0; n < settings.steps; n += 1) {
      if (n > 0 && settings.betweenMs > 0) {
        say('rest', context.runId, `s${n}`);
        await delay(settings.betweenMs);
      }
      await context.step(`s${n}`, async ({ signal }) => {
        say('start', context.runId, `s${n}`);
        await delay(settings.bodyMs, undefined, { signal });
        say('end', context.runId, `s${n}`);
        return n;
      });
    }
    await context.tx('count', async (client) => {
      await client.query('INSERT INTO counted VALUES ($1, $2)', [context.runId, 'count']);
    });
    return null;
  },
};

const pool = new pg.Pool({ connectionString: settings.url, max: 10 });
const worker = new DurableWorker({
  pool,
  redis: { url: settings.redisUrl },
  prefix: settings.prefix,
  workflows: [effects],
  codeVersion: '1',
  logger: silent,
  metrics: {
    count: (what) => {
      if (what === 'durable_fenced_total') say('fenced', '-', '-');
    },
    observe: () => undefined,
  },
  lockMs: 1_500,
  stalledIntervalMs: 500,
  leaseMs: 1_500,
  heartbeatMs: 400,
  reconcileIntervalMs: 500,
  stopGraceMs: 300,
  reconcileGraceMs: 1_000,
});
await worker.start();
