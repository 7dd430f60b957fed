import { afterTrouble } from '../../agents/index.js';
import type { CitedSource } from '../../domain/index.js';
import { checkCitations, withoutPrivatePii } from '../../domain/index.js';
import { decodeVector, encodeVector } from '../../signals/index.js';
import type { PhaseContext } from '../phase.js';
import type { WeavePlan } from './plan-answer.js';
import { improve, merge, mergesToMake, split, storyOf, untold } from './reshape.js';

export type Applied = {
  readonly opened: readonly string[];
  readonly touched: readonly string[];
  readonly merged: number;
  readonly split: number;
  readonly assigned: number;
  readonly dispatches: number;
  readonly flagged: number;
};

/** Causes to be embedded: those of new situations, then those of given ones that are told in other words. */
const causesOf = (plan: WeavePlan): string[] => [
  ...plan.open.map(({ headline, thesis }) => (thesis.trim() === '' ? headline : thesis)),
  ...retold(plan).map(({ thesis }) => thesis ?? ''),
];
const retold = (plan: WeavePlan): WeavePlan['state'] => plan.state.filter(({ thesis }) => thesis !== null);

/** Vectors of causes, in their order; none when the budget is used up or the provider in trouble. */
async function causeVectors(context: PhaseContext, name: string, plan: WeavePlan): Promise<(number[] | undefined)[]> {
  const { durable, region, services } = context;
  const texts = causesOf(plan);
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
  written: WeavePlan['dispatches'],
  idOf: (key: string) => string,
): Promise<{ dispatches: number; flagged: number }> {
  const { services } = context;
  let dispatches = 0;
  let flagged = 0;
  for (const { situation, type, body } of written) {
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

/** Opens the situations of a plan that are not known by their cause, with the vectors of their story and cause. */
async function open(
  context: PhaseContext,
  plan: WeavePlan,
  causes: readonly (number[] | undefined)[],
  { known, idOf }: { known: ReadonlyMap<string, string>; idOf: (key: string) => string },
): Promise<void> {
  const { region, services } = context;
  for (const [index, { key, headline, lede, thesis }] of plan.open.entries()) {
    if (known.has(key)) continue;
    const own = [
      ...plan.assign.filter(({ situation }) => situation === key).map(({ signalId }) => signalId),
      ...plan.splits.filter((one) => one.key === key).flatMap(({ signalIds }) => signalIds),
    ];
    await services.situations.create(region.slug, {
      id: idOf(key),
      headline: withoutPrivatePii(headline),
      lede: withoutPrivatePii(lede),
      structuredState: { root_cause_thesis: thesis },
      narrativeEmbedding: (await storyOf(context, await services.signals.getMany(own))) ?? undefined,
      causalEmbedding: causes[index],
    });
  }
}

/**
 * Carries out what a batch decided: merges, opens and splits situations, assigns, writes dispatches. Dispatches whose citations don't hold, or
 * that carry a private contact, are kept but flagged. They carry the time they were written: a replay reads the step's result, and a
 * dispatch that is there already keeps its time. Ids are drawn, and merges decided, before: a repeated step does nothing twice.
 */
export async function applyPlan(context: PhaseContext, name: string, plan: WeavePlan): Promise<Applied> {
  const { durable, services } = context;
  const causes = await causeVectors(context, name, plan);
  const known = plan.open.length === 0 ? new Map<string, string>() : await knownByCause(context, name, plan, causes);
  const merges = await mergesToMake(context, name, plan);
  const ids = new Map<string, string>();
  for (const { key } of plan.open) ids.set(key, known.get(key) ?? (await durable.uuid()));
  const after = new Map(merges.map(({ duplicate, survivor }) => [duplicate, survivor]));
  const idOf = (key: string): string => {
    const id = ids.get(key) ?? key;
    return after.get(id) ?? id;
  };
  return durable.step<Applied>(`${name}: apply`, async () => {
    const merged = await merge(context, merges);
    await open(context, plan, causes, { known, idOf });
    const parted = await split(context, plan.splits, idOf);
    const assignments = plan.assign.map(({ signalId, situation, confidence, reasoning }) => ({
      signalId,
      situationId: idOf(situation),
      confidence,
      reasoning,
    }));
    const assigned = await services.situations.assign(assignments);
    const causeOf = new Map(retold(plan).map(({ situation }, index) => [situation, causes[plan.open.length + index]]));
    await improve(context, plan.state, idOf, (situation) => causeOf.get(situation));
    const told = [...plan.dispatches, ...(await untold(context, plan, merges, idOf))];
    const written = await writeDispatches(context, told, idOf);
    const touched = [
      ...assignments.map(({ situationId }) => situationId),
      ...merges.map(({ survivor }) => survivor),
      ...plan.splits.map(({ from }) => from),
    ];
    return {
      opened: [...ids].filter(([key]) => !known.has(key)).map(([, id]) => id),
      touched: [...new Set(touched)],
      merged,
      split: parted,
      assigned,
      ...written,
    };
  });
}
