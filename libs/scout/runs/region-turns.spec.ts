import { turnTaken, type Turn } from './region-turns.js';

const turn: Turn = { id: 'town-1', kind: 'investigation', status: 'running', begun: true, asks: false };

describe('a region where it is the turn of another run', () => {
  it('is refused by the name of that run, with what to do about it', () => {
    expect(turnTaken(turn)).toMatchObject({
      code: 'REGION_BUSY',
      message: 'It is the turn of the investigation town-1 in this region (at work).',
      unblocks: 'Wait for town-1 to end, or stop it.',
    });
    expect(turnTaken({ ...turn, kind: 'full_run', status: 'queued', begun: false })?.message).toMatch(
      /postponed run town-1 .*\(due\)/,
    );
    expect(turnTaken({ ...turn, status: 'paused' })?.unblocks).toMatch(/^Resume town-1/);
    expect(turnTaken({ ...turn, status: 'cancelling' })?.unblocks).toBe('Wait for town-1 to end.');
    expect(turnTaken({ ...turn, status: 'queued', asks: true })).toMatchObject({
      message: expect.stringContaining('(awaits approval)') as string,
      unblocks: 'Approve or hold what town-1 asks, or stop it.',
    });
  });

  it('is free for that run itself, and when it is nobody’s turn', () => {
    expect(turnTaken(turn, 'town-1')).toBeNull();
    expect(turnTaken(null)).toBeNull();
  });
});
