import { situationArc, situationClarity } from './situation-arc.js';

describe('situationArc', () => {
  it.each([
    [null, 0.05, 1, 'cold'],
    ['active', 0.2, 500, 'cooling'],
    [null, 0.5, 10, 'emerging'],
    ['emerging', 0.5, 100, 'developing'],
    ['developing', 0.7, 100, 'active'],
  ] as const)('was %s, %d at %d h → %s', (previous, temperature, ageHours, arc) => {
    expect(situationArc({ previous, temperature, ageHours })).toEqual({ arc, reactivated: false });
  });
  it('comes back from the cold with a dispatch', () => {
    expect(situationArc({ previous: 'cold', temperature: 0.3, ageHours: 5000 })).toEqual({
      arc: 'developing',
      reactivated: true,
    });
  });
});

it.each([
  [0.29, 'fuzzy'],
  [0.3, 'sharpening'],
  [0.7, 'sharp'],
] as const)('clarity %d → %s', (product, clarity) => {
  expect(situationClarity(product)).toBe(clarity);
});
