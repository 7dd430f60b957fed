import { clarityProduct, temperature, temperatureParts, type SituationMember } from './situation-temperature.js';

const now = new Date('2026-06-30T00:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
const tension = (entity: string, days: number, more: Partial<SituationMember> = {}): SituationMember => ({
  type: 'tension',
  causeHeat: 0.5,
  confidence: 0.8,
  entities: [entity],
  extractedAt: daysAgo(days),
  responded: false,
  ...more,
});

describe('temperature', () => {
  it('is within 0 and 1 for all parts at their ends', () => {
    expect(
      temperature({ tensionHeat: 1, entityVelocity: 1, responseGap: 1, amplification: 1, clarityNeed: 1 }),
    ).toBeCloseTo(1);
    expect(temperature({ tensionHeat: 0, entityVelocity: 0, responseGap: 0, amplification: 1, clarityNeed: 0 })).toBe(
      0,
    );
  });
  it('counts entities, not posts', () => {
    const echo = temperatureParts([tension('a', 1), tension('a', 1), tension('a', 2)], 0, now);
    const many = temperatureParts([tension('a', 1), tension('b', 1), tension('c', 2)], 0, now);
    expect(echo.entityVelocity).toBeLessThan(many.entityVelocity);
  });
  it('sees the gap close when somebody responds', () => {
    expect(temperatureParts([tension('a', 1), tension('b', 1, { responded: true })], 0, now).responseGap).toBe(0.5);
  });
  it('lets the need for clarity fade between 30 and 90 days of silence', () => {
    expect(temperatureParts([tension('a', 20)], 0, now).clarityNeed).toBeGreaterThan(
      temperatureParts([tension('a', 60)], 0, now).clarityNeed,
    );
    expect(temperatureParts([tension('a', 95)], 0, now).clarityNeed).toBe(0);
  });
  it('is clear with three strong tensions of two voices', () => {
    expect(clarityProduct([tension('a', 1), tension('b', 1), tension('a', 1)])).toBe(1);
  });
  it('is cold when empty', () => {
    expect(temperature(temperatureParts([], 0, now))).toBe(0);
  });
});
