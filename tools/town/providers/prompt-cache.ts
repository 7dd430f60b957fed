import { sha256, stableJson } from '../text/stable-json.js';
import { estimatedTokens } from '../text/tokens.js';
import { blocksOf } from '../reader/prompt.js';

/** Shorter prefixes are not cached (1 024 tokens on most models). */
const SHORTEST_PREFIX_TOKENS = 1_024;

export interface Usage {
  readonly input_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly cache_creation: { readonly ephemeral_5m_input_tokens: number; readonly ephemeral_1h_input_tokens: number };
}

/** Counts a request's tokens, with what a marked system prefix saves when it comes again. */
export class PromptCache {
  private readonly seen = new Set<string>();

  usage(body: Readonly<Record<string, unknown>>): Usage {
    const all = estimatedTokens(
      stableJson({ system: body['system'], messages: body['messages'], tools: body['tools'] }),
    );
    const blocks = blocksOf(body['system']);
    const marked = blocks.findLastIndex((block) => block['cache_control'] !== undefined);
    const prefix = marked < 0 ? '' : stableJson({ tools: body['tools'], system: blocks.slice(0, marked + 1) });
    const prefixTokens = estimatedTokens(prefix);
    if (prefix === '' || prefixTokens < SHORTEST_PREFIX_TOKENS) return counted(all, 0, 0);
    const key = sha256(`${String(body['model'])}\n${prefix}`);
    const known = this.seen.has(key);
    this.seen.add(key);
    return known ? counted(all - prefixTokens, 0, prefixTokens) : counted(all - prefixTokens, prefixTokens, 0);
  }
}

const counted = (input: number, written: number, read: number): Usage => ({
  input_tokens: Math.max(1, input),
  cache_creation_input_tokens: written,
  cache_read_input_tokens: read,
  cache_creation: { ephemeral_5m_input_tokens: written, ephemeral_1h_input_tokens: 0 },
});
