import { daysBetween } from './day.js';
import type { Point } from './geo.js';

interface Weighted {
  readonly extractedAt: string;
  readonly causeHeat: number;
}
const DECAY_PER_DAY = 0.03;

/** e^(−0.03·days) · (0.3 + 0.7·heat): recent and heated members pull most. */
export const memberWeight = (member: Weighted, now: Date): number =>
  Math.exp(-DECAY_PER_DAY * Math.max(0, daysBetween(member.extractedAt, now))) * (0.3 + 0.7 * member.causeHeat);

/** Weighted mean of the members' embeddings as a unit vector; null for none. */
export function narrativeCentroid(
  members: readonly (Weighted & { readonly embedding: readonly number[] })[],
  now: Date,
): number[] | null {
  const dimensions = members[0]?.embedding.length ?? 0;
  if (dimensions === 0) return null;
  const sum = new Array<number>(dimensions).fill(0);
  for (const member of members) {
    const weight = memberWeight(member, now);
    for (let index = 0; index < dimensions; index += 1)
      sum[index] = (sum[index] ?? 0) + weight * (member.embedding[index] ?? 0);
  }
  const length = Math.hypot(...sum);
  return length === 0 ? null : sum.map((value) => value / length);
}

/** Weighted mean place of the members that have one, on the sphere (so that it holds across the antimeridian); null for none. */
export function placeCentroid(
  members: readonly (Weighted & { readonly location: Point | null })[],
  now: Date,
): Point | null {
  let x = 0;
  let y = 0;
  let z = 0;
  for (const member of members) {
    if (member.location === null) continue;
    const weight = memberWeight(member, now);
    const latitude = (member.location.latitude * Math.PI) / 180;
    const longitude = (member.location.longitude * Math.PI) / 180;
    x += weight * Math.cos(latitude) * Math.cos(longitude);
    y += weight * Math.cos(latitude) * Math.sin(longitude);
    z += weight * Math.sin(latitude);
  }
  if (Math.hypot(x, y, z) < 1e-12) return null;
  return { latitude: (Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI, longitude: (Math.atan2(y, x) * 180) / Math.PI };
}
