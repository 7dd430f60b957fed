import { isInstant } from './instant.js';

describe('a moment', () => {
  it.each([
    '2026-05-01T18:30:00-05:00',
    '2026-05-01T18:30:00.123Z',
    '2026-05-01T18:30Z',
    '2028-02-29T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ])('is %s', (text) => {
    expect(isInstant(text)).toBe(true);
  });
  it.each([
    '2030-02-31T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-04-31T12:00:00+02:00',
    '2026-13-01T00:00:00Z',
    '2026-05-01T25:00:00Z',
    '2026-05-01T18:30:00',
    '9999-12-31',
    '0001-99-01T00:00:00Z',
    'tomorrow',
    '',
  ])('is not %s', (text) => {
    expect(isInstant(text)).toBe(false);
  });
});
