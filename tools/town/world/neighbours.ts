import { REGION } from './region.js';

export interface Neighbour {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

const { latitude, longitude } = REGION.center;
/** Small enough that the town and its pages lie within each neighbour's own radius. */
const DEGREES_AWAY = 0.045;

/** Made-up names, in the order in which they lie around the town, from the north by the east. */
const NAMES = [
  'Birch Hollow',
  'Cedar Bend',
  'Dunmore Crossing',
  'Elk Prairie',
  'Fern Hill Station',
  'Granite Ferry',
  'Heron Marsh',
  'Juniper Flats',
  'Kestrel Ridge',
] as const;

/**
 * Places of the town's county that a geocoder knows and nobody wrote about: whoever scouts one of them finds the town's own
 * pages, so that many regions can be scouted at once. They have no web, no truth and no social accounts of their own.
 */
export const NEIGHBOURS: readonly Neighbour[] = NAMES.map((name, index) => {
  const angle = (2 * Math.PI * index) / NAMES.length;
  return {
    name,
    latitude: latitude + DEGREES_AWAY * Math.cos(angle),
    longitude: longitude + DEGREES_AWAY * Math.sin(angle),
  };
});
