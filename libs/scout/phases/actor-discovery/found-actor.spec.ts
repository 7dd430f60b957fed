import { resolveActor } from '../../domain/index.js';
import type { FoundActor } from './found-actor.js';
import { actorEntityId, newActor } from './found-actor.js';

const found: FoundActor = {
  name: 'Riverside Food Bank, Inc.',
  type: 'organization',
  description: 'Gives out food',
  url: 'https://www.riversidefood.org/about?utm_source=x',
  socialUrls: ['https://facebook.com/riversidefood'],
  place: 'Millbrook',
  contact: null,
  pageUrl: 'https://city.gov/partners',
  quote: 'Riverside Food Bank gives out food',
};
const bare = { ...found, url: null, socialUrls: [], place: null };

describe('identity of an actor', () => {
  it('is its own domain, else its account, else its name', () => {
    expect(actorEntityId(found)).toBe('riversidefood.org');
    expect(actorEntityId({ ...found, url: null })).toBe('facebook.com/riversidefood');
    expect(actorEntityId(bare)).toBe('actor:riverside-food-bank');
  });

  it('is the same for two pages that give the same site', () => {
    expect(resolveActor(newActor({ ...found, name: 'The Food Bank' }), [newActor(found)]).kind).toBe('same');
  });

  it('is the same for equal names with a second agreement', () => {
    const other = newActor({ ...found, url: 'https://riverside-food.example', place: 'Millbrook' });
    expect(resolveActor(other, [newActor({ ...found, socialUrls: [] })])).toMatchObject({
      kind: 'same',
      because: 'same place Millbrook',
    });
  });

  it('is open when only the names agree', () => {
    const other = newActor({ ...found, url: 'https://other.example', socialUrls: [], place: 'Elsewhere' });
    expect(resolveActor(other, [newActor(found)]).kind).toBe('review');
  });

  it('is not given by the name across types', () => {
    expect(resolveActor(newActor({ ...bare, type: 'coalition' }), [{ ...newActor(found), entityId: 'x' }]).kind).toBe(
      'new',
    );
  });

  it('joins the one actor of its name when a page gives the name alone', () => {
    expect(resolveActor(newActor(bare), [newActor(found)]).kind).toBe('same');
  });

  it('keeps accounts and domains apart', () => {
    expect(newActor(found)).toMatchObject({
      domains: ['riversidefood.org'],
      socialUrls: ['https://facebook.com/riversidefood'],
    });
  });
});
