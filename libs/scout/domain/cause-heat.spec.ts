import { causeHeat } from './cause-heat.js';

const signal = (id: string, type: string, sourceDiversity = 1) => ({ id, type, sourceDiversity });

describe('causeHeat', () => {
  it('radiates from tensions only', () => {
    const heat = causeHeat(
      [signal('t', 'tension'), signal('a', 'aid'), signal('b', 'aid')],
      [
        { a: 't', b: 'a', cosine: 0.8 },
        { a: 'a', b: 'b', cosine: 0.9 },
      ],
    );
    expect(heat.get('a')).toBe(1);
    expect(heat.get('b')).toBe(0);
    expect(heat.get('t')).toBe(0);
  });
  it('weighs by independent sources and normalises to the hottest', () => {
    const heat = causeHeat(
      [signal('t1', 'tension', 3), signal('t2', 'tension', 1), signal('a', 'aid'), signal('b', 'aid')],
      [
        { a: 't1', b: 'a', cosine: 0.8 },
        { a: 't2', b: 'b', cosine: 0.8 },
      ],
    );
    expect(heat.get('a')).toBe(1);
    expect(heat.get('b')).toBeCloseTo(1 / 3);
  });
  it('ignores weak likeness', () => {
    expect(causeHeat([signal('t', 'tension'), signal('a', 'aid')], [{ a: 't', b: 'a', cosine: 0.69 }]).get('a')).toBe(
      0,
    );
  });
});
