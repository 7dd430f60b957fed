import { join } from 'node:path';
import { built, repository } from '../../tools/stack/repository.js';

/** An engine to measure: a process that takes `STEPS IN_FLIGHT WARM_UP_MS MEASURED_MS` and prints one line. */
export interface Engine {
  /** Name in the output; ours is `scout`. */
  readonly name: string;
  readonly script: string;
  readonly cwd: string;
  /** What a measure is told. */
  readonly args?: readonly string[];
}

export const PEERS_FOLDER = join(repository, 'bench/durable/peers');

export const ENGINES: readonly Engine[] = [
  { name: 'scout', script: built('bench/durable/engines/scout.js'), cwd: repository },
  { name: 'floor', script: built('bench/durable/engines/floor.js'), cwd: repository },
  { name: 'bullmq-flow', script: built('bench/durable/engines/bullmq-flow.js'), cwd: repository },
  { name: 'dbos', script: join(PEERS_FOLDER, 'dbos.mjs'), cwd: PEERS_FOLDER },
  { name: 'restate', script: join(PEERS_FOLDER, 'restate.mjs'), cwd: PEERS_FOLDER },
];

const measure = (name: string, script = name, args: readonly string[] = []): Engine => ({
  name,
  script: built(`bench/durable/measures/${script}.js`),
  cwd: repository,
  args,
});

/** What is measured of ours alone. Two fan-outs: memory that stays flat is the same for three times as many children. */
export const MEASURES: readonly Engine[] = [
  measure('latency'),
  measure('resume'),
  measure('redelivery'),
  measure('fan-out', 'fan-out', ['10000']),
  measure('fan-out, three times as many', 'fan-out', ['30000']),
];
