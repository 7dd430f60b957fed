import { curiousAbout } from './curiosity.js';

const now = new Date('2026-06-10T00:00:00Z');
const situation = {
  id: 'a',
  arc: 'emerging' as const,
  clarity: 'sharp' as const,
  temperature: 0.5,
  sensitivity: 'general' as const,
  structuredState: {},
};

describe('curiosity', () => {
  it('is for warm, unclear situations', () => {
    expect(curiousAbout([situation], now)).toHaveLength(1);
    expect(curiousAbout([{ ...situation, temperature: 0.2 }], now)).toEqual([]);
    expect(curiousAbout([{ ...situation, arc: 'active' as const }], now)).toEqual([]);
  });
  it('leaves sensitive ones alone', () => {
    expect(curiousAbout([{ ...situation, sensitivity: 'sensitive' as const }], now)).toEqual([]);
  });
  it('rests for a week', () => {
    expect(curiousAbout([{ ...situation, structuredState: { curious_at: '2026-06-05T00:00:00Z' } }], now)).toEqual([]);
    expect(curiousAbout([{ ...situation, structuredState: { curious_at: '2026-06-02T00:00:00Z' } }], now)).toHaveLength(
      1,
    );
  });
  it('has at most five at once', () => {
    expect(
      curiousAbout(
        Array.from({ length: 9 }, (_, index) => ({ ...situation, id: String(index) })),
        now,
      ),
    ).toHaveLength(5);
  });
});
