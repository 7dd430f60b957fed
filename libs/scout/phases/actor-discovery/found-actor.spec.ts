import { resolveActor } from '../../domain/index.js';
import { identityOf } from './store-actors.js';
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
  it('is its own address, else its account, else its name', () => {
    expect(actorEntityId({ ...found, url: 'https://www.riversidefood.org/' })).toBe('riversidefood.org');
    expect(actorEntityId(found)).toBe('riversidefood.org/about');
    expect(actorEntityId({ ...found, url: null })).toBe('facebook.com/riversidefood');
    expect(actorEntityId(bare)).toBe('actor:riverside-food-bank');
  });

  it('is the same for two pages that give the same site', () => {
    expect(resolveActor(newActor({ ...found, name: 'The Food Bank' }), [newActor(found)]).kind).toBe('same');
  });

  it('keeps the departments of one city apart, whether they give pages of their own or its front page', () => {
    const parks = { ...found, name: 'Parks Department', url: 'https://city.gov/parks', socialUrls: [], place: null };
    const water = { ...parks, name: 'Water Utility', url: 'https://city.gov/water' };
    expect(actorEntityId(parks)).not.toBe(actorEntityId(water));
    expect(resolveActor(newActor(water), [newActor(parks)]).kind).toBe('new');

    const [one, other] = [parks, water].map((actor) => newActor({ ...actor, url: 'https://city.gov' }));
    const verdict = resolveActor(other!, [one!]);
    expect(verdict).toMatchObject({ kind: 'review', entityId: 'city.gov' });
    expect(identityOf(other!, verdict)).toBe('actor:water-utility');
    // Read again, it is the one that was made of it.
    const stored = { ...other!, entityId: 'actor:water-utility' };
    expect(resolveActor(other!, [one!, stored])).toMatchObject({ kind: 'same', entityId: 'actor:water-utility' });
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
