import type { Json } from '#durable';
import type { RegionReview, Review } from '#graph';
import type { GateAnswer, GateQuestion } from '../approval-gate.js';
import { ASKED_ABOUT, GATE_DECISIONS } from '../approval-gate.js';
import type { PhaseContext } from '../phase.js';

const MS_PER_HOUR = 3_600_000;
/** Signals that the question names one by one. */
const NAMED = 50;

/**
 * The reviews as they stand after people decided about the signals they were asked about: what they did not let pass stays staged, with the reason.
 * What passed without their being asked, because a retry found it later, stays staged without one: the next run asks.
 */
export function afterDecision(
  reviews: readonly Review[],
  asked: readonly string[],
  answer: GateAnswer | null,
): readonly Review[] {
  const decided = reviews.filter(({ id, status }) => status !== 'live' || asked.includes(id));
  if (answer?.decision === 'approve') return decided;
  const reason = heldBecause(answer);
  return decided.map((review) => (review.status === 'live' ? { id: review.id, status: 'staged', reason } : review));
}

function heldBecause(answer: GateAnswer | null): string {
  if (answer === null) return 'held: nobody approved in time';
  return answer.note === null ? `held: ${answer.by} decided so` : `held: ${answer.note} (${answer.by})`;
}

/** What people are asked before signals go live. */
export function questionAbout(region: string, ids: readonly string[]): GateQuestion {
  const what = ids.length === 1 ? '1 signal before it goes live' : `${String(ids.length)} signals before they go live`;
  return {
    title: `Approve ${what}`,
    options: GATE_DECISIONS,
    subject: { region, signals: ids.length, signalIds: ids.slice(0, NAMED) },
  };
}

/**
 * Lets people decide about what the review passed, in a region that requires it: the run waits without holding a worker until somebody
 * answers or the time is up. Nothing is written before.
 */
export async function approved(context: PhaseContext, reviews: readonly Review[]): Promise<readonly Review[]> {
  const { durable, region, services } = context;
  const passing = reviews.filter(({ status }) => status === 'live').map(({ id }) => id);
  const setting = await durable.step<RegionReview>('approval setting', () => services.regions.review(region.slug));
  if (!setting.required || passing.length === 0) return reviews;
  // In a fork they may be live already, and people may have decided since they were read.
  const open = await durable.step(ASKED_ABOUT, () => services.signals.stillStaged(passing));
  if (open.length === 0) return afterDecision(reviews, open, null);

  const question = questionAbout(region.slug, open);
  await durable.status(question.title);
  const answer = await durable.waitFor<GateAnswer & Json>('approve signals', {
    timeoutMs: Math.round(setting.timeoutHours * MS_PER_HOUR),
    about: { ...question, options: [...question.options] },
  });
  const decided = answer.resolved ? answer.value : null;
  const event = decided?.decision === 'approve' ? 'signals_approved' : 'signals_held';
  await durable.event(event, { signals: open.length, by: decided?.by ?? null, note: decided?.note ?? null });
  return afterDecision(reviews, open, decided);
}
