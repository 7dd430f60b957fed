import type { NewFinding } from '#graph';
import type { PhaseContext } from '../phase.js';
import type { ReviewOutcome } from './review.js';
import { echoes, incoherent, nearDuplicates, weakResponses } from './triage.js';

const TENSIONS_LOOKED_AT = 500;
const SITUATIONS_LOOKED_AT = 200;

/** Everything triage finds odd about the region as it is now. */
export async function triage({ region, services }: PhaseContext): Promise<NewFinding[]> {
  const { refresh, corroborate } = services.embedding.thresholds;
  const edges = await services.similarity.edges(region.slug, refresh);
  const alike = await services.signals.getMany([...new Set(edges.flatMap(({ a, b }) => [a, b]))]);
  const tensions = await services.signals.list(
    region.slug,
    { types: ['tension'], reviewStatus: ['staged', 'live'] },
    { first: TENSIONS_LOOKED_AT },
  );
  const responses = await services.signals.responsesOf(tensions.items.map(({ id }) => id));
  const { items: situations } = await services.situations.list(region.slug, { first: SITUATIONS_LOOKED_AT });
  const withActors = [];
  for (const situation of situations) {
    const members = (await services.situations.members(situation.id)).map(({ signal }) => signal);
    const ids = members.map(({ id }) => id);
    const [actors, evidence] = await Promise.all([services.signals.actorsOf(ids), services.signals.evidenceOf(ids)]);
    const voices = ids.map((id) => [
      ...(actors.get(id) ?? []).map(({ actor }) => actor.id),
      ...(evidence.get(id) ?? []).map(({ entity }) => entity),
    ]);
    withActors.push({ situation, types: members.map(({ type }) => type), voices });
  }
  return [
    ...nearDuplicates(new Map(alike.map((signal) => [signal.id, signal])), edges, corroborate),
    ...weakResponses(responses),
    ...echoes(situations),
    ...incoherent(withActors),
  ];
}

/** What the reviewer saw in this run's rejections, as a finding about the region. */
export function reviewFindings(
  region: { slug: string; name: string },
  { rejected, analyses }: Pick<ReviewOutcome, 'rejected' | 'analyses'>,
): NewFinding[] {
  if (analyses.length === 0) return [];
  return [
    {
      type: 'review_pattern',
      severity: 'warning',
      targetId: region.slug,
      targetLabel: region.name,
      description: `${String(rejected)} rejected. ${analyses.join(' ')}`,
      suggestedAction: 'Read the rejected signals and the step named.',
    },
  ];
}
