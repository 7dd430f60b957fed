import type { ActorPlace } from '#graph';
import { movedActors } from './actor-places.js';

const now = new Date('2026-06-30T00:00:00Z');
const hall = { latitude: 44, longitude: -92 };
const at = (locationName: string, more: Partial<ActorPlace> = {}): ActorPlace => ({
  signalId: locationName,
  role: 'organizer',
  at: '2026-06-20T00:00:00Z',
  locationName,
  location: null,
  ...more,
});
const actor = { id: 'a', locationName: null, description: null };
const moved = (places: readonly ActorPlace[], more: Partial<typeof actor> | { description: string } = {}) =>
  movedActors([{ ...actor, ...more }], new Map([['a', places]]), now);

describe('where an actor is at home', () => {
  it('is the place of two of its own signals, with its coordinates', () => {
    expect(moved([at('Town Hall'), at('Town Hall', { location: hall }), at('Park')])).toEqual([
      { id: 'a', locationName: 'Town Hall', location: hall },
    ]);
  });
  it('is not known from one signal, a tie, or mentions', () => {
    expect(moved([at('Town Hall')])).toEqual([]);
    expect(moved([at('Town Hall'), at('Town Hall'), at('Park'), at('Park')])).toEqual([]);
    expect(moved([at('Town Hall', { role: 'mentioned' }), at('Town Hall', { role: 'mentioned' })])).toEqual([]);
  });
  it('is what its description says, when one signal agrees', () => {
    expect(moved([at('Park')], { description: 'Volunteers of the Park' })).toMatchObject([{ locationName: 'Park' }]);
  });
});
