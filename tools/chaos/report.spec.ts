import { exitCodeOf, faultLine, verdictLine } from './report.js';

const held = { invariant: 'I1', holds: true, checked: 3, detail: 'all ended' };

describe('the report of chaos', () => {
  it('prints the fields that others rely on', () => {
    expect(JSON.parse(verdictLine(held, true))).toEqual(held);
    const fault = {
      n: 2,
      kind: 'kill' as const,
      group: 'scout' as const,
      target: 'scout/1',
      from: 1_500,
      to: 1_600,
      pid: 9,
      applied: true,
      detail: 'scout-1 killed',
    };
    expect(JSON.parse(faultLine(fault, 1_000, true))).toMatchObject({ fault: 2, kind: 'kill', atMs: 500, tookMs: 100 });
    expect(faultLine({ ...fault, applied: false }, 1_000, false)).toContain('not done');
  });
  it('fails for a broken invariant, not for one that could not be checked', () => {
    expect(exitCodeOf([held, { ...held, holds: null }])).toBe(0);
    expect(exitCodeOf([held, { ...held, holds: false }])).toBe(1);
    expect(verdictLine({ ...held, holds: false }, false)).toContain('BROKEN');
  });
});
