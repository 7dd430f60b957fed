import type { Database } from '../store/database.js';
import { claimRuns } from '../statements/claim.js';
import { claimRefusal, Claims, type Claim } from './claim.js';

/** A database that answers the grouped claim as Postgres does: one row, for the delivery whose dispatch is current. */
function answering(row: Pick<Claim, 'id' | 'dispatch' | 'attempt'>): Database {
  const query = (statement: unknown): Promise<unknown[]> =>
    Promise.resolve(
      statement === claimRuns.one || statement === claimRuns.many
        ? [row]
        : [
            {
              status: 'running',
              dispatch_seq: row.dispatch,
              bull_attempt: row.attempt,
              child_open: false,
              start_at: null,
              code_version: null,
            },
          ],
    );
  return { query } as unknown as Database;
}

describe('claims that come together', () => {
  it('give a run to the delivery it was claimed for, and to no other one of the same run', async () => {
    const claims = new Claims(answering({ id: 'a-1x', dispatch: 2, attempt: 1 }), {
      owner: 'me',
      leaseMs: 1_000,
      codeVersion: '1',
    });
    const stale = claims.take({ runId: 'a-1x', dispatch: 1, attemptsStarted: 4 });
    const current = claims.take({ runId: 'a-1x', dispatch: 2, attemptsStarted: 1 });
    expect((await stale).kind).toBe('stale');
    expect((await current).kind).toBe('claimed');
  });

  it('give it once, also to two copies of one delivery', async () => {
    const claims = new Claims(answering({ id: 'a-1x', dispatch: 1, attempt: 1 }), {
      owner: 'me',
      leaseMs: 1_000,
      codeVersion: '1',
    });
    const delivery = { runId: 'a-1x', dispatch: 1, attemptsStarted: 1 };
    const kinds = (await Promise.all([claims.take(delivery), claims.take(delivery)])).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['claimed', 'stale']);
  });
});

describe('a delivery that could not claim', () => {
  const row = {
    status: 'running' as const,
    dispatch_seq: 2,
    bull_attempt: 3,
    child_open: false,
    start_at: null,
    code_version: '1.0',
  };
  const delivery = { runId: 'a-1x', dispatch: 2, attemptsStarted: 3 };
  const kind = (change: Partial<Parameters<typeof claimRefusal>[0]>, attemptsStarted = 3) =>
    claimRefusal({ ...row, ...change }, { ...delivery, attemptsStarted }, '1.2').kind;

  it('is of no use when its run was claimed for it before, has another dispatch, or a later delivery has it', () => {
    expect(kind({})).toBe('stale');
    expect(kind({ dispatch_seq: 3 })).toBe('stale');
    expect(kind({ status: 'completed' })).toBe('stale');
    expect(kind({}, 2)).toBe('stale');
    expect(claimRefusal(undefined, delivery, '1').kind).toBe('stale');
  });

  it('comes again when the run could be claimed by now, or is at work for an older delivery', () => {
    expect(kind({ status: 'queued' })).toBe('early');
    expect(kind({ status: 'suspended' })).toBe('early');
    expect(kind({ bull_attempt: 0 })).toBe('early');
    expect(kind({}, 4)).toBe('early');
  });

  it('comes again when it is too early, or for workers of another version', () => {
    const start_at = new Date(5_000);
    expect(claimRefusal({ ...row, start_at }, delivery, '1')).toEqual({ kind: 'early', at: start_at });
    expect(kind({ child_open: true })).toBe('early');
    expect(kind({ code_version: '2.0' })).toBe('early');
  });

  it('learns how its run ended, or that it is paused', () => {
    expect(kind({ status: 'failed' })).toBe('ended');
    expect(kind({ status: 'paused' })).toBe('paused');
  });
});
