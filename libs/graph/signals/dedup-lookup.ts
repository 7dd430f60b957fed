import type { GraphTransaction } from '../database/graph-database.js';
import type { DedupNeighbour } from '../model.js';
import { cosineFromScore } from '../vectors/cosine.js';
import { searchWider } from '../vectors/widening.js';
import type { PreparedDraft } from './draft.js';
import { NEAREST_OF_DRAFTS, SAME_TITLE } from './signal.store.statements.js';

/** Nearer than this the nearest neighbours are looked for; every dedup threshold of every embedder is above it. */
const COSINE_FLOOR = 0.6;
const NEIGHBOURS_KEPT = 10;

/** What the graph knows of a draft, before anything is decided. */
export interface KnownNeighbours {
  readonly sameTitle: readonly DedupNeighbour[];
  readonly nearest: readonly DedupNeighbour[];
  /** Stored under the draft's own id already: the signal's id (its survivor's, when it was merged). */
  readonly repeatOf: string | null;
}

type Found = Omit<DedupNeighbour, 'cosine'> & { readonly score: number | null };

/** For each draft (by its index) the signals of its title and its nearest of its type in the region. */
export async function lookUpNeighbours(
  tx: GraphTransaction,
  region: string,
  drafts: readonly PreparedDraft[],
): Promise<ReadonlyMap<number, KnownNeighbours>> {
  const titles = await tx.run<{ index: number; found: (Found & { foundId: string })[] }>(SAME_TITLE, {
    region,
    rows: drafts.map(({ index, draft, titleKey, embedding }) => ({ index, type: draft.type, titleKey, embedding })),
  });
  const found = new Map(titles.map((row) => [row.index, row.found]));
  const nearest = await nearestOf(tx, region, drafts);
  return new Map(
    drafts.map(({ index, id }) => {
      const sameTitle = found.get(index) ?? [];
      return [
        index,
        {
          sameTitle: sameTitle.map(({ foundId: _, ...neighbour }) => withCosine(neighbour)),
          nearest: nearest.get(index) ?? [],
          repeatOf: sameTitle.find((neighbour) => neighbour.foundId === id)?.id ?? null,
        },
      ];
    }),
  );
}

async function nearestOf(
  tx: GraphTransaction,
  region: string,
  drafts: readonly PreparedDraft[],
): Promise<Map<number, DedupNeighbour[]>> {
  const result = new Map<number, DedupNeighbour[]>();
  const searchable = drafts.flatMap(({ index, draft, embedding }) =>
    embedding === null ? [] : [{ index, type: draft.type, embedding }],
  );
  await searchWider(searchable, COSINE_FLOOR, 1, async (rows, k) => {
    const answers = await tx.run<{ index: number; seen: number; lowest: number; hits: Found[] }>(NEAREST_OF_DRAFTS, {
      region,
      k,
      keep: NEIGHBOURS_KEPT,
      rows,
    });
    for (const answer of answers) {
      const near = answer.hits.map(withCosine).filter((neighbour) => neighbour.cosine >= COSINE_FLOOR);
      result.set(answer.index, near);
    }
    const byIndex = new Map(answers.map((answer) => [answer.index, answer]));
    return rows.map((row) => {
      const answer = byIndex.get(row.index);
      return { seen: answer?.seen ?? 0, lowest: answer?.lowest ?? 0, kept: answer?.hits.length ?? 0 };
    });
  });
  return result;
}

function withCosine({ score, ...neighbour }: Found): DedupNeighbour {
  return { ...neighbour, cosine: score === null ? 1 : cosineFromScore(score) };
}
