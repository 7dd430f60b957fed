export type SituationArc = 'emerging' | 'developing' | 'active' | 'cooling' | 'cold';
export type SituationClarity = 'fuzzy' | 'sharpening' | 'sharp';

const REACTIVATED_AT = 0.3;
const COLD_BELOW = 0.1;
const COOLING_BELOW = 0.3;
const EMERGING_HOURS = 72;
const ACTIVE_AT = 0.6;

/** Where a situation stands; first rule that matches. `reactivated`: it was cold and comes back, which earns a dispatch. */
export function situationArc(input: { previous: SituationArc | null; temperature: number; ageHours: number }): {
  arc: SituationArc;
  reactivated: boolean;
} {
  const { previous, temperature, ageHours } = input;
  const arc = (value: SituationArc): { arc: SituationArc; reactivated: boolean } => ({
    arc: value,
    reactivated: false,
  });
  if (previous === 'cold' && temperature >= REACTIVATED_AT) return { arc: 'developing', reactivated: true };
  if (temperature < COLD_BELOW) return arc('cold');
  if (temperature < COOLING_BELOW) return arc('cooling');
  if (ageHours < EMERGING_HOURS) return arc('emerging');
  return arc(temperature < ACTIVE_AT ? 'developing' : 'active');
}

const SHARPENING_FROM = 0.3;
const SHARP_FROM = 0.7;

/** How well a situation is understood, from `clarityProduct` (0–1). */
export function situationClarity(product: number): SituationClarity {
  if (product < SHARPENING_FROM) return 'fuzzy';
  return product < SHARP_FROM ? 'sharpening' : 'sharp';
}
