import { Lease, trustMs } from './lease.js';

describe('a lease by the own clock', () => {
  let now = 1_000;
  const lease = () =>
    new Lease(
      300,
      1_000,
      async () => undefined,
      () => now,
    );
  beforeEach(() => {
    now = 1_000;
  });

  it('is certain for as long as the last confirmation is trusted', () => {
    const own = lease();
    now = 1_299;
    expect(own.certain).toBe(true);
    now = 1_300;
    expect(own.certain).toBe(false);
  });

  it('counts from the moment the question was sent: an answer that was frozen on its way proves nothing', () => {
    const own = lease();
    now = 9_000;
    own.confirm(1_250);
    expect(own.certain).toBe(false);
    own.confirm(8_990);
    expect(own.certain).toBe(true);
  });

  it('is not shortened by an older answer that comes late', () => {
    const own = lease();
    own.confirm(1_200);
    own.confirm(1_100);
    now = 1_450;
    expect(own.certain).toBe(true);
  });

  it('trusts half of the shorter time after which another may be handed the run', () => {
    expect([trustMs(6_000, 4_000), trustMs(2_000, 6_000)]).toEqual([2_000, 1_000]);
  });
});
