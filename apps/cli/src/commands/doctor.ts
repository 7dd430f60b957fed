import { statfs } from 'node:fs/promises';
import { connect as dial } from 'node:net';
import { resolve } from 'node:path';
import { readStackFile, type StackFile } from '../client/connection.js';
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

/** `scout doctor`: runtime, disk, stack file, ports, stores, keys. Exit status 1 when something is not well. */
export async function doctor(printer: Printer, dataDir: string): Promise<ExitCode> {
  const checks: Check[] = [runtime(process.versions.node), await disk(dataDir)];
  const stack = await readStackFile(dataDir).catch((cause: unknown) => {
    checks.push(bad('stack file', (cause as Error).message, 'npm start'));
    return null;
  });
  if (stack !== null) {
    checks.push(processes(stack));
    checks.push(...(await Promise.all(['postgres', 'redis', 'neo4j'].map((store) => port(store, stack.urls[store])))));
    checks.push(...(await readiness(stack)));
    checks.push(mode(stack));
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

async function port(name: string, url: string | undefined): Promise<Check> {
  if (url === undefined) return bad(name, 'not in the stack file', 'npm start');
  const { hostname, port: number } = new URL(url);
  const reached = await new Promise<boolean>((done) => {
    const socket = dial({ host: hostname, port: Number(number) });
    const end = (result: boolean): void => {
      socket.destroy();
      done(result);
    };
    socket.setTimeout(TIMEOUT_MS, () => {
      end(false);
    });
    socket.once('connect', () => {
      end(true);
    });
    socket.once('error', () => {
      end(false);
    });
  });
  const where = `${hostname}:${number}`;
  return reached
    ? good(name, `listens on ${where}`)
    : bad(name, `nothing answers on ${where}`, 'npm start (it restarts what died)');
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
