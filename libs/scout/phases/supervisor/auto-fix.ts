import type { Actor } from '#graph';
import { normaliseActorName, secondAgreement } from '../../domain/index.js';
import type { PhaseContext } from '../phase.js';
import { fakeCenters } from './review-rules.js';

const SIGNALS_PER_PAGE = 500;
const ACTORS_LOOKED_AT = 2_000;

export interface ActorPair {
  readonly survivor: Actor;
  readonly duplicate: Actor;
  readonly because: string;
}

/** Actors that are one by name, type and a second agreement, unless somebody decided otherwise; the one with more signals survives. */
export function duplicateActors(actors: readonly Actor[], apart: ReadonlySet<string>): ActorPair[] {
  const groups = new Map<string, Actor[]>();
  for (const actor of actors) {
    const key = `${actor.type} ${normaliseActorName(actor.name)}`;
    groups.set(key, [...(groups.get(key) ?? []), actor]);
  }
  return [...groups.values()].flatMap((group) => {
    const [survivor, ...others] = group.toSorted(
      (a, b) => b.signalCount - a.signalCount || a.firstSeen.localeCompare(b.firstSeen) || a.id.localeCompare(b.id),
    );
    if (survivor === undefined) return [];
    return others.flatMap((duplicate): ActorPair[] => {
      const because = secondAgreement(survivor, duplicate);
      return because === null || apart.has(pairKey(survivor.id, duplicate.id))
        ? []
        : [{ survivor, duplicate, because }];
    });
  });
}

/** A pair of ids whatever their order. */
export const pairKey = (a: string, b: string): string => [a, b].toSorted().join(' ');

export type Fixed = { readonly orphanEvidence: number; readonly actorsMerged: number; readonly fakePlaces: number };

async function clearFakePlaces({ region, services }: PhaseContext): Promise<number> {
  let cleared = 0;
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof services.signals.list>> = await services.signals.list(
      region.slug,
      { reviewStatus: ['staged', 'live'], near: { point: region.center, radiusKm: 3 } },
      { first: SIGNALS_PER_PAGE, after },
    );
    cleared += await services.signals.clearLocations(fakeCenters(page.items, region.center).map(({ id }) => id));
    after = page.hasNextPage ? page.endCursor : null;
  } while (after !== null);
  return cleared;
}

/** Mends what rules can mend for sure; every merge can be taken back, and nothing that has a signal is deleted. */
export async function autoFix(context: PhaseContext): Promise<Fixed> {
  const { durable, region, services } = context;
  return durable.step<Fixed>('auto-fix', async () => {
    const orphanEvidence = await services.signals.deleteOrphanEvidence(region.slug);
    const { items } = await services.actors.list(region.slug, { first: ACTORS_LOOKED_AT });
    const decisions = await services.actors.decisions(region.slug);
    const apart = new Set(
      decisions.filter(({ same }) => !same).map(({ firstId, secondId }) => pairKey(firstId, secondId)),
    );
    let actorsMerged = 0;
    for (const { survivor, duplicate, because } of duplicateActors(items, apart)) {
      if (!(await services.actors.merge(survivor.id, duplicate.id, because))) continue;
      await services.actors.recordDecision(region.slug, {
        firstId: survivor.id,
        secondId: duplicate.id,
        same: true,
        reason: because,
        decidedBy: 'supervisor/auto-fix',
      });
      actorsMerged += 1;
    }
    return { orphanEvidence, actorsMerged, fakePlaces: await clearFakePlaces(context) };
  });
}
