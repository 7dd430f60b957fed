import { SignInCodes } from './sign-in-codes.js';

/** What was used, as long as a test lasts. */
function usedCodes() {
  const seen = new Set<string>();
  return { use: (digest: string) => Promise.resolve(seen.size < seen.add(digest).size) };
}
const HERE = '192.0.2.1';

describe('a sign-in code', () => {
  it('opens one session', async () => {
    const codes = new SignInCodes('configured-code', usedCodes());
    expect(await codes.redeem('configured-code', HERE)).toEqual({ kind: 'ok', role: 'operator' });
    expect(await codes.redeem('configured-code', HERE)).toEqual({ kind: 'unknown' });
  });
  it('opens no second session after a restart, nor when it is sent twice at once', async () => {
    const used = usedCodes();
    const codes = new SignInCodes('configured-code', used);
    const both = await Promise.all([codes.redeem('configured-code', HERE), codes.redeem('configured-code', HERE)]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['ok', 'unknown']);
    expect(await new SignInCodes('configured-code', used).redeem('configured-code', HERE)).toEqual({ kind: 'unknown' });
  });
  it('that was asked for is good for 15 minutes and its own role', async () => {
    let now = 0;
    const codes = new SignInCodes(undefined, usedCodes(), () => new Date(now));
    const [early, late] = [codes.issue('admin'), codes.issue('admin')];
    expect(await codes.redeem(early, HERE)).toEqual({ kind: 'ok', role: 'admin' });
    now = 15 * 60_000;
    expect(await codes.redeem(late, HERE)).toEqual({ kind: 'unknown' });
  });
  it('cannot be guessed: after 20 wrong ones within a minute their address may not try, others may', async () => {
    let now = 0;
    const codes = new SignInCodes('configured-code', usedCodes(), () => new Date(now));
    const asked = codes.issue('viewer');
    for (let i = 0; i < 20; i++) await codes.redeem(`guess ${String(i)}`, HERE);
    expect(await codes.redeem('configured-code', HERE)).toEqual({ kind: 'throttled' });
    expect(await codes.redeem(asked, '192.0.2.2')).toMatchObject({ kind: 'ok' });
    now = 61_000;
    expect(await codes.redeem('configured-code', HERE)).toMatchObject({ kind: 'ok' });
  });
});
