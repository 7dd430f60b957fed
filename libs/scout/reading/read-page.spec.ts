import { capturedAt } from './read-page.js';

describe('capturedAt', () => {
  const fetchedAt = '2026-06-30T12:00:00.000Z';
  it('believes a web archive', () => {
    expect(capturedAt({ 'memento-datetime': 'Mon, 06 Jan 2020 00:00:00 GMT' }, fetchedAt)).toBe(
      '2020-01-06T00:00:00.000Z',
    );
  });
  it.each<Record<string, string>>([
    {},
    { 'memento-datetime': 'yesterday' },
    { 'memento-datetime': 'Mon, 06 Jan 2120 00:00:00 GMT' },
  ])('is now for %j', (headers) => {
    expect(capturedAt(headers, fetchedAt)).toBe(fetchedAt);
  });
});
