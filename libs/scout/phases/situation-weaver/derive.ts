import type { Signal, Situation } from '#graph';
import type { SituationMember } from '../../domain/index.js';
import {
  clarityProduct,
  echoScore,
  mostSensitive,
  narrativeCentroid,
  placeCentroid,
  situationArc,
  situationClarity,
  temperature,
  temperatureParts,
} from '../../domain/index.js';
import type { PhaseContext } from '../phase.js';

const MS_PER_HOUR = 3_600_000;
const NEIGHBOUR_SIGNALS = 100;

type Entities = ReadonlyMap<string, readonly string[]>;

async function entitiesOf({ services }: PhaseContext, ids: readonly string[]): Promise<Entities> {
  const evidence = await services.signals.evidenceOf(ids);
  return new Map([...evidence].map(([id, pieces]) => [id, [...new Set(pieces.map(({ entity }) => entity))]]));
}

/** Voices that tell of something like it without being part of it. */
async function outsideEntities(context: PhaseContext, ids: readonly string[], own: Entities): Promise<number> {
  const neighbours = await context.services.similarity.neighboursOf(ids);
  const outside = [...new Set([...neighbours.values()].flat().map(({ id }) => id))].filter((id) => !ids.includes(id));
  const inside = new Set([...own.values()].flat());
  const voices = await entitiesOf(context, outside.slice(0, NEIGHBOUR_SIGNALS));
  return new Set([...voices.values()].flat().filter((entity) => !inside.has(entity))).size;
}

const memberOf = (signal: Signal, entities: Entities, responded: ReadonlyMap<string, unknown>): SituationMember => ({
  type: signal.type,
  causeHeat: signal.causeHeat,
  confidence: signal.confidence,
  entities: entities.get(signal.id) ?? [],
  extractedAt: signal.extractedAt,
  responded: responded.has(signal.id),
});

export type Derived = {
  readonly id: string;
  readonly temperature: number;
  readonly reactivated: boolean;
  readonly newest: string | null;
};

/** Recomputes everything about a situation that follows from its members: temperature and its parts, arc, clarity, place, vector, echo. */
export async function derive(context: PhaseContext, situation: Situation): Promise<Derived> {
  const { services, now } = context;
  const signals = (await services.situations.members(situation.id)).map(({ signal }) => signal);
  const ids = signals.map(({ id }) => id);
  const [vectors, entities, responded] = await Promise.all([
    services.signals.embeddingsOf(ids),
    entitiesOf(context, ids),
    services.signals.responsesOf(signals.filter(({ type }) => type === 'tension').map(({ id }) => id)),
  ]);
  const members = signals.map((signal) => memberOf(signal, entities, responded));
  const parts = temperatureParts(members, await outsideEntities(context, ids, entities), now);
  const degrees = temperature(parts);
  const ageHours = (now.getTime() - new Date(situation.firstSeen).getTime()) / MS_PER_HOUR;
  // One never derived stands at 0 and `emerging`; that is no history.
  const { arc, reactivated } = situationArc({ previous: situation.arc, temperature: degrees, ageHours });
  const embedded = signals.flatMap((signal) => {
    const embedding = vectors.get(signal.id);
    return embedding === undefined ? [] : [{ ...signal, embedding }];
  });
  const narrative = narrativeCentroid(embedded, now);
  await services.situations.updateDerived(situation.id, {
    temperature: degrees,
    parts,
    arc,
    clarity: situationClarity(clarityProduct(members)),
    sensitivity: mostSensitive(signals.map(({ sensitivity }) => sensitivity)),
    centroid: placeCentroid(signals, now),
    echoScore: echoScore(members),
    ...(narrative === null ? {} : { narrativeEmbedding: narrative }),
  });
  return { id: situation.id, temperature: degrees, reactivated, newest: ids[0] ?? null };
}
