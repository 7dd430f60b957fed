import { investigationQueries, onePerHost, otherVoices } from './investigation-queries.js';

const signal = {
  title: 'Brown water on Elm Street',
  sensitivity: 'general' as const,
  organizer: 'Water Watch',
  sourceAuthority: null,
  locationName: 'Elm Street',
  whatNeeded: null,
  sourceUrl: 'https://news.example/a',
};

describe('an investigation', () => {
  it('asks at most three queries', () => {
    expect(investigationQueries(signal, { name: 'Millbrook' })).toEqual([
      'Brown water on Elm Street Millbrook',
      'Water Watch Brown water on Elm Street',
      'Brown water on Elm Street Elm Street',
    ]);
  });
  it('of something sensitive asks for official information of its organisation only', () => {
    const sensitive = { ...signal, sensitivity: 'sensitive' as const };
    expect(investigationQueries(sensitive, { name: 'Millbrook' })).toEqual([
      'Water Watch Millbrook official information',
    ]);
    expect(investigationQueries({ ...sensitive, organizer: null }, { name: 'Millbrook' })).toEqual([]);
  });
  it('hears other voices, each once', () => {
    const urls = ['https://news.example/b', 'https://city.gov/x', 'https://www.city.gov/y', 'https://other.org/z'];
    expect(otherVoices(urls, ['https://news.example/a'], 5)).toEqual(['https://city.gov/x', 'https://other.org/z']);
  });
  it('takes one signal of a host', () => {
    expect(onePerHost([signal, { ...signal, sourceUrl: 'https://news.example/c' }], 8)).toHaveLength(1);
  });
});
