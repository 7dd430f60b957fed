/** Smallest and largest radius of a region, in km: a village and a metropolitan area. */
export const MIN_RADIUS_KM = 2;
export const MAX_RADIUS_KM = 60;

const clamp = (km: number): number => Math.round(Math.min(MAX_RADIUS_KM, Math.max(MIN_RADIUS_KM, km)) * 10) / 10;

/** Radius that covers a bounding box (south, north, west, east in degrees) from its middle to the nearer sides' mean, clamped, in km. */
export function radiusOfBox(south: number, north: number, west: number, east: number): number {
  const width = east >= west ? east - west : east - west + 360;
  const kmPerDegree = 111;
  const heightKm = (north - south) * kmPerDegree;
  const widthKm = width * kmPerDegree * Math.cos((((south + north) / 2) * Math.PI) / 180);
  return clamp((heightKm + widthKm) / 4);
}

/** Radius of a city known only by its population: a disc at 900 inhabitants a square km (typical of US cities), clamped, in km. */
export function radiusOfPopulation(population: number): number {
  return clamp(Math.sqrt(population / 900 / Math.PI));
}
