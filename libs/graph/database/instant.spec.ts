import { dateTextOf, instantOf } from './instant.js';

describe('instants of content times', () => {
  it.each([
    ['2026-04-06T15:00:00-05:00', '2026-04-06T20:00:00.000Z'],
    ['2026-04-06T15:00:00Z', '2026-04-06T15:00:00.000Z'],
    ['2026-04-06T15:00', '2026-04-06T15:00:00.000Z'],
    ['2026-04-06', '2026-04-06T00:00:00.000Z'],
    ['next Monday', null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('%s is %s', (text, instant) => {
    expect(instantOf(text)).toBe(instant);
  });

  it('the text stays as it was given when it names an instant', () => {
    expect(dateTextOf('2026-04-06')).toBe('2026-04-06');
    expect(dateTextOf('next Monday')).toBeNull();
    expect(dateTextOf(null)).toBeNull();
  });
});
