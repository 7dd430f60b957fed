import { eventCount, parentsOfUnnamed, partName } from './event-words';

describe('how many events there are', () => {
  it.each([
    [{ shown: 100, read: 100, total: 1_559 }, '100 of 1,559'],
    [{ shown: 7, read: 100, total: 1_559 }, '7 of the first 100 of 1,559'],
    [{ shown: 7, read: 40, total: 40 }, '7 of 40'],
    [{ shown: 0, read: 0, total: 0 }, '0 of 0'],
  ])('%j → %s', (count, words) => {
    expect(eventCount(count)).toBe(words);
  });

  it('is never less than what is read, when some came while pages were read', () => {
    expect(eventCount({ shown: 110, read: 110, total: 105 })).toBe('110 of 110');
  });
});

describe('the part of a run that an event is of', () => {
  const names = new Map([
    ['town-1', 'Full Run'],
    ['town-1~flow~scrape', 'Scrape'],
    ['town-1~flow~scrape~source~s-1', 'City Council'],
  ]);

  it('is called by its name, else by the end of its id', () => {
    expect(partName('town-1~flow~scrape~source~s-1', names)).toBe('City Council');
    expect(partName('town-1~flow~scrape~source~s-2', names)).toBe('s-2');
  });

  it('is asked for by its parent, once, when its name is not known', () => {
    const ids = ['town-1', 'town-1~flow~scrape~source~s-2', 'town-1~flow~scrape~source~s-3', 'another'];
    expect(parentsOfUnnamed(ids, names)).toEqual(['town-1~flow~scrape']);
  });
});
