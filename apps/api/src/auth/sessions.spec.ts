import { Sessions, cookieIn } from './sessions.js';

const SECRET = 'a-secret-that-is-only-used-in-tests';

describe('a session', () => {
  it('says its role for 12 hours', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const sessions = new Sessions(SECRET, () => now);
    const { token } = await sessions.issue('operator');
    now = new Date('2026-01-01T11:59:00Z');
    expect(await sessions.roleOf(token)).toBe('operator');
    now = new Date('2026-01-01T12:01:00Z');
    expect(await sessions.roleOf(token)).toBeNull();
  });
  it('of another secret, or of garbage, says nothing', async () => {
    const { token } = await new Sessions('another-secret-that-is-long-enough!').issue('admin');
    expect(await new Sessions(SECRET).roleOf(token)).toBeNull();
    expect(await new Sessions(SECRET).roleOf('garbage')).toBeNull();
  });
  it('is found in any position of the cookie header', () => {
    expect(cookieIn('a=1; scout_session=abc=; b=2', 'scout_session')).toBe('abc=');
    expect(cookieIn('scout_session=x', 'scout_session')).toBe('x');
    expect(cookieIn('xscout_session=x', 'scout_session')).toBeNull();
    expect(cookieIn(undefined, 'scout_session')).toBeNull();
  });
});
