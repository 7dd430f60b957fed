const ALPHABET = '0123456789bcdefghjkmnpqrstuvwxyz';
const BITS_PER_CHARACTER = 5;

/** Geohash cell of a point: 5 characters are about 4.9 km × 4.9 km. */
export function geohash(point: { readonly latitude: number; readonly longitude: number }, characters = 5): string {
  const longitude: [number, number] = [-180, 180];
  const latitude: [number, number] = [-90, 90];
  let hash = '';
  let value = 0;
  for (let bit = 0; bit < characters * BITS_PER_CHARACTER; bit += 1) {
    const [range, coordinate] = bit % 2 === 0 ? [longitude, point.longitude] : [latitude, point.latitude];
    const middle = (range[0] + range[1]) / 2;
    const isUpper = coordinate >= middle;
    range[isUpper ? 0 : 1] = middle;
    value = value * 2 + (isUpper ? 1 : 0);
    if (bit % BITS_PER_CHARACTER === BITS_PER_CHARACTER - 1) {
      hash += ALPHABET[value] ?? '';
      value = 0;
    }
  }
  return hash;
}
