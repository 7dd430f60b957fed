import { statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PRICES_AS_OF, storeFindings } from '../../../../tools/stack/store-health.js';
import { readStackFile, type StackFile } from '../client/connection.js';
import type { ProviderKey } from '../config.js';
import { EXIT, type ExitCode } from '../output/exit-codes.js';
import type { Printer } from '../output/printer.js';

/** One thing looked at: what, whether it is well, and the command that mends it. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string | null;
}

const MIN_NODE_MAJOR = 22;
const MIN_FREE_BYTES = 2 * 1024 ** 3;
const MAX_CLOCK_SKEW_MS = 5_000;
const TIMEOUT_MS = 3_000;

/** `scout doctor`: runtime, disk, stack file, processes, stores, clocks, keys, prices. Exit status 1 when something is not well. */
export async function doctor(printer: Printer, dataDir: string, keys: readonly ProviderKey[]): Promise<ExitCode> {
  const checks: Check[] = [runtime(process.versions.node), await disk(dataDir), prices(PRICES_AS_OF, new Date())];
  const stack = await readStackFile(dataDir).catch((cause: unknown) => {
    checks.push(bad('stack file', (cause as Error).message, 'npm start'));
    return null;
  });
  if (stack !== null) {
    checks.push(processes(stack));
    checks.push(...(await stores(stack)));
    checks.push(...(await readiness(stack)));
    checks.push(mode(stack), ...keysOf(stack.mode, keys));
  }
  for (const check of checks) {
    if (printer.json) printer.record({ type: 'check', ...check });
    else
      printer.line(
        `${check.ok ? 'ok  ' : 'FAIL'}  ${check.name}: ${check.detail}${check.fix === null ? '' : `\n      fix: ${check.fix}`}`,
      );
  }
  return checks.every((check) => check.ok) ? EXIT.ok : EXIT.runFailed;
}

const good = (name: string, detail: string): Check => ({ name, ok: true, detail, fix: null });
const bad = (name: string, detail: string, fix: string): Check => ({ name, ok: false, detail, fix });

/** Node's version, against the oldest that the dependencies run on. */
export function runtime(version: string): Check {
  const major = Number(version.split('.')[0]);
  return major >= MIN_NODE_MAJOR
    ? good('runtime', `Node ${version}`)
    : bad(
        'runtime',
        `Node ${version} is older than ${String(MIN_NODE_MAJOR)}`,
        'run it through npm: `npm run scout -- doctor`',
      );
}

async function disk(dataDir: string): Promise<Check> {
  const { bavail, bsize } = await statfs(resolve(dataDir)).catch(() => statfs('.'));
  const free = bavail * bsize;
  const text = `${(free / 1024 ** 3).toFixed(1)} GiB free`;
  return free >= MIN_FREE_BYTES
    ? good('disk', text)
    : bad('disk', text, 'free some space, or choose another folder with --data DIR');
}

/** A process listed in the stack file that no longer lives means the file is of a dead instance. */
export function processes(stack: StackFile, alive: (pid: number) => boolean = isAlive): Check {
  const dead = stack.processes.filter(({ pid }) => !alive(pid));
  if (dead.length === 0) return good('processes', `${String(stack.processes.length)} running`);
  return bad(
    'processes',
    `not running: ${dead.map(({ role, pid }) => `${role} (pid ${String(pid)})`).join(', ')}`,
    'npm start',
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function stores(stack: StackFile): Promise<Check[]> {
  const { postgres, redis, neo4j } = stack.urls;
  if (postgres === undefined || redis === undefined || neo4j === undefined || stack.neo4j === undefined)
    return [bad('stores', 'the stack file does not name all three', 'npm start')];
  return storeFindings({ postgres, redis, neo4j, neo4jUser: stack.neo4j.user, neo4jPassword: stack.neo4j.password });
}

async function readiness(stack: StackFile): Promise<Check[]> {
  const api = stack.urls.api;
  if (api === undefined) return [bad('api', 'not in the stack file', 'npm start')];
  try {
    const response = await fetch(new URL('/readyz', api), { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const body = (await response.text()).slice(0, 500);
    const date = Date.parse(response.headers.get('date') ?? '');
    const skewMs = Number.isNaN(date) ? 0 : Math.abs(Date.now() - date);
    return [
      response.ok
        ? good('api', 'ready')
        : bad('api', `not ready: ${body}`, 'look at the named store in the log of `npm start`'),
      skewMs <= MAX_CLOCK_SKEW_MS
        ? good('clock', 'agrees with the API')
        : bad('clock', `${String(skewMs)} ms off the API's`, 'set the clock (NTP)'),
    ];
  } catch (cause) {
    return [bad('api', `cannot be reached: ${(cause as Error).message}`, 'npm start')];
  }
}

function mode(stack: StackFile): Check {
  const what: Readonly<Record<string, string>> = {
    town: 'the sample town stands in for the outside world; no keys needed',
    structured: 'the real web without an LLM: signals from structured data only',
    live: 'the real web and all providers',
  };
  return good('mode', `${stack.mode}: ${what[stack.mode] ?? 'unknown'}`);
}

/** Whether each provider's key is there, where the mode needs it. Whether it is accepted only a paid call could tell of most. */
export function keysOf(mode: string, keys: readonly ProviderKey[]): Check[] {
  if (mode !== 'live') return [];
  return keys.map(({ name, given, without }) =>
    given ? good(name, 'set') : bad(name, `not set: ${without}`, `set ${name} in .env, then npm start -- --mode live`),
  );
}

const MS_PER_DAY = 86_400_000;
const OLD_PRICES_DAYS = 180;

/** Prices change: a table older than half a year misleads the budget. */
export function prices(asOf: string, now: Date): Check {
  const days = Math.floor((now.getTime() - Date.parse(asOf)) / MS_PER_DAY);
  return days <= OLD_PRICES_DAYS
    ? good('price table', `as of ${asOf}`)
    : bad(
        'price table',
        `as of ${asOf}, ${String(days)} days old`,
        'git pull, or correct libs/scout/budget/price-table.ts',
      );
}
