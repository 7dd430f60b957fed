import { quoted } from './quoted.js';

describe('what somebody wrote', () => {
  it('is repeated in quotes, only its beginning when it is long', () => {
    expect(quoted('austin-tx-1771718400')).toBe('"austin-tx-1771718400"');
    expect(quoted('x'.repeat(5_000))).toBe(`"${'x'.repeat(80)}…"`);
  });
});
