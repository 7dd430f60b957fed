import { daysBetween } from './day.js';

export const LEAST_WEIGHT = 0.1;
export const MOST_WEIGHT = 1;
const PRIOR_YIELD = 0.3;
const PRIOR_SCRAPES = 3;
const SMOOTHED_BELOW_SCRAPES = 5;
const RECENT_DAYS = 30;
const FADING_DAYS = 60;
const NEVER_PRODUCED = 0.7;
const STALEST = 0.5;

interface Yield {
  readonly scrapeCount: number;
  readonly signalsProduced: number;
  readonly signalsCorroborated: number;
  readonly tensionsProduced: number;
  readonly lastProducedSignal: string | null;
  readonly qualityPenalty: number;
}

/** Signals per scrape (≤ 1), drawn towards 0.3 while fewer than 5 scrapes are known. */
function baseYield({ scrapeCount, signalsProduced }: Yield): number {
  const observed = scrapeCount === 0 ? 0 : Math.min(1, signalsProduced / scrapeCount);
  if (scrapeCount >= SMOOTHED_BELOW_SCRAPES) return observed;
  return (observed * scrapeCount + PRIOR_YIELD * PRIOR_SCRAPES) / (scrapeCount + PRIOR_SCRAPES);
}

function recency(lastProducedSignal: string | null, now: Date): number {
  if (lastProducedSignal === null) return NEVER_PRODUCED;
  const days = daysBetween(lastProducedSignal, now);
  if (days <= RECENT_DAYS) return 1;
  return Math.max(STALEST, 1 - (1 - STALEST) * ((days - RECENT_DAYS) / FADING_DAYS));
}

/** base_yield · tension_bonus · recency · diversity · quality_penalty, clamped to 0.1–1 (domain.md, Sources). */
export function sourceWeight(source: Yield, now: Date): number {
  const produced = Math.max(1, source.signalsProduced);
  const tensionBonus = Math.min(2, 1 + source.tensionsProduced / produced);
  const diversity = 1 + Math.min(0.5, (0.5 * source.signalsCorroborated) / produced);
  const weight =
    baseYield(source) * tensionBonus * recency(source.lastProducedSignal, now) * diversity * source.qualityPenalty;
  return Math.max(LEAST_WEIGHT, Math.min(MOST_WEIGHT, weight));
}

const PENALTY_PER_FINDING = 0.15;
const LEAST_PENALTY = 0.1;

/** Factor 0.1–1 for a source with open findings against its signals; 1 again when they are resolved. */
export const qualityPenalty = (openFindings: number): number =>
  Math.max(LEAST_PENALTY, 1 - PENALTY_PER_FINDING * openFindings);

const INITIAL_WEIGHT = {
  cold_start: 0.5,
  curated: 0.5,
  human_submission: 0.5,
  tension_seed: 0.4,
  gap_analysis: 0.3,
  linked_from: 0.25,
  signal_expansion: 0.2,
  social_graph: 0.2,
  hashtag: 0.2,
} as const;

/** Weight a source starts with, by how it was found. */
export const initialWeight = (method: keyof typeof INITIAL_WEIGHT): number => INITIAL_WEIGHT[method];
