import type { SignalType } from '#graph';

/** What can respond to a tension. */
export const RESPONSE_TYPES: readonly SignalType[] = ['aid', 'gathering', 'need'];
export const CANDIDATES_PER_TENSION = 5;

/** Responses weaker than this are none (prompt and check agree). */
export const LEAST_MATCH_STRENGTH = 0.4;

/** A number that a model gave for 0–1, brought there. */
export const share = (value: number): number => (Number.isFinite(value) ? Math.max(0, Math.min(1, value)) : 0);
