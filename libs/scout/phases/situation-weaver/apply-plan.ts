import { afterTrouble } from '../../agents/index.js';
import type { CitedSource } from '../../domain/index.js';
import { checkCitations, narrativeCentroid, withoutPrivatePii } from '../../domain/index.js';
import { decodeVector, encodeVector } from '../../signals/index.js';
import type { PhaseContext } from '../phase.js';
import type { WeavePlan } from './plan-answer.js';

export type Applied = {
  readonly opened: readonly string[];
  readonly touched: readonly string[];
  readonly assigned: number;
  readonly dispatches: number;
  readonly flagged: number;
};

/** Vectors of the causes of new situations, one per thesis; none when the budget is used up or the provider in trouble. */
async function causeVectors(context: PhaseContext, name: string, plan: WeavePlan): Promise<(number[] | undefined)[]> {
  const { durable, region, services } = context;
  const texts = plan.open.map(({ headline, thesis }) => (thesis.trim() === '' ? headline : thesis));
  if (texts.length === 0) return [];
  const embedded = await services.paid
    .run(
      durable,
      `${name}: embed causes`,
      {
        region: region.slug,
        estimateMicroUsd: services.embedding.estimateMicroUsd(Buffer.byteLength(texts.join(''))),
        input: { texts },
      },
      async (call, asked) => {
        const { value, ...metered } = await services.embedding.embed(asked.texts, 'document', call);
        return { ...metered, value: value.map(encodeVector) };
      },
    )
    .catch(afterTrouble);
  return embedded.kind === 'done' ? embedded.value.map(decodeVector) : [];
}

/** What a dispatch of a situation may cite: its members and their words. */
export async function citable({ services }: PhaseContext, situationId: string): Promise<Map<string, CitedSource>> {
  const signals = (await services.situations.members(situationId)).map(({ signal }) => signal);
  const evidence = await services.signals.evidenceOf(signals.map(({ id }) => id));
  return new Map(
    signals.map(({ id, title, summary }) => [
      id,
      { title, summary, quotes: (evidence.get(id) ?? []).map(({ quote }) => quote) },
    ]),
  );
}

/**
 * Situations that are known by their cause: one whose thesis is as near as duplicate tensions are. Opening it again under another
 * key would split one cause in two, so the new one joins it.
 */
async function knownByCause(
  { durable, region, services }: PhaseContext,
  name: string,
  plan: WeavePlan,
  causes: readonly (number[] | undefined)[],
): Promise<Map<string, string>> {
  const minCosine = services.embedding.thresholds.duplicateTension;
  const pairs = await durable.step(`${name}: known causes`, async () => {
    const found: [string, string][] = [];
    for (const [index, { key }] of plan.open.entries()) {
      const cause = causes[index];
      if (cause === undefined) continue;
      const near = await services.situations.candidates(region.slug, cause, { k: 5, minCosine });
      const same = near.find(({ via, situation }) => via === 'causal' && situation.arc !== 'cold');
      if (same !== undefined) found.push([key, same.situation.id]);
    }
    return found;
  });
  return new Map(pairs);
}

async function writeDispatches(
  context: PhaseContext,
  plan: WeavePlan,
  idOf: (key: string) => string,
): Promise<{ dispatches: number; flagged: number }> {
  const { services } = context;
  let dispatches = 0;
  let flagged = 0;
  for (const { situation, type, body } of plan.dispatches) {
    const id = idOf(situation);
    const { cites, problems, fidelity } = checkCitations(body, await citable(context, id));
    const added = await services.situations.addDispatch(id, {
      type,
      body,
      cites,
      flaggedForReview: problems.length > 0,
      flagReason: problems.length > 0 ? problems.join('; ') : null,
      fidelityScore: fidelity,
      createdAt: services.clock().toISOString(),
    });
    if (added?.created !== true) continue;
    dispatches += 1;
    if (problems.length > 0) flagged += 1;
  }
  return { dispatches, flagged };
}

/**
 * Carries out what a batch decided: opens situations, assigns, writes dispatches. Dispatches whose citations don't hold, or
 * that carry a private contact, are kept but flagged. They carry the time they were written: a replay reads the step's result, and a
 * dispatch that is there already keeps its time. Ids are drawn before, so that a repeated step opens nothing twice.
 */
export async function applyPlan(context: PhaseContext, name: string, plan: WeavePlan): Promise<Applied> {
  const { durable, region, services, now } = context;
  const causes = await causeVectors(context, name, plan);
  const known = causes.length === 0 ? new Map<string, string>() : await knownByCause(context, name, plan, causes);
  const ids = new Map<string, string>();
  for (const { key } of plan.open) ids.set(key, known.get(key) ?? (await durable.uuid()));
  const idOf = (key: string): string => ids.get(key) ?? key;
  return durable.step<Applied>(`${name}: apply`, async () => {
    const members = await services.signals.getMany(plan.assign.map(({ signalId }) => signalId));
    const vectors = await services.signals.embeddingsOf(members.map(({ id }) => id));
    for (const [index, { key, headline, lede, thesis }] of plan.open.entries()) {
      if (known.has(key)) continue;
      const own = new Set(plan.assign.filter(({ situation }) => situation === key).map(({ signalId }) => signalId));
      const embedded = members.flatMap((signal) => {
        const embedding = vectors.get(signal.id);
        return own.has(signal.id) && embedding !== undefined ? [{ ...signal, embedding }] : [];
      });
      await services.situations.create(region.slug, {
        id: idOf(key),
        headline: withoutPrivatePii(headline),
        lede: withoutPrivatePii(lede),
        structuredState: { root_cause_thesis: thesis },
        narrativeEmbedding: narrativeCentroid(embedded, now) ?? undefined,
        causalEmbedding: causes[index],
      });
    }
    const assignments = plan.assign.map(({ signalId, situation, confidence, reasoning }) => ({
      signalId,
      situationId: idOf(situation),
      confidence,
      reasoning,
    }));
    const assigned = await services.situations.assign(assignments);
    const written = await writeDispatches(context, plan, idOf);
    return {
      opened: [...ids].filter(([key]) => !known.has(key)).map(([, id]) => id),
      touched: [...new Set(assignments.map(({ situationId }) => situationId))],
      assigned,
      ...written,
    };
  });
}
