import type { Actor, ActorMention, Evidence, Signal, SignalType, Situation } from '../model.js';
import { situationOf } from '../situations/situation-row.js';
import type { SituationRow } from '../situations/situation-row.js';
import { cosineFromScore, isSearchable } from '../vectors/cosine.js';
import { indexVector } from '../vectors/index-vector.js';
import { searchWider } from '../vectors/widening.js';
import {
  ACTORS_OF,
  EMBEDDINGS_OF,
  EMBEDDING_GRAPH_PAGE,
  EVIDENCE_OF,
  NEAREST,
  RESPONDS_TO,
  RESPONSES_OF,
  SIGNALS_BY_ID,
  SITUATIONS_OF,
  SOURCES_OF,
} from './signal.read.statements.js';
import { SignalWork } from './signal-work.js';

/** A response edge, seen from one of its ends; `signal` is the other end. */
export interface ResponseLink {
  readonly signal: Signal;
  readonly kind: 'RESPONDS_TO' | 'DRAWN_TO';
  readonly matchStrength: number;
  readonly explanation: string;
  readonly verifiedBy: 'llm' | 'similarity' | 'human';
}
export interface SignalActor {
  readonly actor: Actor;
  readonly role: ActorMention['role'];
}
export interface SituationMembership {
  readonly situation: Situation;
  readonly confidence: number;
  readonly reasoning: string | null;
}
export interface NearSignal {
  readonly signal: Signal;
  /** True cosine. */
  readonly cosine: number;
}
export interface NearestQuery {
  readonly k: number;
  readonly types?: readonly SignalType[];
  /** Default −1: the k nearest, however far. */
  readonly minCosine?: number;
  /** Ids not wanted. */
  readonly exclude?: readonly string[];
}
/** A signal as similarity and heat see it. */
export interface EmbeddedSignal {
  readonly id: string;
  readonly type: SignalType;
  readonly confidence: number;
  readonly sourceDiversity: number;
  /** Its edges have not been computed since its vector last changed. */
  readonly changed: boolean;
  readonly embedding: number[];
}

const EMBEDDINGS_PER_PAGE = 2000;

/** What hangs on signals. Maps hold an entry only for ids that have something. */
export class SignalConnections extends SignalWork {
  /** Evidence of each signal, oldest first. */
  async evidenceOf(ids: readonly string[]): Promise<ReadonlyMap<string, Evidence[]>> {
    return this.grouped<Evidence>(EVIDENCE_OF, ids);
  }

  /** Actors of each signal, by name; an actor in two roles appears twice. */
  async actorsOf(ids: readonly string[]): Promise<ReadonlyMap<string, SignalActor[]>> {
    return this.grouped<SignalActor>(ACTORS_OF, ids);
  }

  /** For each tension what responds to it, strongest first. */
  async responsesOf(tensionIds: readonly string[]): Promise<ReadonlyMap<string, ResponseLink[]>> {
    return this.grouped<ResponseLink>(RESPONSES_OF, tensionIds);
  }

  /** For each signal the tensions it responds to, strongest first. */
  async respondsTo(ids: readonly string[]): Promise<ReadonlyMap<string, ResponseLink[]>> {
    return this.grouped<ResponseLink>(RESPONDS_TO, ids);
  }

  /** Situations of each signal, surest first. */
  async situationsOf(ids: readonly string[]): Promise<ReadonlyMap<string, SituationMembership[]>> {
    const rows = await this.grouped<Omit<SituationMembership, 'situation'> & { situation: SituationRow }>(
      SITUATIONS_OF,
      ids,
    );
    return new Map(
      [...rows].map(([id, items]) => [id, items.map((item) => ({ ...item, situation: situationOf(item.situation) }))]),
    );
  }

  /** Ids of the sources that produced or confirmed each signal. */
  async sourcesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
    return this.grouped<string>(SOURCES_OF, ids);
  }

  /** The nearest staged or live signals of the region, nearest first; none for a vector without a direction. */
  async nearest(region: string, embedding: readonly number[], query: NearestQuery): Promise<NearSignal[]> {
    if (!isSearchable(embedding)) return [];
    const minCosine = query.minCosine ?? -1;
    let hits: { id: string; score: number }[] = [];
    await searchWider([embedding], minCosine, query.k, async (_, k) => {
      const rows = await this.db.read<{ seen: number; lowest: number; hits: typeof hits }>(NEAREST, {
        region,
        embedding: indexVector(embedding),
        k,
        types: query.types ?? null,
        exclude: query.exclude ?? [],
      });
      hits = rows[0]?.hits ?? [];
      return [{ seen: rows[0]?.seen ?? 0, lowest: rows[0]?.lowest ?? 0, kept: hits.length }];
    });
    const near = hits
      .map(({ id, score }) => ({ id, cosine: cosineFromScore(score) }))
      .filter(({ cosine }) => cosine >= minCosine)
      .slice(0, query.k);
    const rows = await this.db.read<{ signal: Signal }>(SIGNALS_BY_ID, { ids: near.map(({ id }) => id) });
    const signals = new Map(rows.map((row) => [row.signal.id, row.signal]));
    return near.flatMap(({ id, cosine }) => {
      const signal = signals.get(id);
      return signal === undefined ? [] : [{ signal, cosine }];
    });
  }

  /** The vectors of these signals; a signal without one has no entry. */
  async embeddingsOf(ids: readonly string[]): Promise<ReadonlyMap<string, number[]>> {
    const rows = await this.db.read<{ id: string; embedding: number[] }>(EMBEDDINGS_OF, { ids: [...new Set(ids)] });
    return new Map(rows.map((row) => [row.id, row.embedding]));
  }

  /** All staged and live signals of the region with a vector, by id; with `changedSince` (ISO) those embedded after it. */
  async listForEmbeddingGraph(
    region: string,
    filter: { readonly changedSince?: string } = {},
  ): Promise<EmbeddedSignal[]> {
    const signals: EmbeddedSignal[] = [];
    for (let afterId: string | undefined = ''; afterId !== undefined;) {
      const page: EmbeddedSignal[] = await this.db.read<EmbeddedSignal>(EMBEDDING_GRAPH_PAGE, {
        region,
        afterId,
        changedSince: filter.changedSince ?? null,
        limit: EMBEDDINGS_PER_PAGE,
      });
      signals.push(...page);
      afterId = page.length < EMBEDDINGS_PER_PAGE ? undefined : page.at(-1)?.id;
    }
    return signals;
  }

  private async grouped<Item>(statement: string, ids: readonly string[]): Promise<Map<string, Item[]>> {
    const rows = await this.db.read<{ id: string; items: Item[] }>(statement, { ids: [...new Set(ids)] });
    return new Map(rows.map((row) => [row.id, row.items]));
  }
}
