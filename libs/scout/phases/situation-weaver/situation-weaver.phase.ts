import type { Phase, PhaseContext } from '../phase.js';
import { CURIOUS_AT, curiousAbout } from './curiosity.js';
import type { Derived } from './derive.js';
import { derive } from './derive.js';
import { weave } from './weave.js';
import { weaveBySimilarity } from './weave-by-similarity.js';

/** Situations brought up to date in one run, hottest first: what nobody touches cools down too. */
const MAX_SITUATIONS = 200;
const HOT = 0.6;
const BOOST = 1.2;
const MAX_WEIGHT = 1;
const MS_PER_DAY = 86_400_000;

async function deriveAll(context: PhaseContext): Promise<Derived[]> {
  const { durable, region, services } = context;
  const ids = await durable.step('situations to derive', async () =>
    (await services.situations.list(region.slug, { first: MAX_SITUATIONS })).items.map(({ id }) => id),
  );
  const derived: Derived[] = [];
  for (const id of ids) {
    const one = await durable.step(`derive: ${id}`, async () => {
      const situation = await services.situations.get(id);
      if (situation === null) return null;
      const values = await derive(context, situation);
      if (values.reactivated && values.newest !== null) {
        const [signal] = await services.signals.getMany([values.newest]);
        await services.situations.addDispatch(id, {
          type: 'reactivation',
          body: `${(signal?.title ?? situation.headline).replace(/[.!?\s]+$/, '')} [signal:${values.newest}].`,
          cites: [values.newest],
          flaggedForReview: false,
          flagReason: null,
          fidelityScore: 1,
          createdAt: services.clock().toISOString(),
        });
      }
      return values;
    });
    if (one !== null) derived.push(one);
  }
  return derived;
}

/** Sources of the hot situations that this run touched weigh more. */
async function boostSources({ durable, services }: PhaseContext, hot: readonly string[]): Promise<number> {
  return durable.step('boost sources of hot situations', async () => {
    const sources = await services.situations.sourcesOf(hot);
    const ids = [...new Set([...sources.values()].flat().map(({ id }) => id))];
    return services.sources.boost(ids, BOOST, MAX_WEIGHT);
  });
}

/** Lets the linker look again, from tomorrow on, at signals of unclear situations that nothing explains yet. */
async function beCurious({ durable, region, services, now }: PhaseContext): Promise<number> {
  return durable.step('curiosity', async () => {
    const { items } = await services.situations.list(region.slug, { first: MAX_SITUATIONS });
    let requeued = 0;
    for (const situation of curiousAbout(items, now)) {
      const members = (await services.situations.members(situation.id)).map(({ signal }) => signal);
      const ids = members.filter(({ type }) => type !== 'tension').map(({ id }) => id);
      const [notes, linked] = await Promise.all([
        services.signals.bookkeepingOf(ids),
        services.signals.respondsTo(ids),
      ]);
      // What the linker found nothing curious about stays so; what is linked needs no second look.
      const again = ids.filter(
        (id) => !linked.has(id) && ['failed', 'abandoned'].includes(notes.get(id)?.linkerStatus ?? ''),
      );
      const dueAt = new Date(now.getTime() + MS_PER_DAY).toISOString();
      requeued += await services.signals.mark(again, { linkerStatus: 'requeued', linkerDueAt: dueAt });
      await services.situations.updateDerived(situation.id, {
        structuredState: { ...situation.structuredState, [CURIOUS_AT]: now.toISOString() },
      });
    }
    return requeued;
  });
}

/** Weaves signals into situations, tells what is new in them with citations, and keeps their temperature. */
export const situationWeaverPhase: Phase = {
  async run(context) {
    const { durable, services } = context;
    await durable.status('Weaving signals into situations');
    const woven = services.llm === null ? await weaveBySimilarity(context) : await weave(context, services.llm);

    await durable.status('Taking temperatures');
    const derived = await deriveAll(context);
    const hot = derived
      .filter(({ id, temperature }) => temperature >= HOT && woven.touched.includes(id))
      .map(({ id }) => id);
    const sourcesBoosted = await boostSources(context, hot);
    const requeued = await beCurious(context);
    for (const id of woven.opened) await durable.event('situation_opened', { id });
    return {
      counts: {
        situationsCreated: woven.opened.length,
        situationsUpdated: woven.touched.filter((id) => !woven.opened.includes(id)).length,
        situationsMerged: woven.merged,
        situationsSplit: woven.split,
        signalsAssigned: woven.assigned,
        dispatches: woven.dispatches,
        dispatchesFlagged: woven.flagged,
        sourcesBoosted,
        requeued,
      },
      skipped: woven.skipped,
    };
  },
};
