import { Gauge, type Registry } from 'prom-client';
import type { DurableStats } from '#durable';

/** How old figures may be: several scrapers, or an impatient one, cost one reading. */
const FRESH_MS = 5_000;

const STATUSES = [
  'queued',
  'running',
  'suspended',
  'paused',
  'cancelling',
  'completed',
  'failed',
  'cancelled',
  'needs_attention',
] as const;

/**
 * What Postgres says of all work, as gauges of a registry; read when they are scraped. Every process that shows them shows the
 * same figures, so sums over instances make no sense: take the `max`. While Postgres is away `durable_stats_up` is 0 and the
 * gauges are left out: an old figure would look like a fresh one.
 */
export function backlogMetrics(
  registry: Registry,
  options: {
    readonly read: () => Promise<DurableStats>;
    readonly queues: readonly string[];
    readonly now?: () => number;
  },
): void {
  const { read, queues, now = Date.now } = options;
  let readAt = -Infinity;
  let reading: Promise<void> | undefined;
  // All gauges are collected at once: each waits for the one reading that sets them all.
  const collect = (): Promise<void> => (reading ??= refresh().finally(() => (reading = undefined)));
  const gauge = <L extends string = never>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge<L>({ name, help, labelNames, registers: [registry], collect });

  const up = gauge('durable_stats_up', '1 when the figures of the journal could be read');
  const runs = gauge('durable_runs', 'Runs in the journal by status; ended ones as long as they are kept', ['status']);
  const depth = gauge('durable_queue_depth', 'Runs that a worker could take now', ['queue']);
  const age = gauge('durable_queue_age_seconds', 'How long the oldest run that a worker could take has waited', [
    'queue',
  ]);
  const journal = gauge('durable_journal_bytes', "Disk that the journal's tables and indexes take");
  const outbox = gauge('durable_outbox_rows', 'Decisions that Redis has not heard of yet');
  const lag = gauge('durable_event_lag_seconds', 'Age of the oldest event that readers can not see yet');

  async function refresh(): Promise<void> {
    if (now() - readAt < FRESH_MS) return;
    try {
      show(await read());
      up.set(1);
      readAt = now();
    } catch {
      // The failure is told as the figure it is; readiness names the store that is away.
      for (const labelled of [runs, depth, age]) labelled.reset();
      for (const plain of [journal, outbox, lag]) plain.remove({});
      up.set(0);
    }
  }

  function show(stats: DurableStats): void {
    for (const status of STATUSES) runs.set({ status }, stats.runs[status] ?? 0);
    for (const queue of queues) {
      const waiting = stats.queues.find((one) => one.queue === queue);
      depth.set({ queue }, waiting?.depth ?? 0);
      age.set({ queue }, (waiting?.oldestMs ?? 0) / 1_000);
    }
    journal.set(stats.journalBytes);
    outbox.set(stats.outboxRows);
    lag.set(stats.eventLagMs / 1_000);
  }
}
