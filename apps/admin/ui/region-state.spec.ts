import { regionState, type RegionFacts } from './region-state';

const facts = (change: Partial<RegionFacts>): RegionFacts => ({
  status: 'running_scrape',
  failed: false,
  number: 3,
  asks: false,
  paused: false,
  ran: true,
  ...change,
});

describe('where a region stands', () => {
  it.each<[Partial<RegionFacts>, string, string]>([
    [{}, 'running', 'Running scrape 3/6'],
    [{ asks: true }, 'asks', 'Waits for approval 3/6'],
    [{ paused: true }, 'paused', 'Paused at scrape 3/6'],
    [{ paused: true, asks: true }, 'paused', 'Paused at scrape 3/6'],
    [{ paused: true, status: 'idle', number: 0 }, 'paused', 'Paused'],
    [{ status: 'bootstrap_complete', number: 1 }, 'complete', 'Bootstrap complete 1/6'],
    [{ status: 'bootstrap_complete', number: 1, failed: true }, 'failed', 'Failed, at bootstrap complete'],
    [{ status: 'situation_weaver_complete', number: 5 }, 'complete', 'Situation weaver complete 5/6'],
    [{ status: 'complete', number: 6 }, 'complete', 'Complete'],
    [{ status: 'supervisor_complete', number: 6 }, 'complete', 'Complete'],
    [{ status: 'running_supervisor', number: 6 }, 'running', 'Running supervisor 6/6'],
    [{ status: 'supervisor_complete', number: 6, failed: true }, 'failed', 'Failed, at supervisor complete'],
  ])('%j → %s, “%s”', (change, look, words) => {
    expect(regionState(facts(change))).toEqual({ look, words });
  });

  it('calls an idle region “Never run” only when it never was', () => {
    expect(regionState(facts({ status: 'idle', number: 0, ran: false })).words).toBe('Never run');
    expect(regionState(facts({ status: 'idle', number: 0, ran: true })).words).toBe('Idle');
  });
});
