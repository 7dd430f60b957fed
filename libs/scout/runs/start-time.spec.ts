import { waitUntil } from './start-time.js';

describe('a start time', () => {
  const now = new Date('2026-05-01T12:00:00Z');
  const wait = (startAt?: string) => waitUntil(startAt === undefined ? undefined : new Date(startAt), now);

  it('that is not given is now', () => {
    expect(wait()).toBe(0);
  });
  it('that was now a moment ago is now', () => {
    expect(wait('2026-05-01T11:59:00Z')).toBe(0);
  });
  it('within a year is waited for', () => {
    expect(wait('2026-05-01T12:00:04Z')).toBe(4_000);
    expect(wait('2027-05-01T12:00:00Z')).toBe(365 * 86_400_000);
  });
  it.each([
    ['that is over', '2026-05-01T11:58:59Z', /is over/],
    ['more than a year ahead', '2027-05-02T12:00:01Z', /more than a year/],
  ])('%s is refused with what to do', (_, startAt, message) => {
    expect(wait(startAt)).toMatchObject({
      success: false,
      code: 'INVALID_START_TIME',
      message: expect.stringMatching(message) as string,
      unblocks: expect.stringMatching(/choose/i) as string,
    });
  });
});
