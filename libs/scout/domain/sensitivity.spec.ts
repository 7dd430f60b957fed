import { blurPoint, blurPrecision, mostSensitive, sensitivityOf } from './sensitivity.js';

describe('sensitivity', () => {
  it('is read from the words', () => {
    expect(sensitivityOf('Reports of ICE raids near the school')).toBe('sensitive');
    expect(sensitivityOf('Tenant union meeting about rent')).toBe('elevated');
    expect(sensitivityOf('Nice ice cream social')).toBe('general');
  });
  it('propagates the strictest level', () => {
    expect(mostSensitive(['general', 'sensitive', 'elevated'])).toBe('sensitive');
    expect(mostSensitive([])).toBe('general');
  });
  it('keeps general places exact, elevated within 0.005°, sensitive within 0.05°', () => {
    const point = { latitude: 44.97623, longitude: -93.26581 };
    expect(blurPoint(point, 'general')).toEqual(point);
    expect(Math.abs(blurPoint(point, 'elevated').latitude - point.latitude)).toBeLessThanOrEqual(0.005);
    expect(blurPoint(point, 'sensitive').longitude).toBeCloseTo(-93.25, 6);
  });
  it('lowers the precision label with the blur', () => {
    expect(blurPrecision('exact', 'sensitive')).toBe('approximate');
    expect(blurPrecision('region', 'sensitive')).toBe('region');
    expect(blurPrecision('exact', 'general')).toBe('exact');
  });
});
