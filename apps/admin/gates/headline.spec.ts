import { headline } from './headline';

describe('the headline of an approval', () => {
  it('counts the signals and names the region where there are several', () => {
    expect(headline({ signals: 83 }, 'Birch Hollow, WI')).toBe('Birch Hollow, WI: 83 signals wait for approval');
    expect(headline({ signals: 1 }, 'Birch Hollow, WI')).toBe('Birch Hollow, WI: 1 signal waits for approval');
  });

  it('names no region on a page that is about one', () => {
    expect(headline({ signals: 2 })).toBe('2 signals wait for approval');
  });

  it('says what it can of a subject it does not know', () => {
    expect(headline(null)).toBe('Waits for approval');
    expect(headline({}, 'Birch Hollow, WI')).toBe('Birch Hollow, WI: waits for approval');
  });
});
