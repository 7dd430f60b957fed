import { writtenDays, yearOf } from './written-day.js';

const at = new Date('2021-01-06T12:00:00Z');

describe('writtenDays', () => {
  it.each([
    ['Monday, January 6th, 2020 3:00 PM', { month: 1, day: 6, year: 2020, weekday: 1 }],
    ['Feb. 17 at 3', { month: 2, day: 17, year: null }],
    ['6 January 2020', { month: 1, day: 6, year: 2020 }],
    ['el sábado 14 de marzo de 2026', { month: 3, day: 14, year: 2026, weekday: 6 }],
    ['2020-01-06', { month: 1, day: 6, year: 2020 }],
    ['1/6/20', { month: 1, day: 6, year: 2020, numeric: true }],
    ['Tuesday 1/6', { month: 1, day: 6, weekday: 2 }],
  ])('%s', (text, day) => {
    expect(writtenDays(text)).toEqual([expect.objectContaining(day)]);
  });
  it('finds every day of a list', () => {
    expect(writtenDays('January 6, February 3 and March 2, 2020').map(({ month }) => month)).toEqual([1, 2, 3]);
  });
  it.each(['Room 101', 'call 612-555-0100', 'may 3 pm', '13/45/2020', 'version 1.2.3', 'March 45'])(
    'finds none in %j',
    (text) => {
      expect(writtenDays(text)).toEqual([]);
    },
  );
});

describe('yearOf', () => {
  const day = (text: string) => writtenDays(text)[0]!;
  it('takes the written year, then the context, then the one the weekday fits', () => {
    expect(yearOf(day('January 11, 2019'), 2021, at)).toBe(2019);
    expect(yearOf(day('January 11'), 2018, at)).toBe(2018);
    expect(yearOf(day('Monday January 11'), null, at)).toBe(2021);
    expect(yearOf(day('Friday January 10'), null, new Date('2020-12-20T00:00:00Z'))).toBe(2020);
  });
  it('takes the nearest without a weekday', () => {
    expect(yearOf(day('December 20'), null, at)).toBe(2020);
  });
});
