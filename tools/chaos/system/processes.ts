import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isAlive } from '../../stack/liveness.js';
import { built, repository } from '../../stack/repository.js';
import type { ProcessSpec } from '../../stack/supervised.js';
import { basics } from '../../stack/surroundings.js';
import { CONFIG_VARIABLE, type SyntheticWorkerConfig } from '../workload/config.js';

/** Where the clock of a worker is set. */
export function clockFile(folder: string, worker: string): string {
  return join(folder, `${worker}.clock`);
}

/** The environment that gives a program a clock that can be skewed. */
export function skewable(env: NodeJS.ProcessEnv, folder: string, worker: string): NodeJS.ProcessEnv {
  const preload = pathToFileURL(built('tools/chaos/clock/main.js')).href;
  return {
    ...env,
    CHAOS_CLOCK_FILE: clockFile(folder, worker),
    NODE_OPTIONS: `${env['NODE_OPTIONS'] ?? ''} --import ${preload}`.trim(),
  };
}

/** A worker of the synthetic workflows. `home` is the folder with the `dist` it runs: the repository, or one with a broken engine. */
export function syntheticWorkerProcess(
  config: SyntheticWorkerConfig,
  folder: string,
  home: string = repository,
): ProcessSpec {
  const env = skewable({ ...basics(), [CONFIG_VARIABLE]: JSON.stringify(config) }, folder, config.name);
  rmSync(config.readyFile, { force: true });
  return {
    role: 'worker',
    command: process.execPath,
    args: ['--enable-source-maps', join(home, 'dist/tools/chaos/workload/main.js')],
    cwd: home,
    env,
    logFile: join(folder, 'logs', `${config.name}.log`),
    stopWithinMs: 15_000,
    readyWithinMs: 60_000,
    ready: async () => existsSync(config.readyFile) && isAlive(Number(readFileSync(config.readyFile, 'utf8'))),
  };
}
