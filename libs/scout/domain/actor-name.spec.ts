import { actorSlug, normaliseActorName } from './actor-name.js';

describe('normaliseActorName', () => {
  it.each([
    ['The Food Bank, Inc.', 'food bank'],
    ['Food Bank', 'food bank'],
    ["St. Mary's Church", 'st marys church'],
    ['A & B LLC', 'a and b'],
  ])('%s → %s', (name, normalised) => {
    expect(normaliseActorName(name)).toBe(normalised);
  });
  it('never empties a name', () => {
    expect(normaliseActorName('Company')).toBe('company');
  });
});

it('keys an actor without a site by its name', () => {
  expect(actorSlug('River Friends, Inc.')).toBe('actor:river-friends');
});
