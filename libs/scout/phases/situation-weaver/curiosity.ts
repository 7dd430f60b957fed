import type { Situation } from '#graph';

const LEAST_TEMPERATURE = 0.3;
const PER_RUN = 5;
const COOLDOWN_DAYS = 7;
const MS_PER_DAY = 86_400_000;

type Known = Pick<Situation, 'id' | 'arc' | 'clarity' | 'temperature' | 'sensitivity' | 'structuredState'>;

/** When curiosity last looked at a situation; kept in its structured state. */
export const CURIOUS_AT = 'curious_at';

/** Situations worth asking more about: emerging or fuzzy, warm, not sensitive, not asked about for a week; warmest first, at most five. */
export function curiousAbout<T extends Known>(situations: readonly T[], now: Date): T[] {
  return situations
    .filter(({ arc, clarity, temperature, sensitivity, structuredState }) => {
      const last = structuredState[CURIOUS_AT];
      const rested = typeof last !== 'string' || now.getTime() - new Date(last).getTime() >= COOLDOWN_DAYS * MS_PER_DAY;
      return (
        (arc === 'emerging' || clarity === 'fuzzy') &&
        temperature >= LEAST_TEMPERATURE &&
        sensitivity !== 'sensitive' &&
        rested
      );
    })
    .toSorted((a, b) => b.temperature - a.temperature || a.id.localeCompare(b.id))
    .slice(0, PER_RUN);
}
