import { endedWithoutApproval, gateEnding } from './gate-ending';

const at = (minute: number) => new Date(minute * 60_000).toISOString();
const now = 50 * 60_000;
const expired = (minute: number) => ({
  state: 'EXPIRED' as const,
  decision: null,
  expiresAt: at(minute),
  resolvedAt: null,
});
const run = (status: 'RUNNING' | 'CANCELLING' | 'CANCELLED' | 'FAILED', finished: number | null) => ({
  status,
  finishedAt: finished === null ? null : at(finished),
});

describe('how an approval ended', () => {
  it.each(['APPROVE', 'HOLD'] as const)('is the decision when there is one: %s', (decision) => {
    const gate = { ...expired(90), state: 'RESOLVED' as const, decision, resolvedAt: at(20) };
    const how = decision === 'APPROVE' ? 'approved' : 'held';
    expect(gateEnding(gate, run('CANCELLED', 30), now)).toEqual({ how, at: at(20) });
  });

  it('is its time, when that was over before the run ended', () => {
    expect(gateEnding(expired(20), run('RUNNING', null), now)).toEqual({ how: 'timed-out', at: at(20) });
    expect(gateEnding(expired(20), run('CANCELLED', 30), now)).toEqual({ how: 'timed-out', at: at(20) });
  });

  it('is the stop of the run, when that came first, also long afterwards and never at a time to come', () => {
    expect(gateEnding(expired(90), run('CANCELLED', 30), now)).toEqual({ how: 'stopped', at: at(30) });
    expect(gateEnding(expired(40), run('CANCELLED', 30), now)).toEqual({ how: 'stopped', at: at(30) });
    expect(gateEnding(expired(90), run('CANCELLING', null), now)).toEqual({ how: 'stopped', at: null });
  });

  it('is the end of the run, when it ended otherwise', () => {
    expect(gateEnding(expired(90), run('FAILED', 30), now)).toEqual({ how: 'run-ended', at: at(30) });
  });
});

it.each([
  ['EXPIRED', null, true],
  ['RESOLVED', 'HOLD', true],
  ['RESOLVED', 'APPROVE', false],
  ['PENDING', null, false],
] as const)('signals may be held still by a gate that is %s with decision %s: %s', (state, decision, held) => {
  expect(endedWithoutApproval({ state, decision })).toBe(held);
});
