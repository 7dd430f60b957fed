import type { RunRowFragment } from '../../generated/graphql';
import { atStake } from './at-stake';

const part = (label: string, status: RunRowFragment['status'], change: { began?: boolean } = {}) => ({
  label,
  status,
  startedAt: (change.began ?? true) ? '2026-11-26T08:00:00.000Z' : null,
});

describe('what a kill touches', () => {
  it('names the parts at work and what was spent', () => {
    const children = [
      part('Bootstrap', 'COMPLETED'),
      part('Scrape', 'RUNNING'),
      part('Synthesis', 'QUEUED', { began: false }),
    ];
    expect(atStake({ spentMicroUsd: 1_230_000, children })).toBe('At work now: Scrape. $1.23 spent so far.');
  });

  it('names no part that is paused or has not begun', () => {
    const children = [
      part('Scrape', 'PAUSED'),
      part('Synthesis', 'PAUSED', { began: false }),
      part('Supervisor', 'CANCELLING', { began: false }),
    ];
    expect(atStake({ spentMicroUsd: 0, children })).toMatch('No part is at work');
  });

  it('names no part that waits for people or for a time', () => {
    const children = [part('Scrape', 'RUNNING'), part('Supervisor', 'SUSPENDED')];
    expect(atStake({ spentMicroUsd: 0, children })).toMatch('At work now: Scrape. ');
  });

  it('counts what it does not name', () => {
    const children = ['a', 'b', 'c', 'd', 'e'].map((label) => part(label, 'RUNNING'));
    expect(atStake({ spentMicroUsd: 0, children })).toMatch('At work now: a, b, c and 2 more.');
  });

  it('says when only the run itself is touched', () => {
    expect(atStake({ spentMicroUsd: 0, children: [] })).toMatch('No part is at work besides the run itself.');
  });
});
