import { actorSources, isLocal } from './actor-sources.js';

const region = { name: 'Millbrook', geoTerms: ['Millbrook', 'Elm County'] };
const actor = {
  entityId: 'food.org',
  name: 'Food Bank',
  domains: ['food.org'],
  socialUrls: ['https://facebook.com/food'],
  locationName: 'Millbrook, ZZ',
  discoveryDepth: 0,
};

describe("an actor's sources", () => {
  it('are its site and its accounts, read often when it is local', () => {
    const sources = actorSources(actor, 'https://food.org/', region);
    expect(sources.map(({ kind }) => kind)).toEqual(['page', 'social']);
    expect(sources.every(({ weight, cadenceHours }) => weight >= 0.7 && (cadenceHours ?? 99) <= 12)).toBe(true);
  });
  it('keep the usual cadence when its place is unknown or elsewhere', () => {
    expect(
      actorSources({ ...actor, locationName: 'Faraway' }, 'https://food.org/', region)[0]?.cadenceHours,
    ).toBeUndefined();
    expect(isLocal({ locationName: null }, region)).toBe(false);
  });
});
