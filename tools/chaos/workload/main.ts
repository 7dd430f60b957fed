/** A worker process of the synthetic workflows: made to be killed, frozen, cut off and told the wrong time. */
import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { DurableWorker, type Logger } from '#durable';
import { EffectLog } from '../observe/effect-log.js';
import { followSteadyClock } from '../observe/steady-clock.js';
import { readConfig, TIMES } from './config.js';
import { chargeAt } from './till.js';
import { syntheticWorkflows } from './workflows.js';

const DRAIN_MS = 8_000;
const config = readConfig();
followSteadyClock(config.clockOriginMs);

function tell(level: string): (fields: object, text?: string) => void {
  return (fields, text) =>
    console.error(
      JSON.stringify({ level, text, ...fields }, (_key, value: unknown) =>
        value instanceof Error ? String(value) : value,
      ),
    );
}
const logger: Logger = { debug: () => undefined, info: tell('info'), warn: tell('warn'), error: tell('error') };

const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 20, connectionTimeoutMillis: 5_000 });
pool.on('error', (error) => logger.warn({ err: error }, 'a connection to Postgres was lost'));
const worker = new DurableWorker({
  pool,
  redis: { url: config.redisUrl },
  prefix: config.prefix,
  workflows: syntheticWorkflows({
    log: new EffectLog(config.effectLog, config.name, process.pid),
    charge: chargeAt(config.tillUrl),
  }),
  codeVersion: '1.0.0',
  logger,
  ...TIMES,
});
process.once('SIGTERM', () => {
  void worker.drain(DRAIN_MS).then(() => process.exit(0));
});
try {
  await worker.start();
} catch (error) {
  // A store that is away while we start: the supervisor starts us again.
  logger.error({ err: error }, 'could not start');
  process.exit(1);
}
writeFileSync(config.readyFile, String(process.pid));
