/**
 * What the providers charge, and the one function that turns usage numbers into money.
 * Prices are micro-USD per unit: 1 USD per million tokens is 1 micro-USD per token.
 * When a price changes, change its row and its date; the ledger keeps what was charged at the time.
 */

/** Day on which the rows below were last compared with the providers' price lists. */
export const PRICES_AS_OF = '2026-11-21';

/** Price of one token of each kind. `inputTokensAbove`: the tier counts when the whole prompt is longer than that. */
interface TokenTier {
  readonly inputTokensAbove: number;
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
}

/** Cache prices of Anthropic are fixed multiples of the input price: read 0.1, 5-minute write 1.25, 1-hour write 2. */
function tier(input: number, output: number, inputTokensAbove = 0): TokenTier {
  return {
    inputTokensAbove,
    input,
    output,
    cacheRead: input * 0.1,
    cacheWrite5m: input * 1.25,
    cacheWrite1h: input * 2,
  };
}

/** Matched by prefix, longest first, so that a dated snapshot (`claude-haiku-4-5-20251001`) has the price of its model. */
const LLM_PRICES: Readonly<Record<string, readonly TokenTier[]>> = {
  // Anthropic's pricing page: Haiku 4.5 1/5, Sonnet 4.5 3/15 and 6/22.50 above 200 000 input tokens,
  // Sonnet 4.6 3/15 without the long-prompt tier, Opus 4 and 4.1 15/75, Opus 4.5 and later 5/25.
  'claude-haiku-4-5': [tier(1, 5)],
  'claude-haiku-5': [tier(1, 5)],
  'claude-sonnet-4-5': [tier(3, 15), tier(6, 22.5, 200_000)],
  'claude-sonnet-4': [tier(3, 15)],
  'claude-sonnet-5': [tier(3, 15)],
  'claude-opus-4': [tier(15, 75)],
  'claude-opus-4-5': [tier(5, 25)],
  'claude-opus-4-6': [tier(5, 25)],
  'claude-opus-4-7': [tier(5, 25)],
  'claude-opus-5': [tier(5, 25)],
  'claude-fable-5': [tier(10, 50)],
};
/** An unknown model is charged like the dearest one known: a limit must not be passed because a name is new. */
const UNKNOWN_LLM: readonly TokenTier[] = [tier(10, 50)];

/** Voyage's pricing page: USD per million tokens. */
const EMBEDDING_PRICES: Readonly<Record<string, number>> = {
  'voyage-3.5': 0.06,
  'voyage-3.5-lite': 0.02,
  'voyage-3-large': 0.18,
  'voyage-4': 0.06,
  'voyage-4-lite': 0.02,
  'voyage-4-large': 0.12,
};
const UNKNOWN_EMBEDDING = 0.18;

/** Serper's starter plan: 50 USD for 50 000 credits; one query of up to 10 results is one credit, up to 100 two. */
export const SERPER_CREDIT_MICRO_USD = 1_000;
/** Apify store, pay per result: trudax/reddit-scraper-lite 3.40 USD, apify/instagram-scraper 2.30 USD a thousand. */
export const APIFY_RESULT_MICRO_USD: Readonly<Record<string, number>> = { reddit: 3_400, instagram: 2_300 };

/** Token counts of one LLM call, as the provider reports them; `inputTokens` are those outside the cache. */
export interface LlmUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWrite5mTokens: number;
  readonly cacheWrite1hTokens: number;
}

function tiersOf(model: string): readonly TokenTier[] {
  const match = Object.keys(LLM_PRICES)
    .filter((name) => model.startsWith(name))
    .sort((a, b) => b.length - a.length)[0];
  return (match === undefined ? undefined : LLM_PRICES[match]) ?? UNKNOWN_LLM;
}

/** Whole micro-USD, rounded up; what floating point adds behind the sixth digit is not money. */
const roundedUp = (microUsd: number): number => Math.ceil(Number(microUsd.toFixed(6)));

/** Cost of one LLM call in whole micro-USD, rounded up: a fraction spent is spent. */
export function llmCostMicroUsd(model: string, usage: LlmUsage): number {
  const prompt = usage.inputTokens + usage.cacheReadTokens + usage.cacheWrite5mTokens + usage.cacheWrite1hTokens;
  const tiers = tiersOf(model);
  const price = [...tiers].reverse().find((candidate) => prompt > candidate.inputTokensAbove) ?? tiers[0];
  if (price === undefined) return 0;
  return roundedUp(
    usage.inputTokens * price.input +
      usage.outputTokens * price.output +
      usage.cacheReadTokens * price.cacheRead +
      usage.cacheWrite5mTokens * price.cacheWrite5m +
      usage.cacheWrite1hTokens * price.cacheWrite1h,
  );
}

/** Cost of embedding `tokens` tokens in whole micro-USD, rounded up. */
export function embeddingCostMicroUsd(model: string, tokens: number): number {
  return roundedUp(tokens * (EMBEDDING_PRICES[model] ?? UNKNOWN_EMBEDDING));
}

/**
 * Tokens that a text of `bytes` bytes of UTF-8 can hold at most, for estimates before a call: a token has two bytes or
 * more, in English about four, in Chinese, where a character has three, about two to three.
 */
export function tokensAtMost(bytes: number): number {
  return Math.ceil(bytes / 2);
}
