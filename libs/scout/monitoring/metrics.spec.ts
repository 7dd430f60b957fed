import { Registry } from 'prom-client';
import type { DurableStats } from '#durable';
import { backlogMetrics, engineMetrics, providerMetrics, signalMetrics } from './index.js';

const STATS: DurableStats = {
  runs: { running: 2, needs_attention: 1 },
  queues: [{ queue: 'scrape', depth: 3, oldestMs: 4_500 }],
  journalBytes: 8_192,
  outboxRows: 0,
  eventLagMs: 250,
};

describe('series', () => {
  it('have names, units and labels as Prometheus wants them', async () => {
    const registry = new Registry();
    engineMetrics(registry);
    providerMetrics(registry);
    signalMetrics(registry);
    backlogMetrics(registry, { read: () => Promise.resolve(STATS), queues: ['scrape'] });
    for (const { name, help, type } of await registry.getMetricsAsJSON()) {
      expect(name).toMatch(/^(durable|scout)_[a-z_]+$/);
      expect(help).toMatch(/^[A-Z0-9]/);
      expect({ name, counts: name.endsWith('_total') }).toEqual({ name, counts: String(type) === 'counter' });
      if (String(type) === 'histogram') expect(name).toMatch(/_seconds$/);
    }
  });

  it('count and time what the engine reports', async () => {
    const registry = new Registry();
    const metrics = engineMetrics(registry);
    metrics.count('durable_redispatched_total', { reason: 'lost' }, 3);
    metrics.observe('durable_step_seconds', 0.02, { workflow: 'scrape', status: 'ok' });
    const text = await registry.metrics();
    expect(text).toContain('durable_redispatched_total{reason="lost"} 3');
    expect(text).toContain('durable_step_seconds_bucket{le="0.025",workflow="scrape",status="ok"} 1');
    expect(text).toContain('durable_step_seconds_bucket{le="0.01",workflow="scrape",status="ok"} 0');
  });

  it('sum up calls, money, pages and signals', async () => {
    const registry = new Registry();
    const provider = providerMetrics(registry);
    provider.called({ provider: 'serper', operation: 'search_web', outcome: 'ok', seconds: 0.2 });
    for (const microUsd of [1_000, 500]) provider.paid({ provider: 'serper', operation: 'search_web', microUsd });
    provider.fetched({ outcome: 'refused', seconds: 0.01 });
    signalMetrics(registry).stored({ type: 'gathering', verdict: 'create' });
    const text = await registry.metrics();
    expect(text).toContain(
      'scout_provider_call_seconds_count{provider="serper",operation="search_web",outcome="ok"} 1',
    );
    expect(text).toContain('scout_spent_micro_usd_total{provider="serper",operation="search_web"} 1500');
    expect(text).toContain('scout_page_fetch_seconds_count{outcome="refused"} 1');
    expect(text).toContain('scout_signals_stored_total{type="gathering",verdict="create"} 1');
  });
});

describe('gauges of the journal', () => {
  it('show what is there, zeros for what is not, and read once for scrapes that come together', async () => {
    const registry = new Registry();
    let reads = 0;
    const read = () => {
      reads += 1;
      return Promise.resolve(STATS);
    };
    backlogMetrics(registry, { read, queues: ['scrape', 'bootstrap'] });
    const [text] = await Promise.all([registry.metrics(), registry.metrics()]);
    expect(reads).toBe(1);
    for (const line of [
      'durable_stats_up 1',
      'durable_runs{status="running"} 2',
      'durable_runs{status="failed"} 0',
      'durable_queue_depth{queue="scrape"} 3',
      'durable_queue_age_seconds{queue="scrape"} 4.5',
      'durable_queue_depth{queue="bootstrap"} 0',
      'durable_journal_bytes 8192',
      'durable_event_lag_seconds 0.25',
    ])
      expect(text.split('\n')).toContain(line);
  });

  it('show nothing old while Postgres is away', async () => {
    const registry = new Registry();
    let away = false;
    let now = 0;
    const read = () => (away ? Promise.reject(new Error('ECONNREFUSED')) : Promise.resolve(STATS));
    backlogMetrics(registry, { read, queues: ['scrape'], now: () => now });
    expect(await registry.metrics()).toContain('durable_queue_depth{queue="scrape"} 3');
    away = true;
    now = 60_000;
    const lines = (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines).toEqual(['durable_stats_up 0']);
  });
});
