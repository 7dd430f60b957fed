export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}
/** South-west and north-east corner. `west > east` when the box crosses the antimeridian. Degrees. */
export interface Box {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

const EARTH_RADIUS_KM = 6371.0088;
const KM_PER_DEGREE = 111;
/** Nearer to the region's centre than this without an address, a coordinate is a stand-in for "somewhere here". Degrees. */
const FAKE_CENTER_DEGREES = 0.01;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const wrapLongitude = (longitude: number): number => ((((longitude + 180) % 360) + 360) % 360) - 180;

/** True for numbers that are a place on Earth. */
export const isValidPoint = ({ latitude, longitude }: Point): boolean =>
  Number.isFinite(latitude) && Number.isFinite(longitude) && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;

/** Great-circle distance in km (haversine, mean Earth radius). */
export function distanceKm(a: Point, b: Point): number {
  const dLatitude = radians(b.latitude - a.latitude);
  const dLongitude = radians(b.longitude - a.longitude);
  const chord =
    Math.sin(dLatitude / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLongitude / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Centre ± radius: latitude km/111, longitude km/(111·cos latitude); whole parallels near the poles. */
export function regionBox(center: Point, radiusKm: number): Box {
  const dLatitude = radiusKm / KM_PER_DEGREE;
  const shrink = Math.cos(radians(center.latitude));
  const dLongitude = shrink < 1e-6 ? 180 : Math.min(180, radiusKm / (KM_PER_DEGREE * shrink));
  const whole = dLongitude >= 180;
  return {
    south: Math.max(-90, center.latitude - dLatitude),
    north: Math.min(90, center.latitude + dLatitude),
    west: whole ? -180 : wrapLongitude(center.longitude - dLongitude),
    east: whole ? 180 : wrapLongitude(center.longitude + dLongitude),
  };
}

/** Whether a point lies in a box, across the antimeridian too. */
export function isInBox(point: Point, box: Box): boolean {
  if (point.latitude < box.south || point.latitude > box.north) return false;
  const longitude = wrapLongitude(point.longitude);
  if (box.east === 180 && box.west === -180) return true;
  return box.west <= box.east
    ? longitude >= box.west && longitude <= box.east
    : longitude >= box.west || longitude <= box.east;
}

/** True for a coordinate that only repeats the region's centre: no place, so it is dropped unless an address came with it. */
export function isFakeCenter(point: Point, center: Point, address: string | null): boolean {
  if (address !== null && /\d/.test(address)) return false;
  return (
    Math.abs(point.latitude - center.latitude) < FAKE_CENTER_DEGREES &&
    Math.abs(wrapLongitude(point.longitude - center.longitude)) < FAKE_CENTER_DEGREES
  );
}
