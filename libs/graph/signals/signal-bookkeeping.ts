import { instantOf } from '../database/instant.js';

/** How far the finders have looked at a signal. */
export interface SignalBookkeeping {
  readonly linkerAttempts: number;
  /** `done`, `skipped`, `failed` (again later, up to 3 attempts), `abandoned`, `requeued`; null: not looked at. */
  readonly linkerStatus: LinkerStatus | null;
  /** Not a linker target before; null: now. */
  readonly linkerDueAt: string | null;
  readonly responsesScoutedAt: string | null;
  /** Not a target of the response finder before, though nobody looked; null: by the cool-down alone. */
  readonly responsesDueAt: string | null;
  /** Not a gathering target before. */
  readonly gatheringsDueAt: string | null;
  readonly gatheringMisses: number;
  readonly investigatedAt: string | null;
  /** Not investigated before, though nobody looked; null: by the cool-down alone. */
  readonly investigationDueAt: string | null;
  readonly actorsExtractedAt: string | null;
  /** When its responses were mapped, and what from (a hash of the candidates, say). */
  readonly mappedAt: string | null;
  readonly mappingFingerprint: string | null;
  /** When the weaver looked at it without finding it a situation. */
  readonly wovenAt: string | null;
}
export type LinkerStatus = 'done' | 'skipped' | 'failed' | 'abandoned' | 'requeued';

/** Parameters of `MARK`: plain values and instants apart; null erases a field. */
export function markParams(fields: Partial<SignalBookkeeping>) {
  const plain = given({
    linker_attempts: fields.linkerAttempts,
    linker_status: fields.linkerStatus,
    gathering_misses: fields.gatheringMisses,
    mapping_fingerprint: fields.mappingFingerprint,
  });
  const texts = given({
    linker_due_at: fields.linkerDueAt,
    responses_scouted_at: fields.responsesScoutedAt,
    responses_due_at: fields.responsesDueAt,
    gatherings_due_at: fields.gatheringsDueAt,
    investigated_at: fields.investigatedAt,
    investigation_due_at: fields.investigationDueAt,
    actors_extracted_at: fields.actorsExtractedAt,
    mapped_at: fields.mappedAt,
    woven_at: fields.wovenAt,
  });
  const times = Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, instantOf(value)]));
  return { plain, times, timeKeys: Object.keys(times) };
}

function given<T>(fields: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, T] => entry[1] !== undefined));
}
