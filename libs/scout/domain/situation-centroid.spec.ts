import { narrativeCentroid, placeCentroid } from './situation-centroid.js';

const now = new Date('2026-06-30T00:00:00Z');
const member = { extractedAt: '2026-06-30T00:00:00Z', causeHeat: 0 };

describe('centroids', () => {
  it('leans to the heated and the recent', () => {
    const [x = 0, y = 0] =
      narrativeCentroid(
        [
          { ...member, causeHeat: 1, embedding: [1, 0] },
          { ...member, embedding: [0, 1] },
        ],
        now,
      ) ?? [];
    expect(x).toBeGreaterThan(y);
    expect(Math.hypot(x, y)).toBeCloseTo(1);
  });
  it('is null without members or places', () => {
    expect(narrativeCentroid([], now)).toBeNull();
    expect(placeCentroid([{ ...member, location: null }], now)).toBeNull();
  });
  it('holds across the antimeridian', () => {
    const at = (longitude: number) => ({ ...member, location: { latitude: 0, longitude } });
    expect(Math.abs(placeCentroid([at(179), at(-179)], now)?.longitude ?? 0)).toBeCloseTo(180);
  });
});
