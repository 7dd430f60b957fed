import type { Actor, ActorPlace, GeoPoint } from '#graph';
import { actorPlace } from '../../domain/index.js';
import type { PhaseContext } from '../phase.js';

const WINDOW_DAYS = 90;
const MS_PER_DAY = 86_400_000;
const ACTORS_AT_ONCE = 500;

export interface PlacedActor {
  readonly id: string;
  readonly locationName: string;
  readonly location: GeoPoint | null;
}

/** Actors whose own signals place them elsewhere than is known. Who is only mentioned somewhere is not at home there. */
export function movedActors(
  actors: readonly Pick<Actor, 'id' | 'locationName' | 'description'>[],
  places: ReadonlyMap<string, readonly ActorPlace[]>,
  now: Date,
): PlacedActor[] {
  return actors.flatMap(({ id, locationName: current, description }): PlacedActor[] => {
    const own = (places.get(id) ?? []).filter(({ role }) => role !== 'mentioned');
    const authored = own.map(({ locationName, at }) => ({ placeName: locationName, at }));
    const home = actorPlace({ current, bio: description, authored, now });
    if (home === null || home === current) return [];
    const located = own.find(({ locationName, location }) => locationName === home && location !== null);
    return [{ id, locationName: home, location: located?.location ?? null }];
  });
}

/** Puts actors where their own signals of the last 90 days are. Returns how many moved. */
export async function placeActors({ durable, region, now, services }: PhaseContext): Promise<number> {
  return durable.step('places of actors', async () => {
    const since = new Date(now.getTime() - WINDOW_DAYS * MS_PER_DAY).toISOString();
    let moved = 0;
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof services.actors.list>> = await services.actors.list(region.slug, {
        first: ACTORS_AT_ONCE,
        after,
      });
      const places = await services.actors.placesOf(
        page.items.map(({ id }) => id),
        since,
      );
      const rows = movedActors(page.items, places, now);
      if (rows.length > 0) moved += await services.actors.updateLocations(rows);
      after = page.hasNextPage ? page.endCursor : null;
    } while (after !== null);
    return moved;
  });
}
