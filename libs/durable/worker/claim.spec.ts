import type { Database } from '../store/database.js';
import { claimRuns } from '../statements/claim.js';
import { Claims, type Claim } from './claim.js';

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
