import type { RunRowFragment } from '../../generated/graphql';
import { atStake } from './at-stake';

const part = (
  label: string,
  status: RunRowFragment['status'],
  change: { began?: boolean; waitingFor?: string } = {},
) => ({
  label,
  status,
  startedAt: (change.began ?? true) ? '2026-11-26T08:00:00.000Z' : null,
  waitingFor: change.waitingFor ?? null,
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

  it('takes a part that waits for its sources for one at work, but none that waits for people or for a time', () => {
    const children = [
      part('Scrape', 'SUSPENDED', { waitingFor: '3 sources' }),
      part('Supervisor', 'SUSPENDED', { waitingFor: 'approval' }),
      part('Synthesis', 'SUSPENDED', { waitingFor: 'a retry at 20:14 UTC' }),
    ];
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
