import { regionSlug } from './region-slug.js';

describe('regionSlug', () => {
  it.each([
    ['Austin, TX', 'austin-tx'],
    ['São Paulo', 'sao-paulo'],
    ['  St. Paul — MN ', 'st-paul-mn'],
    ['Kapaʻa, HI', 'kapa-a-hi'],
    ['78701', 'region-78701'],
  ])('%s → %s', (name, slug) => {
    expect(regionSlug(name)).toBe(slug);
  });
  it.each(['—', '🙂', '日本', '東京, TX', 'Київ 1', '٣'])('makes none of "%s"', (name) => {
    expect(regionSlug(name)).toBeNull();
  });
});
