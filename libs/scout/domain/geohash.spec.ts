import { geohash } from './geohash.js';

it.each([
  [{ latitude: 57.64911, longitude: 10.40744 }, 'u4pru'],
  [{ latitude: 30.2672, longitude: -97.7431 }, '9v6kp'],
  [{ latitude: -90, longitude: -180 }, '00000'],
])('the cell of %j is %s', (point, cell) => {
  expect(geohash(point)).toBe(cell);
});
