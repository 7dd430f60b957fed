import { hsdsOrganisations, organisationsOf } from './structured-actors.js';

const page = (json: unknown) => `<html><script type="application/ld+json">${JSON.stringify(json)}</script></html>`;

describe('actors from structured data', () => {
  it('are the organisations of a page, nested ones too', () => {
    const html = page({
      '@type': 'Event',
      name: 'Cleanup',
      organizer: {
        '@type': 'NGO',
        name: 'River Friends',
        url: 'https://river.example/',
        sameAs: ['https://facebook.com/river'],
      },
    });
    expect(organisationsOf(html, 'https://x.example/')).toMatchObject([
      { name: 'River Friends', url: 'https://river.example/', socialUrls: ['https://facebook.com/river'] },
    ]);
  });
  it('are no shops', () => {
    expect(organisationsOf(page({ '@type': ['Organization', 'Store'], name: 'Shop' }), 'https://x.example/')).toEqual(
      [],
    );
  });
  it('survive a broken block', () => {
    expect(organisationsOf('<script type="application/ld+json">{oops</script>', 'https://x.example/')).toEqual([]);
  });
  it('come from an HSDS directory', () => {
    const json = JSON.stringify({ organizations: [{ id: '1', name: 'Food Shelf', url: 'https://food.example' }] });
    expect(hsdsOrganisations(json, 'https://dir.example/')).toMatchObject([
      { name: 'Food Shelf', url: 'https://food.example/' },
    ]);
  });
});
