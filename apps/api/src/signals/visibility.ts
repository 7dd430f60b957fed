import type { GeoPoint, LocationPrecision, Readable, ReviewStatus, Sensitivity } from '#graph';
import { SHOWN_LIMITED, blurPoint, blurPrecision } from '#scout/domain';
import type { Caller } from '../auth/caller.js';
import { includesRole } from '../auth/role.js';

/** The least confidence of a signal that the public sees. */
export const PUBLIC_CONFIDENCE = SHOWN_LIMITED;

/** What the public reads, as the graph takes it: the same rule as `maySeeSignal`. */
export const PUBLICLY_READABLE: Readable = { statuses: ['live'], minConfidence: PUBLIC_CONFIDENCE };

/** Whether a caller may see a signal: the public only what is reviewed and sure enough. */
export function maySeeSignal(
  caller: Caller,
  signal: { readonly reviewStatus: ReviewStatus; readonly confidence: number },
): boolean {
  return caller.role !== null || (signal.reviewStatus === 'live' && signal.confidence >= PUBLIC_CONFIDENCE);
}

/** Coordinates as a caller may see them: exact for operators, else blurred by sensitivity. */
export function visiblePoint(caller: Caller, point: GeoPoint | null, sensitivity: Sensitivity): GeoPoint | null {
  if (point === null || includesRole(caller.role, 'operator')) return point;
  return blurPoint(point, sensitivity);
}

/** Where a signal is, in words and degrees. */
interface Placed {
  readonly location: GeoPoint | null;
  readonly locationName: string | null;
  readonly locationPrecision: LocationPrecision | null;
  readonly sensitivity: Sensitivity;
}

/** A signal as a caller may see it. Below operator its place is blurred by sensitivity; that of a sensitive one has no name. */
export function asSeenBy<T extends Placed>(caller: Caller, signal: T): T {
  if (includesRole(caller.role, 'operator')) return signal;
  return {
    ...signal,
    location: visiblePoint(caller, signal.location, signal.sensitivity),
    locationName: signal.sensitivity === 'sensitive' ? null : signal.locationName,
    locationPrecision: blurPrecision(signal.locationPrecision, signal.sensitivity),
  };
}
