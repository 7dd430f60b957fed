import { distanceKm, isFakeCenter, isInBox, isValidPoint, regionBox } from './geo.js';

const austin = { latitude: 30.2672, longitude: -97.7431 };

describe('geo', () => {
  it('measures Austin–Dallas at about 293 km', () => {
    expect(distanceKm(austin, { latitude: 32.7767, longitude: -96.797 })).toBeCloseTo(293, -1);
  });
  it('measures across the antimeridian the short way', () => {
    expect(distanceKm({ latitude: 0, longitude: 179.9 }, { latitude: 0, longitude: -179.9 })).toBeLessThan(25);
  });
  it('holds near points and not far ones', () => {
    const box = regionBox(austin, 20);
    expect(isInBox({ latitude: 30.3, longitude: -97.7 }, box)).toBe(true);
    expect(isInBox({ latitude: 31.3, longitude: -97.7 }, box)).toBe(false);
  });
  it('works for a box over the antimeridian', () => {
    const fiji = regionBox({ latitude: -17, longitude: 179.9 }, 50);
    expect(isInBox({ latitude: -17, longitude: -179.9 }, fiji)).toBe(true);
    expect(isInBox({ latitude: -17, longitude: 178 }, fiji)).toBe(false);
  });
  it('takes the whole parallel at a pole', () => {
    expect(isInBox({ latitude: 89.99, longitude: 12 }, regionBox({ latitude: 90, longitude: 0 }, 10))).toBe(true);
  });
  it('knows a centre used as a stand-in', () => {
    expect(isFakeCenter({ latitude: 30.268, longitude: -97.744 }, austin, null)).toBe(true);
    expect(isFakeCenter({ latitude: 30.268, longitude: -97.744 }, austin, '500 Congress Ave')).toBe(false);
    expect(isFakeCenter({ latitude: 30.3, longitude: -97.744 }, austin, null)).toBe(false);
  });
  it('refuses what is not on Earth', () => {
    expect(isValidPoint({ latitude: 91, longitude: 0 })).toBe(false);
    expect(isValidPoint({ latitude: Number.NaN, longitude: 0 })).toBe(false);
  });
});
