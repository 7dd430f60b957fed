const LEAST_SIGNALS = 5;
const SIGNAL_TYPES = 5;
export const ECHO_FLAGGED_ABOVE = 0.8;

/**
 * 1 − type diversity · entity diversity, 0–1: high when one voice says one kind of thing many times. 0 under 5 signals.
 * Diversity: distinct over possible (5 types; as many entities as signals).
 */
export function echoScore(members: readonly { readonly type: string; readonly entities: readonly string[] }[]): number {
  if (members.length < LEAST_SIGNALS) return 0;
  const types = new Set(members.map((member) => member.type)).size / SIGNAL_TYPES;
  const entities = Math.min(1, new Set(members.flatMap((member) => member.entities)).size / members.length);
  return 1 - types * entities;
}
