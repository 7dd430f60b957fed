import { instantOf } from '../database/instant.js';
import { deterministicId } from '../identity/deterministic-id.js';
import type { DedupNeighbour, NewEvidence, SignalDraft } from '../model.js';
import { cosineOf, isSearchable } from '../vectors/cosine.js';
import { indexVector } from '../vectors/index-vector.js';
import { titleKey } from './title-key.js';

/** A draft with what its identity is made of. */
export interface PreparedDraft {
  readonly index: number;
  readonly draft: SignalDraft;
  readonly titleKey: string;
  /** Id it gets when it is created. */
  readonly id: string;
  /** ISO instant the text was retrieved: when the signal counts as found or confirmed. */
  readonly at: string;
  /** As the index takes it; null when it cannot. */
  readonly embedding: readonly number[] | null;
}

/**
 * Identity of a draft: region, type, normalised title, page and (for what has a time) the day it starts; the meeting of
 * next week is another one. The same draft again has the same id, so writing it twice changes nothing.
 */
export function prepareDraft(region: string, draft: SignalDraft, index: number, now: Date): PreparedDraft {
  const key = titleKey(draft.title);
  const day = draft.startsAt?.slice(0, 10) ?? '';
  return {
    index,
    draft,
    titleKey: key,
    id: deterministicId('signal', region, draft.type, key, draft.sourceUrl, day),
    at: instantOf(draft.evidence.retrievedAt) ?? now.toISOString(),
    embedding: isSearchable(draft.embedding) ? indexVector(draft.embedding) : null,
  };
}

/** Id of a signal's evidence: signal, page, archived text and quote. */
export function evidenceId(signalId: string, evidence: NewEvidence): string {
  return deterministicId('evidence', signalId, evidence.sourceUrl, evidence.archiveId, evidence.quote);
}

/** A draft stored earlier in the same transaction: neither the title lookup nor the vector index shows it yet. */
export interface StoredDraft {
  readonly signalId: string;
  readonly prepared: PreparedDraft;
}

/** The earlier drafts of the same type, as neighbours of this one: those of its title, and all by cosine, nearest first. */
export function neighboursInBatch(
  prepared: PreparedDraft,
  earlier: readonly StoredDraft[],
): { readonly sameTitle: DedupNeighbour[]; readonly nearest: DedupNeighbour[] } {
  const sameType = earlier.filter((other) => other.prepared.draft.type === prepared.draft.type);
  return {
    sameTitle: sameType
      .filter((other) => other.prepared.titleKey === prepared.titleKey)
      .map((other) => asNeighbour(other, cosineBetween(prepared, other.prepared) ?? 1)),
    nearest: sameType
      .flatMap((other) => {
        const cosine = cosineBetween(prepared, other.prepared);
        return cosine === null ? [] : [asNeighbour(other, cosine)];
      })
      .sort((a, b) => b.cosine - a.cosine),
  };
}

function asNeighbour({ signalId, prepared }: StoredDraft, cosine: number): DedupNeighbour {
  const { type, title, startsAt, sourceUrl, evidence } = prepared.draft;
  const sourceUrls = [...new Set([sourceUrl, evidence.sourceUrl])];
  return { id: signalId, type, title, startsAt, reviewStatus: 'staged', sourceUrls, cosine };
}

function cosineBetween(a: PreparedDraft, b: PreparedDraft): number | null {
  return a.embedding === null || b.embedding === null ? null : cosineOf(a.embedding, b.embedding);
}
