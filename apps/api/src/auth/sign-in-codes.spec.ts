import { SignInCodes } from './sign-in-codes.js';

describe('a sign-in code', () => {
  it('opens one session', () => {
    const codes = new SignInCodes('configured-code');
    expect(codes.redeem('configured-code')).toEqual({ kind: 'ok', role: 'operator' });
    expect(codes.redeem('configured-code')).toEqual({ kind: 'unknown' });
  });
  it('that was asked for is good for 15 minutes and its own role', () => {
    let now = 0;
    const codes = new SignInCodes(undefined, () => new Date(now));
    const [early, late] = [codes.issue('admin'), codes.issue('admin')];
    expect(codes.redeem(early)).toEqual({ kind: 'ok', role: 'admin' });
    now = 15 * 60_000;
    expect(codes.redeem(late)).toEqual({ kind: 'unknown' });
  });
  it('cannot be guessed: after 20 wrong ones within a minute nobody may try', () => {
    let now = 0;
    const codes = new SignInCodes('configured-code', () => new Date(now));
    for (let i = 0; i < 20; i++) codes.redeem(`guess ${String(i)}`);
    expect(codes.redeem('configured-code')).toEqual({ kind: 'throttled' });
    now = 61_000;
    expect(codes.redeem('configured-code')).toMatchObject({ kind: 'ok' });
  });
});
