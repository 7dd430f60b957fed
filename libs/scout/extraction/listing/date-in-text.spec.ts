import { resolveDate } from './date-in-text.js';

const read = (text: string, at = '2019-01-24T12:00:00Z') =>
  resolveDate(text, { at: new Date(at), timeZone: 'UTC' })?.startsAt.slice(0, 16) ?? null;

describe('resolveDate', () => {
  it.each([
    ['Fireworks on Independence Day', '2019-07-04T00:00'],
    ['closed on Labor Day 2026', '2026-09-07T00:00'],
    ['egg hunt at Easter', '2019-04-21T00:00'],
    ['last Thanksgiving', '2018-11-22T00:00'],
    ['Friday the 1st we meet', '2019-02-01T00:00'],
    ['on the 18th', '2019-02-18T00:00'],
    ['three weeks from tomorrow', '2019-02-15T00:00'],
    ['2 weeks before Christmas', '2019-12-11T00:00'],
    ['in two months', '2019-03-24T00:00'],
    ['between 3 and 12 of Sept 2019', '2019-09-03T00:00'],
    ['fourth of July of 1995', '1995-07-04T00:00'],
    ['tomorrow at 8:45a', '2019-01-25T08:45'],
    ['march eighteenth nine thirty', '2019-03-18T09:30'],
  ])('reads %j', (text, startsAt) => {
    expect(read(text)).toBe(startsAt);
  });
  it.each(['in the year 2008', 'this summer', 'feb 30', 'weekly'])('makes no date of %j', (text) => {
    expect(read(text)).toBeNull();
  });
});
