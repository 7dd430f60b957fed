import { join } from 'node:path';
import { disturb, effectLogOf } from './disturbance.js';
import { INVARIANTS } from './invariants/all.js';
import { beginSteadyClock, steppedMs } from './observe/steady-clock.js';
import type { Verdict } from './invariants/verdict.js';
import { breakEngine, engineMutation } from './mutations/engine.js';
import { killStorm } from './kill-storm.js';
import { parseChaosOptions, USAGE, type ChaosOptions } from './options.js';
import { exitCodeOf, faultLine, verdictLine } from './report.js';
import { schedule, type PlannedFault } from './schedule.js';
import { startChaosSystem, workerName, type ChaosSystem, type ChaosSystemOptions } from './system/chaos-system.js';
import { syntheticWorkerProcess } from './system/processes.js';
import { openSynthetic, PREFIX, syntheticUrl } from './workload/synthetic.js';
import { Till } from './workload/till.js';
import { undisturbedRun, type Undisturbed } from './undisturbed.js';

const WORKERS = { scout: 3, synthetic: 3 } as const;
/** A wall clock that is further off was stepped, not slewed. */
const STEPPED_MS = 100;
/** Two hundred faults, their preparation and what follows fit into a quarter of an hour on a machine that has nothing else to do. */
const FAULTS_MS = 8.5 * 60_000;
/** After the last fault everything has to end within this time, or this many times as long as an undisturbed full run takes on this machine. */
const REST_MS = 3 * 60_000;
const REST_RUNS = 3;
const GAP_MS = 5_000;

async function main(options: ChaosOptions): Promise<number> {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => stopping.abort(new Error(`stopped by ${name}`)));
  const { signal } = stopping;
  const common: ChaosSystemOptions = {
    scoutWorkers: WORKERS.scout,
    scout: !options.syntheticOnly,
    portBase: 27_500,
    say,
    signal,
  };
  const undisturbed = options.syntheticOnly ? null : await undisturbedRun(common);
  const system = await startChaosSystem(common);
  let keep = options.keep;
  try {
    const verdicts = await check(system, { options, undisturbed, signal });
    for (const verdict of verdicts) console.log(verdictLine(verdict, options.json));
    const code = exitCodeOf(verdicts);
    // Why an invariant does not hold can be told by the logs alone; of an engine broken on purpose it is known.
    keep ||= code !== 0 && options.mutate === undefined;
    return code;
  } finally {
    say('stopping');
    await system.stop(keep);
    say(keep ? `stopped; logs are in ${system.folder}` : 'stopped');
  }
}

async function check(
  system: ChaosSystem,
  { options, undisturbed, signal }: { options: ChaosOptions; undisturbed: Undisturbed | null; signal: AbortSignal },
): Promise<Verdict[]> {
  const clockOriginMs = beginSteadyClock();
  const till = new Till(options.seed);
  const tillUrl = await till.listen();
  const synthetic = await openSynthetic(system.stores);
  try {
    const home = options.mutate ? breakEngine(engineMutation(options.mutate), system.folder) : undefined;
    if (options.mutate) say(`the synthetic workers run on a broken engine: ${engineMutation(options.mutate).why}`);
    const { urls } = system.links.synthetic;
    const specs = Array.from({ length: WORKERS.synthetic }, (_, index) => {
      const name = workerName('synthetic', index);
      const config = {
        name,
        databaseUrl: syntheticUrl(urls.postgres),
        redisUrl: urls.redis,
        prefix: PREFIX,
        tillUrl,
        effectLog: effectLogOf(system),
        clockOriginMs,
        readyFile: join(system.folder, `${name}.ready`),
      };
      return syntheticWorkerProcess(config, system.folder, home);
    });
    await system.add('synthetic', specs);
    const faults = faultsOf(options);
    say(`${faults.length} faults of seed ${options.seed}`);
    const seen = await disturb({
      system,
      synthetic,
      till,
      faults,
      seed: options.seed,
      undisturbed: undisturbed?.graph ?? null,
      restMs: Math.max(REST_MS, REST_RUNS * (undisturbed?.elapsedMs ?? 0)),
      told: (fault, since) => console.log(faultLine(fault, since, options.json)),
      say,
      signal,
    });
    const stepped = Math.round(steppedMs());
    if (Math.abs(stepped) > STEPPED_MS)
      say(
        `the wall clock was stepped by ${stepped} ms: what compares times of Postgres with those of bodies and faults may be off by that`,
      );
    return Object.values(INVARIANTS).map((checker) => checker(seen));
  } finally {
    await synthetic.close();
    await till.close();
  }
}

function faultsOf({ storm, faults, seed, syntheticOnly }: ChaosOptions): PlannedFault[] {
  if (storm === 'kills') return killStorm({ faults, seed, workers: WORKERS.scout });
  const withinMs = Math.min(faults * GAP_MS, FAULTS_MS);
  return schedule({ faults, seed, workers: WORKERS, withinMs, syntheticOnly });
}

/** Progress goes to stderr: stdout holds the result. */
function say(line: string): void {
  console.error(`[chaos] ${line}`);
}

try {
  const options = parseChaosOptions(process.argv.slice(2));
  if (options === 'help') console.log(USAGE);
  else process.exitCode = await main(options);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
