import { daysBetween } from './day.js';

export interface TemperatureParts {
  readonly tensionHeat: number;
  readonly entityVelocity: number;
  readonly responseGap: number;
  readonly amplification: number;
  readonly clarityNeed: number;
}
export interface SituationMember {
  readonly type: 'gathering' | 'aid' | 'need' | 'notice' | 'tension';
  readonly causeHeat: number;
  readonly confidence: number;
  /** Independent voices behind it. */
  readonly entities: readonly string[];
  readonly extractedAt: string;
  /** For a tension: whether somebody responds to it. */
  readonly responded: boolean;
}

const clamp = (value: number): number => Math.max(0, Math.min(1, value));
const NEW_ENTITIES_WEEK = 3;
const NEW_ENTITIES_MONTH = 5;
const AMPLIFIERS = 5;
const STRONG_TENSION = 0.6;
const CLEAR_TENSIONS = 3;
const CLEAR_ENTITIES = 2;
const SILENCE_FROM_DAYS = 30;
const SILENCE_TO_DAYS = 90;

function newEntities(members: readonly SituationMember[], now: Date, days: number): number {
  const firstSeen = new Map<string, number>();
  for (const member of members) {
    const age = daysBetween(member.extractedAt, now);
    for (const entity of member.entities) firstSeen.set(entity, Math.max(age, firstSeen.get(entity) ?? 0));
  }
  return [...firstSeen.values()].filter((age) => age <= days).length;
}

/** min(1, strong tensions/3) · min(1, their entities/2): how well the situation is understood, 0–1. */
export function clarityProduct(members: readonly SituationMember[]): number {
  const strong = members.filter((member) => member.type === 'tension' && member.confidence >= STRONG_TENSION);
  const entities = new Set(strong.flatMap((member) => member.entities)).size;
  return Math.min(1, strong.length / CLEAR_TENSIONS) * Math.min(1, entities / CLEAR_ENTITIES);
}

/**
 * The five parts of a situation's temperature, each 0–1 (domain.md, Situations).
 * @param outsideEntities voices that refer to it without being part of it
 */
export function temperatureParts(
  members: readonly SituationMember[],
  outsideEntities: number,
  now: Date,
): TemperatureParts {
  const tensions = members.filter((member) => member.type === 'tension');
  const recent = tensions.filter((tension) => daysBetween(tension.extractedAt, now) <= SILENCE_TO_DAYS);
  const silence = Math.min(...members.map((member) => daysBetween(member.extractedAt, now)));
  const fade = members.length === 0 ? 0 : clamp((SILENCE_TO_DAYS - silence) / (SILENCE_TO_DAYS - SILENCE_FROM_DAYS));
  return {
    tensionHeat:
      tensions.length === 0
        ? 0
        : clamp(tensions.reduce((sum, tension) => sum + tension.causeHeat, 0) / tensions.length),
    entityVelocity: clamp(
      Math.max(newEntities(members, now, 7) / NEW_ENTITIES_WEEK, newEntities(members, now, 30) / NEW_ENTITIES_MONTH),
    ),
    responseGap: recent.length === 0 ? 0 : recent.filter((tension) => !tension.responded).length / recent.length,
    amplification: clamp(outsideEntities / AMPLIFIERS),
    clarityNeed: clamp((1 - clarityProduct(members)) * fade),
  };
}

/** 0.30·heat + 0.25·velocity + 0.15·gap + 0.15·amplification·substance + 0.15·clarity need; substance = min(1, heat + velocity). 0–1. */
export function temperature(parts: TemperatureParts): number {
  const substance = Math.min(1, parts.tensionHeat + parts.entityVelocity);
  return clamp(
    0.3 * parts.tensionHeat +
      0.25 * parts.entityVelocity +
      0.15 * parts.responseGap +
      0.15 * parts.amplification * substance +
      0.15 * parts.clarityNeed,
  );
}
