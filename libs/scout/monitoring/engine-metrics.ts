import { Counter, Histogram, type Registry } from 'prom-client';
import type { Counted, Metrics } from '#durable';

/** Steps take from under a millisecond (a read) to two minutes (the longest call). Seconds. */
const STEP_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

const COUNTERS = {
  durable_deliveries_total: {
    help: 'Jobs that Redis delivered, by what became of them: claimed, stale, ended, early, paused',
    labelNames: ['workflow', 'outcome'],
  },
  durable_redelivered_total: {
    help: 'Runs claimed whose last worker crashed, was killed or went silent',
    labelNames: ['workflow'],
  },
  durable_fenced_total: {
    help: 'Attempts whose writes were refused because another worker had taken the run',
    labelNames: ['workflow'],
  },
  durable_runs_ended_total: { help: 'Outcomes of runs that were stored', labelNames: ['workflow', 'status'] },
  durable_step_retries_total: {
    help: 'Attempts of steps that failed and will be tried again',
    labelNames: ['workflow'],
  },
  durable_poisoned_total: {
    help: 'Runs put aside after crashing their worker again and again',
    labelNames: ['workflow'],
  },
  durable_redispatched_total: {
    help: 'Runs that the reconciler sent to Redis again, by reason: lost, overslept',
    labelNames: ['reason'],
  },
} as const satisfies Record<Counted, { help: string; labelNames: readonly string[] }>;

/** The engine's figures as series of a registry. */
export function engineMetrics(registry: Registry): Metrics {
  const registers = [registry];
  const counters = new Map(
    Object.entries(COUNTERS).map(([name, { help, labelNames }]) => [
      name,
      new Counter({ name, help, labelNames, registers }),
    ]),
  );
  const steps = new Histogram({
    name: 'durable_step_seconds',
    help: "Time of a step's attempt, by workflow and status (ok, error), with its commit unless that goes with the run's outcome or the next step",
    labelNames: ['workflow', 'status'],
    buckets: STEP_SECONDS,
    registers,
  });
  // Series without labels of their own would only appear once something went wrong: alerts need their zero.
  for (const reason of ['lost', 'overslept']) counters.get('durable_redispatched_total')?.inc({ reason }, 0);
  return {
    count: (what, labels, times = 1) => counters.get(what)?.inc(labels, times),
    observe: (_what, seconds, labels) => {
      steps.observe(labels, seconds);
    },
  };
}
