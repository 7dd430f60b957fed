import { join } from 'node:path';
import { built, repository } from './repository.js';
import type { ProcessSpec } from './supervised.js';
import { basics } from './surroundings.js';

interface Common {
  port: number;
  /** Folder of log files. */
  logs: string;
  env: NodeJS.ProcessEnv;
}

/** A Nest application compiles its schema and runs migrations before it answers; on a busy machine that takes a while. */
const READY_WITHIN_MS = 120_000;

const at = (port: number): string => `http://127.0.0.1:${port}`;

/** The GraphQL API. */
export function apiProcess({ port, logs, env }: Common): ProcessSpec {
  return {
    ...program('api', built('apps/api/src/main.js'), logs),
    url: at(port),
    env,
    ready: () => answersOk(`${at(port)}/readyz`),
  };
}

/** One worker; `port` serves its probes and metrics. */
export function workerProcess({ number, port, logs, env }: Common & { number: number }): ProcessSpec {
  return {
    ...program('worker', built('apps/worker/src/main.js'), logs, `worker-${number}`),
    url: at(port),
    env: { ...env, WORKER_PORT: String(port) },
    // A worker drains on SIGTERM: the step in flight may finish.
    stopWithinMs: 20_000,
    ready: () => answersOk(`${at(port)}/readyz`),
  };
}

/** The dashboard. It is given the API's address and no secret. */
export function adminProcess({ port, apiUrl, logs, env }: Common & { apiUrl: string }): ProcessSpec {
  const next = join(repository, 'node_modules/next/dist/bin/next');
  return {
    ...program('admin', next, logs),
    args: [next, 'start', join(repository, 'apps/admin'), '-p', String(port), '-H', '127.0.0.1'],
    env: { ...basics(env), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', API_URL: apiUrl },
    url: at(port),
    ready: () => answersOk(`${at(port)}/sign-in`),
  };
}

/** The sample town: the outside world. It is given nothing of ours. */
export function townProcess({ port, logs, env }: Common): ProcessSpec {
  const main = built('tools/town/main.js');
  return {
    ...program('town', main, logs),
    args: [main, '--port', String(port)],
    env: basics(env),
    url: at(port),
    ready: () => answersOk(`${at(port)}/__truth`),
  };
}

function program(
  role: ProcessSpec['role'],
  main: string,
  logs: string,
  name: string = role,
): Omit<ProcessSpec, 'ready'> {
  return {
    role,
    command: process.execPath,
    args: ['--enable-source-maps', main],
    cwd: repository,
    logFile: join(logs, `${name}.log`),
    readyWithinMs: READY_WITHIN_MS,
  };
}

async function answersOk(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: 'manual' });
  await response.body?.cancel();
  if (response.status >= 400) throw new Error(`${url} answers ${response.status}`);
  return true;
}
