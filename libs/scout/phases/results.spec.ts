import { fullRunResult, phaseResult } from './results.js';

describe('results of phases', () => {
  const bootstrap = phaseResult({
    phase: 'bootstrap',
    counts: { sourcesCreated: 4 },
    skipped: ['no key for search'],
    spentMicroUsd: 15_000,
    earlier: [],
  });

  it('count a phase run alone from zero', () => {
    expect(bootstrap.spentCents).toBe(1.5);
    expect(bootstrap.counts).toEqual({ sourcesCreated: 4 });
  });

  it('carry the money of the phases before', () => {
    const next = phaseResult({
      phase: 'actor_discovery',
      counts: {},
      skipped: [],
      spentMicroUsd: 5_000,
      earlier: [bootstrap],
    });
    expect(next.spentCents).toBe(2);
  });

  it('stand side by side in a full run, equal names added up, reasons named once', () => {
    const discovery = phaseResult({
      phase: 'actor_discovery',
      counts: { actorsDiscovered: 3, sourcesCreated: 2 },
      skipped: ['no key for search'],
      spentMicroUsd: 5_000,
      earlier: [bootstrap],
    });
    const full = fullRunResult([discovery]);
    expect(full.counts).toEqual({ sourcesCreated: 6, actorsDiscovered: 3 });
    expect(full.skipped).toEqual(['no key for search']);
    expect(full.spentCents).toBe(2);
    expect(Object.keys(full['phases'] as object)).toEqual(['bootstrap', 'actor_discovery']);
  });
});
