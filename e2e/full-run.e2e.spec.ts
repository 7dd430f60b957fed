import { join } from 'node:path';
import { jest } from '@jest/globals';
import { scout, type Ended } from './system/cli.js';
import { untilEnded, runScout, statusOf } from './system/runs.js';
import { level, storedSignals } from './system/signals.js';
import { seriesOf } from './system/series.js';
import { startSystem, type System } from './system/system.js';
import { callsOf, truthOf, type Truth } from './system/town.js';

jest.setTimeout(600_000);
const RUN_MS = 300_000;

describe('a full run of the sample town', () => {
  let system: System;
  let truth: Truth;
  let firstCost: number;
  let firstIds: readonly string[];

  beforeAll(async () => {
    system = await startSystem({ workers: 2, admin: false });
    truth = await truthOf(system);
  });
  afterAll(() => system.stop());

  it('answers the mutation at once, and completes', async () => {
    const before = Date.now();
    const started = await runScout(system, truth.region.query);
    expect(started).toMatchObject({ success: true, code: null });
    const answeredInMs = Date.now() - before;
    const run = await untilEnded(system, started.run!.id, RUN_MS);
    expect(run).toMatchObject({ status: 'COMPLETED', error: null });
    expect(run.children.map((child) => child.status)).toEqual(Array(6).fill('COMPLETED'));
    expect(await statusOf(system, truth.region.slug)).toBe('complete');
    firstCost = run.spentMicroUsd;
    expect(firstCost).toBeGreaterThan(0);
    // The very first call of a fresh system also plans the graph's statements and asks the geocoder.
    expect(answeredInMs).toBeLessThan(3_000);
  });

  it('stores at least 95 % of what is true, each with its verbatim quote', async () => {
    const stored = await storedSignals(system, truth.region.slug);
    firstIds = stored.map((signal) => signal.id).sort();
    const quotes = stored.flatMap((signal) => signal.evidence.map((evidence) => level(evidence.quote)));
    const real = truth.signals.filter((signal) => signal.injected !== true);
    const missing = real.filter(
      (signal) => !quotes.some((quote) => quote.includes(level(signal.quote)) || level(signal.quote).includes(quote)),
    );
    expect(
      missing
        .map((signal) => `${signal.title} (${signal.url})`)
        .slice(0, Math.max(0, missing.length - Math.floor(real.length * 0.05))),
    ).toEqual([]);
    for (const signal of stored) {
      expect(signal.evidence.length).toBeGreaterThan(0);
      for (const { quote, archived } of signal.evidence)
        expect(level(archived?.mainText ?? '')).toContain(level(quote));
    }
  });

  it('stores nothing that hostile pages try to plant', async () => {
    const stored = await storedSignals(system, truth.region.slug);
    const injected = truth.signals.filter((signal) => signal.injected === true);
    expect(injected.length).toBeGreaterThan(0);
    const titles = new Set(stored.map((signal) => level(signal.title)));
    expect(injected.filter((signal) => titles.has(level(signal.title)))).toEqual([]);
  });

  it('pays for nothing twice', async () => {
    const paid = (await callsOf(system)).filter((call) => call.billedMicroUsd > 0);
    const seen = new Map<string, number>();
    for (const call of paid) {
      seen.set(call.key, (seen.get(call.key) ?? 0) + 1);
    }
    expect([...seen].filter(([, times]) => times > 1)).toEqual([]);
  });

  it('shows in its series what was done, spent and found', async () => {
    const series = await seriesOf(system);
    const sum = (name: string): number =>
      [...series].reduce((all, [key, value]) => (key.startsWith(name) ? all + value : all), 0);
    expect(sum('durable_runs_ended_total{workflow="full_run",status="completed"}')).toBe(1);
    expect(sum('durable_runs{status="completed"}')).toBeGreaterThan(7);
    expect(sum('durable_deliveries_total{workflow="scrape_source",outcome="claimed"}')).toBeGreaterThan(10);
    expect(sum('durable_step_seconds_count{workflow="scrape",status="ok"}')).toBeGreaterThan(5);
    expect(sum('durable_queue_depth')).toBe(0);
    expect(sum('durable_journal_bytes')).toBeGreaterThan(0);
    expect(sum('scout_provider_call_seconds_count{provider="anthropic"')).toBeGreaterThan(5);
    expect(sum('scout_provider_call_seconds_count{provider="nominatim",operation="geocode",outcome="ok"}')).toBe(1);
    expect(sum('scout_page_fetch_seconds_count{outcome="page"}')).toBeGreaterThan(10);
    const stored = (await storedSignals(system, truth.region.slug)).length;
    expect(sum('scout_signals_stored_total')).toBeGreaterThanOrEqual(stored);
    // The ledger counts whole millionths of each call.
    expect(Math.abs(sum('scout_spent_micro_usd_total') - firstCost)).toBeLessThan(firstCost * 0.01);
  });

  describe('and a second one, by the CLI', () => {
    const here = (...args: string[]): Promise<Ended> => scout('--data', system.data, ...args);
    let runId: string;

    it('follows it to its result: no duplicate of the unchanged town, for under 20 % of the cost', async () => {
      const { code, records } = await here('run', truth.region.query, '--follow', '--json');
      const result = records.at(-1);
      expect([code, result]).toEqual([0, expect.objectContaining({ type: 'result', status: 'COMPLETED' })]);
      expect(records.length).toBeGreaterThan(20);
      const ids = (await storedSignals(system, truth.region.slug)).map((signal) => signal.id).sort();
      expect(ids).toEqual(firstIds);
      expect(Number(result?.spentMicroUsd)).toBeGreaterThan(0);
      expect(Number(result?.spentMicroUsd)).toBeLessThan(firstCost * 0.2);
      runId = String(result?.runId);
    });

    it('prints the journal, a line per step', async () => {
      const { code, records } = await here('journal', runId, '--json');
      expect(code).toBe(0);
      expect(records.length).toBeGreaterThan(20);
      expect(Object.keys(records[0] ?? {})).toEqual([
        'runId',
        'key',
        'phase',
        'status',
        'attempts',
        'epoch',
        'startedAt',
        'endedAt',
        'costMicroUsd',
      ]);
    });

    it.each(['json', 'csv', 'geojson', 'ics'])('exports signals as %s', async (format) => {
      const { code, stdout } = await here('export', 'signals', '--region', truth.region.slug, '--format', format);
      expect(code).toBe(0);
      expect(stdout.length).toBeGreaterThan(200);
      if (format === 'geojson') expect(JSON.parse(stdout)).toMatchObject({ type: 'FeatureCollection' });
      if (format === 'ics') expect(stdout).toMatch(/^BEGIN:VCALENDAR/);
    });

    it('says that everything is well, and what is not', async () => {
      expect((await here('doctor')).code).toBe(0);
      const nothing = await scout('--data', join(system.data, 'nothing'), 'doctor');
      expect(nothing.code).toBe(1);
      expect(nothing.stdout).toContain('fix: npm start');
    });

    it('prints a link that opens the dashboard once', async () => {
      const { code, stdout } = await here('sign-in-link');
      expect([code, stdout]).toEqual([0, expect.stringMatching(/^http\S+\/sign-in\?code=\S+\n$/)]);
    });

    it('ends with the status that says what went wrong', async () => {
      expect((await here('frobnicate')).code).toBe(2);
      const nonsense = await here('run', truth.region.slug, '--phase', 'nonsense');
      expect(nonsense.code).toBe(2);
      expect(nonsense.stderr).toContain('The phases are: bootstrap, actor-discovery, scrape,');
      expect((await here('stop', truth.region.slug)).code).toBe(3);
      expect((await here('run', 'Zzyzxqwv Nowhere')).code).toBe(6);
      expect((await here('journal', 'no-such-run-1')).code).toBe(6);
      expect((await here('runs', 'nope')).code).toBe(6);
      expect((await here('runs', '--first', 'abc')).code).toBe(2);
      expect((await scout('--data', join(system.data, 'nothing'), 'status')).code).toBe(7);
    });
  });
});
