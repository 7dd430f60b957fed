import type { RunStatus } from '#durable';
import { actionsOf } from './run-actions.js';

const at = new Date();
const phase = { kind: 'scrape', startedAt: at };
const whole = (status: RunStatus, pauseRequestedAt: Date | null = null) => ({
  status,
  pauseRequestedAt,
  goesOn: false,
});

describe('what an operator may do with a run', () => {
  it.each<[RunStatus, string]>([
    ['queued', 'stop kill pause'],
    ['running', 'stop kill pause'],
    ['suspended', 'stop kill pause'],
    ['paused', 'stop kill resume'],
    ['cancelling', 'kill'],
    ['completed', 'fork'],
    ['failed', 'retry fork'],
    ['cancelled', 'retry fork'],
    ['needs_attention', 'stop retry fork'],
  ])('%s permits: %s', (status, actions) => {
    expect(actionsOf(phase, whole(status)).join(' ')).toBe(actions);
  });

  it('resumes a run that is still in its last step before the pause', () => {
    expect(actionsOf(phase, whole('running', at))).toEqual(['stop', 'kill', 'resume']);
  });

  it('stops what goes on under a run that has ended', () => {
    expect(actionsOf(phase, { ...whole('failed'), goesOn: true })).toEqual(['stop', 'kill', 'retry', 'fork']);
  });

  it('forks neither a full run, which has no steps of its own, nor the job of one source, nor what never began', () => {
    for (const part of [
      { kind: 'full_run', startedAt: at },
      { kind: 'scrape_source', startedAt: at },
      { kind: 'scrape', startedAt: null },
    ])
      expect(actionsOf(part, whole('completed'))).toEqual([]);
  });
});
