import { ENGINES, MEASURES } from './engines.js';
import { installPeers } from './peers-install.js';
import { runEngine, runMeasure } from './run-engine.js';
import { median, spread } from './statistics.js';
import { startBenchStores } from './stores.js';
import type { Measured, Workload } from './workload.js';

const STEPS = 6;
const REPEATS = 3;
const TIMES = { warmUpMs: 2_000, measuredMs: 4_000 };
const SIZES: readonly Workload[] = [
  { steps: STEPS, inFlight: 1, ...TIMES },
  { steps: STEPS, inFlight: 50, ...TIMES },
  { steps: 200, inFlight: 10, ...TIMES },
];

/** One line of the benchmark's output. */
export interface Line {
  readonly bench: 'durable';
  readonly engine: string;
  readonly inFlight: number;
  /** Steps of each run. */
  readonly steps: number;
  readonly stepsPerSecond: number;
  readonly unit: 'steps/s';
  readonly msPerStep: number;
  /** Milliseconds a run took. */
  readonly p50: number;
  readonly p99: number;
  readonly cpuMsPerStep: number;
  readonly repeats: number;
  readonly spread: number;
}

/** Sums up the repeats of one engine: medians, and how far the repeats lie apart. */
export function summarize(engine: string, workload: Workload, repeats: readonly Measured[]): Line {
  const each = repeats.map(({ runs, ...measured }) => ({ ...measured, steps: runs * workload.steps }));
  const rates = each.map(({ steps, elapsedMs }) => (steps / elapsedMs) * 1_000);
  const rounded = (value: number): number => Number(value.toPrecision(4));
  return {
    bench: 'durable',
    engine,
    inFlight: workload.inFlight,
    steps: workload.steps,
    stepsPerSecond: rounded(median(rates)),
    unit: 'steps/s',
    msPerStep: rounded((1_000 / median(rates)) * workload.inFlight),
    p50: rounded(median(repeats.map(({ workflowMs }) => workflowMs.p50))),
    p99: rounded(median(repeats.map(({ workflowMs }) => workflowMs.p99))),
    cpuMsPerStep: rounded(median(each.map(({ cpuMs, steps }) => cpuMs / steps))),
    repeats: repeats.length,
    spread: rounded(spread(rates)),
  };
}

/** A measure of ours alone: the medians of its figures. */
export interface MeasureLine {
  readonly bench: 'durable';
  readonly measure: string;
  readonly repeats: number;
  readonly [figure: string]: number | string;
}

/** Medians of the figures of a measure's repeats. */
export function summarizeMeasure(measure: string, repeats: readonly Readonly<Record<string, number>>[]): MeasureLine {
  const names = Object.keys(repeats[0] ?? {});
  const medians = names.map((name) => {
    const values = repeats.map((figures) => figures[name] ?? NaN);
    return [name, Number(median(values).toPrecision(4))] as const;
  });
  return { bench: 'durable', measure, repeats: repeats.length, ...Object.fromEntries(medians) };
}

/** `npm run bench -- durable`: ours beside its peers, engines in turn within each repeat, so that a drift of the machine meets them all. */
export async function durableBenchmark(
  print: (line: Line | MeasureLine) => void,
  say: (line: string) => void,
): Promise<void> {
  installPeers(say);
  const stores = await startBenchStores(say);
  try {
    for (const workload of SIZES) {
      const measured = new Map<string, Measured[]>(ENGINES.map(({ name }) => [name, []]));
      for (let repeat = 1; repeat <= REPEATS; repeat += 1) {
        for (const engine of ENGINES) {
          say(`${String(workload.inFlight)} in flight, repeat ${String(repeat)} of ${String(REPEATS)}: ${engine.name}`);
          measured.get(engine.name)?.push(await runEngine(engine, workload, await stores.for(engine.name)));
        }
      }
      for (const [name, repeats] of measured) print(summarize(name, workload, repeats));
    }
    for (const measure of MEASURES) {
      const repeats: Readonly<Record<string, number>>[] = [];
      for (let repeat = 1; repeat <= REPEATS; repeat += 1) {
        say(`${measure.name}, repeat ${String(repeat)} of ${String(REPEATS)}`);
        repeats.push(await runMeasure(measure, await stores.for('scout')));
      }
      print(summarizeMeasure(measure.name, repeats));
    }
  } finally {
    await stores.stop();
  }
}
