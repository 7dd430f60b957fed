import type { NewFinding, ResponseLink, Signal, SimilarityEdge, Situation } from '#graph';
import { ECHO_FLAGGED_ABOVE, sameDay } from '../../domain/index.js';

/** Kinds of finding that a later run takes back when they no longer hold. */
export const TRIAGE_TYPES = ['near_duplicate', 'weak_response', 'echo', 'incoherent_situation'] as const;

const WEAK_RESPONSE = 0.4;
const MANY_TYPES = 3;
const SHARED_ACTORS = 2;

type Told = Pick<Signal, 'id' | 'type' | 'title' | 'startsAt'>;

/** Two gatherings of different days are a series, not a duplicate. */
const mayBeOne = (a: Told, b: Told): boolean =>
  a.type === b.type && (a.startsAt === null || b.startsAt === null || sameDay(a.startsAt, b.startsAt));

/** Pairs too alike to be sure and not alike enough to merge. The pair is the target, so that no source is blamed for it. */
export function nearDuplicates(
  signals: ReadonlyMap<string, Told>,
  edges: readonly SimilarityEdge[],
  below: number,
): NewFinding[] {
  return edges.flatMap(({ a, b, cosine }): NewFinding[] => {
    const [one, other] = [signals.get(a), signals.get(b)];
    if (one === undefined || other === undefined || cosine >= below || !mayBeOne(one, other)) return [];
    return [
      {
        type: 'near_duplicate',
        severity: 'info',
        targetId: [a, b].toSorted().join('+'),
        targetLabel: one.title,
        description: `"${one.title}" and "${other.title}" may be one (cosine ${cosine.toFixed(2)}).`,
        suggestedAction: 'Merge them, or dismiss this finding.',
      },
    ];
  });
}

/** Responses whose match is weak. */
export function weakResponses(tensions: ReadonlyMap<string, readonly ResponseLink[]>): NewFinding[] {
  return [...tensions].flatMap(([tensionId, links]) =>
    links
      .filter(({ matchStrength }) => matchStrength < WEAK_RESPONSE)
      .map(({ signal, matchStrength }): NewFinding => ({
        type: 'weak_response',
        severity: 'info',
        targetId: `${signal.id}+${tensionId}`,
        targetLabel: signal.title,
        description: `Said to respond with a match of only ${matchStrength.toFixed(2)}.`,
        suggestedAction: 'Remove the response, or dismiss this finding.',
      })),
  );
}

/** Situations that are one voice's echo. */
export function echoes(situations: readonly Pick<Situation, 'id' | 'headline' | 'echoScore'>[]): NewFinding[] {
  return situations
    .filter(({ echoScore }) => echoScore > ECHO_FLAGGED_ABOVE)
    .map(({ id, headline, echoScore }) => ({
      type: 'echo',
      severity: 'warning',
      targetId: id,
      targetLabel: headline,
      description: `Few voices tell this many times (echo score ${echoScore.toFixed(2)}).`,
      suggestedAction: 'Look for independent sources before it is relied on.',
    }));
}

export interface SituationActors {
  readonly situation: Pick<Situation, 'id' | 'headline'>;
  readonly types: readonly string[];
  /** Actors (or voices) of each member. */
  readonly voices: readonly (readonly string[])[];
}

/** Situations of many kinds of signal that almost no actor shares: perhaps several causes in one. */
export function incoherent(situations: readonly SituationActors[]): NewFinding[] {
  return situations.flatMap(({ situation, types, voices }): NewFinding[] => {
    if (new Set(types).size < MANY_TYPES) return [];
    const counts = new Map<string, number>();
    for (const member of voices) for (const voice of new Set(member)) counts.set(voice, (counts.get(voice) ?? 0) + 1);
    const sharedBySome = [...counts.values()].filter((count) => count >= 2).length;
    if (sharedBySome >= SHARED_ACTORS) return [];
    return [
      {
        type: 'incoherent_situation',
        severity: 'info',
        targetId: situation.id,
        targetLabel: situation.headline,
        description: 'Its signals are of many kinds and share almost no actor: it may be several causes in one.',
        suggestedAction: 'Read its signals; split it if their causes differ.',
      },
    ];
  });
}
