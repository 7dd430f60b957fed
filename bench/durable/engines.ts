import { join } from 'node:path';
import { built, repository } from '../../tools/stack/repository.js';

/** An engine to measure: a process that takes `WORKFLOWS STEPS IN_FLIGHT` and prints one line. */
export interface Engine {
  /** Name in the output; ours is `scout`. */
  readonly name: string;
  readonly script: string;
  readonly cwd: string;
}

export const PEERS_FOLDER = join(repository, 'bench/durable/peers');

export const ENGINES: readonly Engine[] = [
  { name: 'scout', script: built('bench/durable/engines/scout.js'), cwd: repository },
  { name: 'floor', script: built('bench/durable/engines/floor.js'), cwd: repository },
  { name: 'bullmq-flow', script: built('bench/durable/engines/bullmq-flow.js'), cwd: repository },
  { name: 'dbos', script: join(PEERS_FOLDER, 'dbos.mjs'), cwd: PEERS_FOLDER },
  { name: 'restate', script: join(PEERS_FOLDER, 'restate.mjs'), cwd: PEERS_FOLDER },
];

/** What is measured of ours alone. */
export const MEASURES: readonly Engine[] = ['latency', 'resume', 'redelivery', 'fan-out'].map((name) => ({
  name,
  script: built(`bench/durable/measures/${name}.js`),
  cwd: repository,
}));
