import type { Answer } from '../reader/answer.js';
import { Knowledge } from '../reader/knowledge.js';
import { readPrompt } from '../reader/prompt.js';
import { readAndAnswer } from '../reader/reader.js';
import { sha256, stableJson } from '../text/stable-json.js';
import { estimatedTokens } from '../text/tokens.js';
import type { Town } from '../town.js';
import { isLateModel, messageProblem } from './anthropic-request.js';
import type { Provider, Reply, TownRequest } from './provider.js';
import { json, jsonObject, retryHeader } from './provider.js';
import { PromptCache, type Usage } from './prompt-cache.js';

/** Dollars per million tokens, input and output; the first prefix that fits. */
const PRICES: readonly (readonly [string, number, number])[] = [
  ['claude-haiku', 1, 5],
  ['claude-sonnet', 3, 15],
  ['claude-opus', 5, 25],
  ['claude-', 10, 50],
];
/** Cache prices are fixed multiples of the input price. */
const CACHE_WRITE = 1.25;
const CACHE_READ = 0.1;

function billed(model: string, usage: Usage, outputTokens: number): number {
  const [, input, output] = PRICES.find(([prefix]) => model.startsWith(prefix)) ?? ['', 10, 50];
  const fresh = usage.input_tokens * input;
  const cached =
    usage.cache_creation_input_tokens * input * CACHE_WRITE + usage.cache_read_input_tokens * input * CACHE_READ;
  return Math.ceil(fresh + cached + outputTokens * output);
}

/** Type of an error by its status, as the API documents it. */
const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  529: 'overloaded_error',
};
const NEVER_RETRY = new Set([400, 401, 403, 404, 413]);

type AnswerOf = (request: TownRequest, options: { readonly obedient: boolean; readonly refuse: boolean }) => Reply;

/** The Messages API: `POST /v1/messages`, not streamed, answered by the honest reader. */
export class Anthropic implements Provider {
  readonly name = 'anthropic';
  private readonly cache = new PromptCache();
  private requests = 0;

  constructor(private readonly town: Town) {}

  operation(request: TownRequest): string {
    return request.url.pathname.split('/').at(-1) ?? '';
  }

  answer(request: TownRequest): Reply {
    return this.respond(request, { obedient: false, refuse: false });
  }

  /** `obedient`: believes what pages plant. `refuse`: declines whatever is asked. */
  readonly respond: AnswerOf = (request, { obedient, refuse }) => {
    const key = request.headers['x-api-key'];
    if (key === undefined || key === '' || key === 'invalid') return this.error(401, 'invalid x-api-key');
    if (request.url.pathname !== '/v1/messages') return this.error(404, 'Not found');
    if (request.method !== 'POST') return this.error(405, 'Method Not Allowed');
    if (request.headers['anthropic-version'] === undefined)
      return this.error(400, 'anthropic-version: header is required');
    const body = jsonObject(request);
    if (body === null) return this.error(400, 'The request body is not valid JSON.');
    const problem = messageProblem(body);
    if (problem !== null) return this.error(problem.status, problem.message);
    const answer = refuse ? null : readAndAnswer(readPrompt(body), new Knowledge(this.town, obedient));
    return this.message(body, answer);
  };

  failure(status: number, retryAfter: number | null): Reply {
    const message =
      status === 529
        ? 'Overloaded'
        : status === 429
          ? "This request would exceed your organization's rate limit."
          : 'The request failed.';
    return this.error(status, message, retryAfter);
  }

  private message(body: Readonly<Record<string, unknown>>, answer: Answer | null): Reply {
    const model = String(body['model']);
    const limit = Number(body['max_tokens']);
    const seed = sha256(stableJson(body));
    const whole = answer === null ? [] : contentOf(answer, seed);
    const needed = whole.length === 0 ? 0 : estimatedTokens(JSON.stringify(whole));
    const content = needed > limit ? cut(whole, limit) : whole;
    const usage = this.cache.usage(body);
    const outputTokens = Math.min(needed, limit);
    const stop =
      answer === null ? 'refusal' : needed > limit ? 'max_tokens' : answer.kind === 'tools' ? 'tool_use' : 'end_turn';
    const value = {
      model,
      id: `msg_01${seed.slice(0, 22)}`,
      type: 'message',
      role: 'assistant',
      content,
      stop_reason: stop,
      stop_sequence: null,
      stop_details:
        answer === null
          ? { type: 'refusal', category: 'unspecified', explanation: 'This request was declined.' }
          : null,
      usage: {
        ...usage,
        output_tokens: outputTokens,
        ...(isLateModel(model) ? { output_tokens_details: { thinking_tokens: 0 } } : {}),
        service_tier: 'standard',
        inference_geo: 'not_available',
      },
    };
    return json(200, value, {
      headers: { ...this.identity(), ...this.limits() },
      billedMicroUsd: billed(model, usage, outputTokens),
    });
  }

  private error(status: number, message: string, retryAfter: number | null = null): Reply {
    const headers = this.identity();
    const value = {
      type: 'error',
      error: { type: ERROR_TYPES[status] ?? 'api_error', message, ...(status === 529 ? { details: null } : {}) },
      request_id: headers['request-id'],
    };
    return json(status, value, {
      headers: { ...headers, ...retryHeader(retryAfter), 'x-should-retry': String(!NEVER_RETRY.has(status)) },
    });
  }

  private identity(): Readonly<Record<'request-id', string>> {
    this.requests += 1;
    return { 'request-id': `req_011C${String(this.requests).padStart(20, '0')}` };
  }

  private limits(): Record<string, string> {
    const reset = `${this.town.clock.now.toISOString().slice(0, 19)}Z`;
    const kinds = { requests: 10_000, 'input-tokens': 10_000_000, 'output-tokens': 2_000_000, tokens: 12_000_000 };
    return Object.fromEntries(
      Object.entries(kinds).flatMap(([kind, limit]) => [
        [`anthropic-ratelimit-${kind}-limit`, String(limit)],
        [`anthropic-ratelimit-${kind}-remaining`, String(limit - 1)],
        [`anthropic-ratelimit-${kind}-reset`, reset],
      ]),
    );
  }
}

type Content = Readonly<Record<string, unknown>>;

/** Tool ids come from the request, so that the same turn asked again is answered with the same ids. */
function contentOf(answer: Answer, seed: string): Content[] {
  if (answer.kind === 'tools') {
    return answer.calls.map((call, index) => ({
      type: 'tool_use',
      id: `toolu_01${sha256(`${seed}${index}`).slice(0, 22)}`,
      name: call.name,
      input: call.input,
      caller: { type: 'direct' },
    }));
  }
  return [{ type: 'text', text: answer.kind === 'json' ? JSON.stringify(answer.value) : answer.text }];
}

/** What was written until the tokens ran out. */
function cut(content: readonly Content[], limit: number): Content[] {
  const first = content[0];
  const text = first?.['text'];
  return typeof text === 'string' ? [{ type: 'text', text: text.slice(0, limit * 4) }] : [];
}
