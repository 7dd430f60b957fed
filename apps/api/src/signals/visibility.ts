import type { GeoPoint, ReviewStatus, Sensitivity } from '#graph';
import { SHOWN_LIMITED, blurPoint } from '#scout/domain';
import type { Caller } from '../auth/caller.js';
import { includesRole } from '../auth/role.js';

/** The least confidence of a signal that the public sees. */
export const PUBLIC_CONFIDENCE = SHOWN_LIMITED;

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
