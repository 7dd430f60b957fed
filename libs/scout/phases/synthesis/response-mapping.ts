import { createHash } from 'node:crypto';
import type { ResponseEdge, Signal } from '#graph';
import { askLlm, leftOut, nobodyLooked, type WithoutAnswer } from '../../agents/index.js';
import { itemBlock, regionBlock } from '../../prompts/data-blocks.js';
import type { LlmPort } from '../../providers/index.js';
import { brokenOff, eachItem } from '../each-item.js';
import type { PhaseContext } from '../phase.js';
import { itemText, JUDGE_RESPONSES } from './prompts.js';
import { CANDIDATES_PER_TENSION, LEAST_MATCH_STRENGTH, RESPONSE_TYPES, share } from './match-strength.js';

const TENSIONS_AT_ONCE = 4;
/** Tensions mapped in one run, hottest first; a region with more gets to the others when these are unchanged. */
const MAX_TENSIONS = 200;

type Candidate = { readonly id: string; readonly cosine: number };
type Pairing = {
  readonly tensionId: string;
  readonly candidates: readonly Candidate[];
  readonly fingerprint: string;
};
export type MappingResult = { readonly judged: number; readonly linked: number; readonly skipped: readonly string[] };

/** What a judgement was made from: asked again only when it differs. */
export const fingerprintOf = (tensionId: string, candidateIds: readonly string[]): string =>
  createHash('sha256')
    .update([tensionId, ...candidateIds.toSorted()].join('\n'))
    .digest('hex')
    .slice(0, 16);

/** Tensions whose nearest possible responses differ from those judged last time. */
async function pairings({ region, services }: PhaseContext): Promise<Pairing[]> {
  const { signals, embedding } = services;
  const tensions = await signals.hottestTensions(region.slug, MAX_TENSIONS);
  const ids = tensions.map(({ id }) => id);
  const [vectors, notes] = await Promise.all([signals.embeddingsOf(ids), signals.bookkeepingOf(ids)]);
  const due: Pairing[] = [];
  for (const { id } of tensions) {
    const vector = vectors.get(id);
    if (vector === undefined) continue;
    const near = await signals.nearest(region.slug, vector, {
      k: CANDIDATES_PER_TENSION,
      types: RESPONSE_TYPES,
      minCosine: embedding.thresholds.response,
    });
    const candidates = near.map(({ signal, cosine }) => ({ id: signal.id, cosine }));
    const fingerprint = fingerprintOf(
      id,
      candidates.map((one) => one.id),
    );
    if (candidates.length > 0 && notes.get(id)?.mappingFingerprint !== fingerprint)
      due.push({ tensionId: id, candidates, fingerprint });
  }
  return due;
}

/** The edges that a model's verdicts make: only candidates that were asked about, only responses strong enough. */
export function judgedEdges(
  tensionId: string,
  candidateIds: readonly string[],
  verdicts: readonly { candidate_id: string; responds: boolean; match_strength: number; explanation: string }[],
): ResponseEdge[] {
  return verdicts
    .filter(({ candidate_id, responds }) => responds && candidateIds.includes(candidate_id))
    .map(({ candidate_id, match_strength, explanation }) => ({
      fromId: candidate_id,
      tensionId,
      matchStrength: share(match_strength),
      explanation,
      verifiedBy: 'llm' as const,
      kind: 'RESPONDS_TO' as const,
    }))
    .filter(({ matchStrength }) => matchStrength >= LEAST_MATCH_STRENGTH);
}

/** Candidates that were judged and do not respond (or too weakly): what an earlier run said of them no longer holds. */
export function judgedNegatives(
  tensionId: string,
  candidateIds: readonly string[],
  verdicts: readonly { candidate_id: string; responds: boolean; match_strength: number }[],
): { fromId: string; tensionId: string }[] {
  return verdicts
    .filter(
      ({ candidate_id, responds, match_strength }) =>
        candidateIds.includes(candidate_id) && (!responds || share(match_strength) < LEAST_MATCH_STRENGTH),
    )
    .map(({ candidate_id }) => ({ fromId: candidate_id, tensionId }));
}

const describe = (
  signals: readonly Signal[],
  quotes: ReadonlyMap<string, readonly { quote: string }[]>,
  role: string,
): string[] =>
  signals.map((signal) =>
    itemBlock({
      role,
      id: signal.id,
      type: signal.type,
      url: signal.sourceUrl,
      text: itemText(signal, quotes.get(signal.id)?.[0]?.quote),
    }),
  );

type Judged = {
  readonly edges: readonly ResponseEdge[];
  readonly negatives: readonly { readonly fromId: string; readonly tensionId: string }[];
  readonly unanswered: WithoutAnswer | null;
};

async function judge(context: PhaseContext, llm: LlmPort, { tensionId, candidates }: Pairing): Promise<Judged> {
  const { durable, region, services } = context;
  const ids = candidates.map(({ id }) => id);
  const question = await durable.step(`candidates of ${tensionId}`, async () => {
    const [tension, others, quotes] = await Promise.all([
      services.signals.getMany([tensionId]),
      services.signals.getMany(ids),
      services.signals.evidenceOf([tensionId, ...ids]),
    ]);
    return [
      regionBlock(region),
      ...describe(tension, quotes, 'tension'),
      ...describe(others, quotes, 'candidate'),
    ].join('\n');
  });
  const asked = await askLlm(context, llm, { name: `judge responses: ${tensionId}`, task: JUDGE_RESPONSES, question });
  if (asked.kind === 'none') return { edges: [], negatives: [], unanswered: asked.because };
  const { verdicts } = asked.answer;
  return {
    edges: judgedEdges(tensionId, ids, verdicts),
    negatives: judgedNegatives(tensionId, ids, verdicts),
    unanswered: null,
  };
}

const similarEdges = ({ tensionId, candidates }: Pairing): ResponseEdge[] =>
  candidates.map(({ id, cosine }) => ({
    fromId: id,
    tensionId,
    matchStrength: share(cosine),
    explanation: 'Alike in wording; not judged.',
    verifiedBy: 'similarity',
    kind: 'RESPONDS_TO',
  }));

/** Connects tensions with what responds to them: one judgement per tension for its nearest candidates; without a model, by similarity. */
export async function mapResponses(context: PhaseContext): Promise<MappingResult> {
  const { durable, now, services } = context;
  const { llm } = services;
  const due = await durable.step('tensions to map', () => pairings(context));
  const { done, failed } = await eachItem(
    durable,
    due,
    { atOnce: TENSIONS_AT_ONCE, name: ({ tensionId }) => tensionId },
    async (pairing) => {
      const judged =
        llm === null
          ? { edges: similarEdges(pairing), negatives: [], unanswered: null }
          : await judge(context, llm, pairing);
      const linked = await durable.step(`link responses: ${pairing.tensionId}`, async () => {
        await services.responses.retract(judged.negatives);
        const count = await services.responses.link(judged.edges);
        if (judged.unanswered === null || !nobodyLooked(judged.unanswered)) {
          await services.signals.mark([pairing.tensionId], {
            mappedAt: now.toISOString(),
            mappingFingerprint: pairing.fingerprint,
          });
        }
        return count;
      });
      return { linked, unanswered: judged.unanswered };
    },
  );
  return {
    judged: done.length,
    linked: done.reduce((sum, { value }) => sum + value.linked, 0),
    skipped: [
      ...brokenOff('response mapping', failed),
      ...(llm === null ? ['response mapping: no key for the model, by similarity'] : []),
      ...leftOut(
        'response mapping',
        done.map(({ value }) => value.unanswered),
      ),
    ],
  };
}
