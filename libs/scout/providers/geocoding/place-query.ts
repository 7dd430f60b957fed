import { stateCode } from './us-states.js';

/** A place as people write it, cut into the ways it can be read; the first that is known wins. */
export interface PlaceReading {
  readonly city: string;
  /** US state code, or null when none is named. */
  readonly state: string | null;
  /** ISO country code (lower case words are matched to it), or null when none is named. */
  readonly country: string | null;
}

/** Case, accents, punctuation and hyphens do not matter for place names. */
export function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\bst\.?\s/g, 'saint ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const regionNames = new Intl.DisplayNames(['en'], { type: 'region' });
/** ISO code of a country given by English name or common abbreviation; null when it is none. */
export function countryCode(text: string): string | null {
  const folded = foldName(text);
  if (['us', 'usa', 'united states of america'].includes(folded)) return 'US';
  if (['uk', 'england', 'scotland', 'wales'].includes(folded)) return 'GB';
  for (let a = 65; a <= 90; a += 1) {
    for (let b = 65; b <= 90; b += 1) {
      const code = String.fromCharCode(a, b);
      const name = regionNames.of(code);
      if (name !== undefined && name !== code && foldName(name) === folded) return code;
    }
  }
  return null;
}

/**
 * Readings of `Austin, TX`, `austin-tx`, `detroit mi`, `Austin, Texas`, `Lyon, France`, `Springfield`.
 * The last word or words may be a state or a country, or belong to the city ("Kansas City").
 */
export function placeReadings(query: string): PlaceReading[] {
  const commaParts = query
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const [first, ...rest] = commaParts;
  if (first === undefined) return [];
  if (rest.length > 0) {
    const states = rest.map(stateCode).filter((code) => code !== null);
    const countries = rest.map(countryCode).filter((code) => code !== null);
    // A part that is neither may be a county; one that says nothing known makes the whole query unknown.
    const understood = rest.every(
      (part) => stateCode(part) !== null || countryCode(part) !== null || /county$/i.test(part),
    );
    const readings: PlaceReading[] = [];
    if (states[0] !== undefined) readings.push({ city: foldName(first), state: states[0], country: 'US' });
    if (countries[0] !== undefined) readings.push({ city: foldName(first), state: null, country: countries[0] });
    return understood ? readings : [];
  }
  const words = foldName(first)
    .split(' ')
    .filter((word) => word !== '');
  const readings: PlaceReading[] = [];
  for (const taken of [3, 2, 1]) {
    if (words.length <= taken) continue;
    const city = words.slice(0, -taken).join(' ');
    const tail = words.slice(-taken).join(' ');
    const state = stateCode(tail);
    if (state !== null) readings.push({ city, state, country: 'US' });
    const country = tail.length > 2 ? countryCode(tail) : null;
    if (country !== null) readings.push({ city, state: null, country });
  }
  readings.push({ city: words.join(' '), state: null, country: null });
  return readings;
}
