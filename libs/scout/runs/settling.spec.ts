import { accepted, refused, type ScoutOutcome } from './outcome.js';
import { onceSettled, stillSettling } from './settling.js';

describe('what follows the end of a run', () => {
  const tried = async (outcomes: readonly ScoutOutcome[], patienceMs: number) => {
    let attempts = 0;
    const last = outcomes.at(-1)!;
    const attempt = () => Promise.resolve(outcomes[attempts++] ?? last);
    return { outcome: await onceSettled(attempt, { patienceMs, betweenLooksMs: 1 }), attempts };
  };

  it('is tried until the end is written', async () => {
    const { outcome, attempts } = await tried(
      [stillSettling('a-1'), stillSettling('a-1'), accepted('done', null)],
      5_000,
    );
    expect(outcome.success).toBe(true);
    expect(attempts).toBe(3);
  });

  it('is not tried again when something else stands in its way', async () => {
    const { outcome, attempts } = await tried([refused('REGION_BUSY', 'busy', 'wait')], 5_000);
    expect(outcome).toMatchObject({ code: 'REGION_BUSY' });
    expect(attempts).toBe(1);
  });

  it('is refused with what to do when nobody writes the end', async () => {
    const { outcome } = await tried([stillSettling('a-1')], 10);
    expect(outcome).toMatchObject({ code: 'RUN_SETTLING', unblocks: expect.stringMatching(/worker is up/) as string });
  });
});
