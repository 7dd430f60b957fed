import { embeddingCostMicroUsd, llmCostMicroUsd, tokensAtMost } from './price-table.js';

const usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWrite5mTokens: 0, cacheWrite1hTokens: 0 };

describe('price table', () => {
  it('charges a dated snapshot like its model', () => {
    const tokens = { ...usage, inputTokens: 181, outputTokens: 12 };
    expect(llmCostMicroUsd('claude-haiku-4-5-20251001', tokens)).toBe(181 + 60);
    expect(llmCostMicroUsd('claude-sonnet-5', tokens)).toBe(181 * 3 + 12 * 15);
  });
  it('charges cache reads a tenth and cache writes more than plain input', () => {
    expect(llmCostMicroUsd('claude-haiku-4-5', { ...usage, cacheReadTokens: 1000 })).toBe(100);
    expect(llmCostMicroUsd('claude-haiku-4-5', { ...usage, cacheWrite5mTokens: 1000 })).toBe(1250);
    expect(llmCostMicroUsd('claude-haiku-4-5', { ...usage, cacheWrite1hTokens: 1000 })).toBe(2000);
  });
  it('takes the dearer tier once the whole prompt, cache included, is long', () => {
    const long = { ...usage, inputTokens: 100, cacheReadTokens: 200_000 };
    expect(llmCostMicroUsd('claude-sonnet-4-5', long)).toBe(600 + 120_000);
    expect(llmCostMicroUsd('claude-sonnet-4-5', { ...long, inputTokens: 0 })).toBe(60_000);
  });
  it('charges an unknown model like the dearest known one', () => {
    expect(llmCostMicroUsd('claude-unheard-of', { ...usage, outputTokens: 1 })).toBe(50);
  });
  it('charges Opus 4 and 4.1 as such, not like their successors', () => {
    const one = { ...usage, inputTokens: 1, outputTokens: 1 };
    expect(llmCostMicroUsd('claude-opus-4-20250514', one)).toBe(90);
    expect(llmCostMicroUsd('claude-opus-4-1-20250805', one)).toBe(90);
    expect(llmCostMicroUsd('claude-opus-4-5-20251101', one)).toBe(30);
  });
  it('takes no fewer tokens for a Chinese text than it has characters', () => {
    expect(tokensAtMost(Buffer.byteLength('社区食品银行'))).toBeGreaterThanOrEqual(6);
  });
  it('rounds embeddings up to whole micro-USD', () => {
    expect(embeddingCostMicroUsd('voyage-3.5', 1)).toBe(1);
    expect(embeddingCostMicroUsd('voyage-3.5', 1_000_000)).toBe(60_000);
  });
});
