import { freeRunId } from './run-id.js';

describe('the key of a run', () => {
  const now = new Date('2026-02-22T00:00:00Z');
  it('is region and unix seconds', async () => {
    expect(await freeRunId('austin-tx', now, () => Promise.resolve(false))).toBe('austin-tx-1771718400');
  });
  it('of the second run of one second has the next number', async () => {
    const taken = new Set(['austin-tx-1771718400', 'austin-tx-1771718401']);
    expect(await freeRunId('austin-tx', now, (id) => Promise.resolve(taken.has(id)))).toBe('austin-tx-1771718402');
  });
});
