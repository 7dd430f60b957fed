import { stateWith, writtenSearch } from './written-search.js';

describe('the search that was written last', () => {
  it('is what the entry tells, whatever address the router put back since', () => {
    expect(writtenSearch({ ...stateWith(''), __NA: true }, '?step=geocode')).toBe('');
    expect(writtenSearch({ ...stateWith('?events=oldest'), __NA: true }, '')).toBe('?events=oldest');
  });

  it('is that of the address where nothing was written', () => {
    expect(writtenSearch(null, '?region=alder-falls-wi')).toBe('?region=alder-falls-wi');
    expect(writtenSearch({ __NA: true }, '')).toBe('');
  });
});
