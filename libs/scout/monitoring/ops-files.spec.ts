import { readFileSync } from 'node:fs';
import { Registry } from 'prom-client';
import { backlogMetrics, engineMetrics, providerMetrics, signalMetrics } from './index.js';

/** Of the process itself rather than of a registry here: the gauge of a worker. */
const OF_A_WORKER = ['durable_active_runs'];

function seriesOf(file: string): string[] {
  const text = readFileSync(new URL(`../../../docs/ops/${file}`, import.meta.url), 'utf8');
  return [...new Set(text.match(/\b(?:durable|scout)_[a-z_]+/g))].map((name) =>
    name.replace(/_(?:bucket|count|sum)$/, ''),
  );
}

describe("the operators' files", () => {
  it.each(['alerts.yaml', 'dashboard.json'])('name only series that there are: %s', async (file) => {
    const registry = new Registry();
    engineMetrics(registry);
    providerMetrics(registry);
    signalMetrics(registry);
    backlogMetrics(registry, { read: () => Promise.reject(new Error('not asked')), queues: [] });
    const known = new Set([...(await registry.getMetricsAsJSON()).map(({ name }) => name), ...OF_A_WORKER]);
    expect(seriesOf(file).length).toBeGreaterThan(5);
    expect(seriesOf(file).filter((name) => !known.has(name))).toEqual([]);
  });
});
