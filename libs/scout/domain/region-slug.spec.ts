import { regionSlug } from './region-slug.js';

describe('regionSlug', () => {
  it.each([
    ['Austin, TX', 'austin-tx'],
    ['São Paulo', 'sao-paulo'],
    ['  St. Paul — MN ', 'st-paul-mn'],
    ['78701', 'region-78701'],
  ])('%s → %s', (name, slug) => {
    expect(regionSlug(name)).toBe(slug);
  });
  it('says what to do with a name without letters', () => {
    expect(() => regionSlug('—')).toThrow(/city and state/);
  });
});
