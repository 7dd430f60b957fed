import { eventCount, withoutScheme } from './event-words';

describe('how many events there are', () => {
  it.each([
    [{ shown: 100, read: 100, total: 1_559 }, '100 of 1,559'],
    [{ shown: 7, read: 100, total: 1_559 }, '7 of the newest 100 of 1,559'],
    [{ shown: 7, read: 40, total: 40 }, '7 of 40'],
    [{ shown: 0, read: 0, total: 0 }, '0 of 0'],
  ])('%j → %s', (count, words) => {
    expect(eventCount(count, 'newest')).toBe(words);
  });

  it('says from which end they are read', () => {
    expect(eventCount({ shown: 7, read: 100, total: 200 }, 'oldest')).toBe('7 of the oldest 100 of 200');
  });

  it('is never less than what is read, when some came while pages were read', () => {
    expect(eventCount({ shown: 110, read: 110, total: 105 }, 'newest')).toBe('110 of 110');
  });
});

it.each([
  ['https://www.city.example/events', 'city.example/events'],
  ['City Council', 'City Council'],
])('%s is called %s where there is little room', (label, short) => {
  expect(withoutScheme(label)).toBe(short);
});
