import { atStake } from './at-stake';

const part = (label: string, status: 'RUNNING' | 'SUSPENDED' | 'QUEUED' | 'COMPLETED') => ({ label, status });

describe('what a kill touches', () => {
  it('names the parts at work and what was spent', () => {
    const children = [part('Bootstrap', 'COMPLETED'), part('Scrape', 'SUSPENDED'), part('Synthesis', 'QUEUED')];
    expect(atStake({ spentMicroUsd: 1_230_000, children })).toBe('At work now: Scrape. $1.23 spent so far.');
  });

  it('counts what it does not name', () => {
    const children = ['a', 'b', 'c', 'd', 'e'].map((label) => part(label, 'RUNNING'));
    expect(atStake({ spentMicroUsd: 0, children })).toMatch('At work now: a, b, c and 2 more.');
  });

  it('says when only the run itself is touched', () => {
    expect(atStake({ spentMicroUsd: 0, children: [] })).toMatch('No part is at work besides the run itself.');
  });
});
