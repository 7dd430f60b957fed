import { Counter, Histogram, type Registry } from 'prom-client';
import type { SignalObserver } from '../phases/phase.js';
import type { ProviderObserver } from '../providers/index.js';

/** From a local answer to the longest agent turn. Seconds. */
const CALL_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** Calls to providers, their cost and pages fetched, as series of a registry. */
export function providerMetrics(registry: Registry): ProviderObserver {
  const registers = [registry];
  const calls = new Histogram({
    name: 'scout_provider_call_seconds',
    help: 'Calls to providers, by provider, operation and outcome; _count is how many',
    labelNames: ['provider', 'operation', 'outcome'],
    buckets: CALL_SECONDS,
    registers,
  });
  const spent = new Counter({
    name: 'scout_spent_micro_usd_total',
    help: 'Money that answered calls cost, in millionths of a US dollar',
    labelNames: ['provider', 'operation'],
    registers,
  });
  const pages = new Histogram({
    name: 'scout_page_fetch_seconds',
    help: 'Pages fetched with the wait for their host, by outcome (page, not_modified, refused, failed); _count is how many',
    labelNames: ['outcome'],
    buckets: CALL_SECONDS,
    registers,
  });
  return {
    called: ({ seconds, ...labels }) => {
      calls.observe(labels, seconds);
    },
    paid: ({ microUsd, ...labels }) => {
      spent.inc(labels, microUsd);
    },
    fetched: ({ outcome, seconds }) => {
      pages.observe({ outcome }, seconds);
    },
  };
}

/** Signals stored, as a series of a registry. */
export function signalMetrics(registry: Registry): SignalObserver {
  const stored = new Counter({
    name: 'scout_signals_stored_total',
    help: 'Signals written to the graph, by type and verdict (create, corroborate, refresh)',
    labelNames: ['type', 'verdict'],
    registers: [registry],
  });
  return { stored: (labels) => stored.inc(labels) };
}
