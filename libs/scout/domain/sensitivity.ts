import type { Point } from './geo.js';

export type SensitivityLevel = 'general' | 'elevated' | 'sensitive';
const ORDER: readonly SensitivityLevel[] = ['general', 'elevated', 'sensitive'];

/** Grid that public coordinates snap to. Degrees: about 500 m and 5 km. */
export const BLUR_DEGREES = { general: null, elevated: 0.005, sensitive: 0.05 } as const;

const SENSITIVE =
  /\b(ICE (?:raid|agents?|activity|arrests?|checkpoint|sighting)s?|immigration (?:raid|enforcement|arrest|checkpoint)s?|deportations?|undocumented|sanctuary|asylum seekers?|domestic violence|safe ?house|trafficking survivors?|redadas?|la migra|indocumentad[oa]s?)\b/i;
const ELEVATED =
  /\b(tenants?'? union|tenants?'? (?:organi[sz]ing|association)|union (?:drive|organi[sz]ing|vote)|strike|picket|protest|rally|vigil|organi[sz]ers?|organi[sz]ing|mutual aid|know your rights|advocacy|boycott|walkout|eviction defen[sc]e)\b/i;

/** Level that the words of a text ask for: enforcement, vulnerable people and sanctuary are sensitive; organising and advocacy elevated. */
export function sensitivityOf(text: string): SensitivityLevel {
  if (SENSITIVE.test(text)) return 'sensitive';
  return ELEVATED.test(text) ? 'elevated' : 'general';
}

/** The strictest of the levels; `general` for none. A situation takes that of its members. */
export function mostSensitive(levels: readonly SensitivityLevel[]): SensitivityLevel {
  return ORDER[Math.max(0, ...levels.map((level) => ORDER.indexOf(level)))] ?? 'general';
}

/** A public coordinate: exact for general signals, else snapped to its level's grid. */
export function blurPoint(point: Point, level: SensitivityLevel): Point {
  const grid = BLUR_DEGREES[level];
  if (grid === null) return point;
  const snap = (degrees: number): number => Math.round(Math.round(degrees / grid) * grid * 1e6) / 1e6;
  return { latitude: snap(point.latitude), longitude: snap(point.longitude) };
}

const COARSEST = { general: null, elevated: 'neighborhood', sensitive: 'approximate' } as const;
const PRECISION = ['exact', 'neighborhood', 'approximate', 'region'] as const;

/** The precision label that goes with a blurred coordinate: never finer than the blur. */
export function blurPrecision<P extends (typeof PRECISION)[number] | null>(
  precision: P,
  level: SensitivityLevel,
): P | 'neighborhood' | 'approximate' {
  const coarsest = COARSEST[level];
  if (coarsest === null || precision === null) return precision;
  return PRECISION.indexOf(precision) < PRECISION.indexOf(coarsest) ? coarsest : precision;
}
