import { spawn } from 'node:child_process';
import type { Engine } from './engines.js';
import type { Measured, Workload } from './workload.js';

/** Stores that an engine's process is given. */
export interface EngineStores {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/** Runs one repeat in a process of its own and reads its line. Throws with what the process said when it fails. */
export async function runEngine(
  engine: Engine,
  { steps, inFlight, warmUpMs, measuredMs }: Workload,
  stores: EngineStores,
): Promise<Measured> {
  const args = [steps, inFlight, warmUpMs, measuredMs].map(String);
  return JSON.parse(await lineOf(engine, args, stores, '{"runs"')) as Measured;
}

/** Runs a measure of our own engine and reads its figures. */
export async function runMeasure(measure: Engine, stores: EngineStores): Promise<Readonly<Record<string, number>>> {
  const line = await lineOf(measure, measure.args ?? [], stores, '{"figures"');
  return (JSON.parse(line) as { figures: Record<string, number> }).figures;
}

function lineOf(engine: Engine, args: readonly string[], stores: EngineStores, begin: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [engine.script, ...args], {
      cwd: engine.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DATABASE_URL: stores.databaseUrl,
        REDIS_URL: stores.redisUrl,
        RESTATE_LOGGING: 'ERROR',
        NODE_ENV: 'production',
      },
    });
    let out = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
    child.once('error', reject);
    child.once('close', (code) => {
      const line = out.split('\n').findLast((text) => text.startsWith(begin));
      if (code === 0 && line !== undefined) resolve(line);
      else reject(new Error(`${engine.name} ended with ${String(code)} and no result. It said:\n${said}`));
    });
  });
}
