import type { GeoPoint, NewScoutTask, Signal } from '#graph';
import { geohash } from '../../domain/index.js';

const CELL_CHARACTERS = 5;
const LEAST_SIGNALS = 3;
const WINDOW_DAYS = 7;
/** A geohash-5 cell is about 5 km wide. */
const CELL_RADIUS_KM = 3;
const MS_PER_DAY = 86_400_000;

type Live = Pick<Signal, 'id' | 'location' | 'locationName' | 'extractedAt' | 'sensitivity' | 'causeHeat'>;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Where much is going on: a task for each cell with at least three located live signals of the last week. Sensitive ones never mark a place. */
export function beacons(signals: readonly Live[], region: string, now: Date): NewScoutTask[] {
  const cells = new Map<string, (Live & { location: GeoPoint })[]>();
  for (const signal of signals) {
    const { location, sensitivity, extractedAt } = signal;
    if (location === null || sensitivity === 'sensitive') continue;
    if (now.getTime() - new Date(extractedAt).getTime() > WINDOW_DAYS * MS_PER_DAY) continue;
    const cell = geohash(location, CELL_CHARACTERS);
    cells.set(cell, [...(cells.get(cell) ?? []), { ...signal, location }]);
  }
  return [...cells]
    .filter(([, here]) => here.length >= LEAST_SIGNALS)
    .map(([cell, here]) => ({
      key: cell,
      source: 'beacon',
      query: here.find(({ locationName }) => locationName !== null)?.locationName ?? region,
      center: {
        latitude: mean(here.map(({ location }) => location.latitude)),
        longitude: mean(here.map(({ location }) => location.longitude)),
      },
      radiusKm: CELL_RADIUS_KM,
      priority: Math.min(1, 0.5 + mean(here.map(({ causeHeat }) => causeHeat)) / 2),
      reason: `${String(here.length)} live signals in ${String(WINDOW_DAYS)} days`,
    }));
}
