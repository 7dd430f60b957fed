import Anthropic from '@anthropic-ai/sdk';
import type { z } from 'zod';
import { llmCostMicroUsd, tokensAtMost, type LlmUsage } from '../../budget/price-table.js';
import { systemPrompt, type PromptTask } from '../../prompts/task.js';
import { baggageHeader } from '../http/baggage.js';
import { noAnswer } from '../http/provider-errors.js';
import type { AgentMessage, AgentTurn, CallContext, LlmAnswer, LlmPort, Metered, ToolSpec } from '../ports.js';
import { anthropicError, schemaTooComplex } from './anthropic-errors.js';
import {
  addUsage,
  messageParams,
  systemBlocks,
  textOf,
  toolCallsOf,
  toolParams,
  usageOf,
} from './anthropic-messages.js';
import { outputSchema, parseAnswer } from './output-schema.js';

type Message = Anthropic.Messages.Message;
type MessageParam = Anthropic.Messages.MessageParam;

/**
 * Shorter than a step's default timeout, so that a slow answer is told apart from a hung step. Both exchanges of one call
 * share it: a step that runs out of time would forget what the first one cost.
 */
const TIMEOUT_MS = 110_000;

/**
 * The SDK's own default is a younger version of the API with another way to authenticate; the recorded answers that this
 * adapter is held to (`wire.spec.ts`), and every compatible server, speak this one.
 */
const WIRE_VERSION = { 'anthropic-version': '2023-06-01' };

export interface AnthropicOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly models: Readonly<Record<PromptTask['model'], string>>;
  readonly baggage: boolean;
}

/** One exchange: what was answered, by which model, and what it used. */
interface Exchange {
  readonly message: Message;
  readonly usage: LlmUsage;
  readonly costMicroUsd: number;
  readonly tookMs: number;
}
interface Ask {
  readonly task: PromptTask;
  readonly messages: readonly MessageParam[];
  readonly tools: readonly ToolSpec[];
  readonly mustAnswer: boolean;
  readonly call: CallContext;
  readonly timeoutMs?: number;
}

/**
 * Anthropic Messages. Retries live in the engine's step policy, never here: errors are mapped to RetryableError and
 * TerminalError. Answers are structured output validated by the task's schema; a misfit is asked again once.
 */
export class AnthropicLlm implements LlmPort {
  private readonly client: Anthropic;
  /** Tasks whose schema the API turned down; from then on it stands in the prompt. */
  private readonly schemaInPrompt = new Set<string>();

  constructor(private readonly options: AnthropicOptions) {
    this.client = new Anthropic({
      apiKey: options.apiKey,
      authToken: null,
      defaultHeaders: { ...WIRE_VERSION, 'x-api-key': options.apiKey, authorization: null },
      baseURL: options.baseUrl,
      maxRetries: 0,
      timeout: TIMEOUT_MS,
      logLevel: 'off',
    });
  }

  async ask<S extends z.ZodType>(
    task: PromptTask<S>,
    userText: string,
    call: CallContext,
  ): Promise<Metered<LlmAnswer<z.infer<S>>>> {
    const messages: MessageParam[] = [{ role: 'user', content: [{ type: 'text', text: userText }] }];
    const first = await this.send({ task, messages, tools: [], mustAnswer: false, call }, '');
    const { answer, exchange } = await this.answerOf(task, messages, first, { tools: [], call });
    return this.metered(task, 'ask', answer, exchange);
  }

  async turn<S extends z.ZodType>(
    task: PromptTask<S>,
    messages: readonly AgentMessage[],
    tools: readonly ToolSpec[],
    call: CallContext,
    options: { mustAnswer: boolean },
  ): Promise<Metered<AgentTurn<z.infer<S>>>> {
    const params = messageParams(messages);
    const first = await this.send({ task, messages: params, tools, mustAnswer: options.mustAnswer, call }, '');
    const calls = toolCallsOf(first.message);
    if (calls.length > 0 && !options.mustAnswer && first.message.stop_reason === 'tool_use') {
      const message: AgentMessage = { role: 'assistant', content: first.message.content };
      return this.metered(task, 'turn', { kind: 'tools', message, calls }, first);
    }
    const { answer, exchange } = await this.answerOf(task, params, first, { tools, call });
    return this.metered(task, 'turn', { kind: 'answer', answer }, exchange);
  }

  /** Worst case of a call: two exchanges, the second with the first one's answer in its prompt. */
  estimateMicroUsd(task: PromptTask, inputBytes: number): number {
    const exchange = (inputTokens: number): number =>
      llmCostMicroUsd(this.options.models[task.model], {
        cacheReadTokens: 0,
        cacheWrite1hTokens: 0,
        inputTokens,
        cacheWrite5mTokens: tokensAtMost(Buffer.byteLength(systemPrompt(task))),
        outputTokens: task.maxTokens,
      });
    const inputTokens = tokensAtMost(inputBytes);
    return exchange(inputTokens) + exchange(inputTokens + task.maxTokens);
  }

  /**
   * Validates an answer; a misfit is sent back once with what is wrong with it. When that second exchange can't be had,
   * the answer is malformed: the first one is paid for, and an error would make a retry pay for it again.
   */
  private async answerOf<S extends z.ZodType>(
    task: PromptTask<S>,
    messages: readonly MessageParam[],
    first: Exchange,
    options: { tools: readonly ToolSpec[]; call: CallContext },
  ): Promise<{ answer: LlmAnswer<z.infer<S>>; exchange: Exchange }> {
    const judged = judge(task, first.message);
    if (judged.kind !== 'misfit') return { answer: judged, exchange: first };
    const again: MessageParam[] = [
      ...messages,
      { role: 'assistant', content: textOf(first.message) === '' ? '(no answer)' : textOf(first.message) },
      {
        role: 'user',
        content: [
          { type: 'text', text: `Your answer could not be used: ${judged.problem}\nAnswer again in full, as asked.` },
        ],
      },
    ];
    const timeoutMs = Math.max(1, Math.floor(TIMEOUT_MS - first.tookMs));
    const second = await this.send({ task, messages: again, mustAnswer: true, timeoutMs, ...options }, '/again').catch(
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    if (second instanceof Error) {
      const reason = `${judged.problem}; it could not be asked again: ${second.message}`;
      return { answer: { kind: 'malformed', reason }, exchange: first };
    }
    const exchange = {
      ...second,
      usage: addUsage(first.usage, second.usage),
      costMicroUsd: first.costMicroUsd + second.costMicroUsd,
    };
    const verdict = judge(task, second.message);
    return { answer: verdict.kind === 'misfit' ? { kind: 'malformed', reason: verdict.problem } : verdict, exchange };
  }

  private async send(ask: Ask, keySuffix: string): Promise<Exchange> {
    try {
      return await this.post(ask, keySuffix);
    } catch (error) {
      if (!schemaTooComplex(error) || this.schemaInPrompt.has(ask.task.name))
        throw anthropicError(error, ask.call.signal);
      this.schemaInPrompt.add(ask.task.name);
      return this.post(ask, `${keySuffix}/plain`).catch((second: unknown) => {
        throw anthropicError(second, ask.call.signal);
      });
    }
  }

  private async post(
    { task, messages, tools, mustAnswer, call, timeoutMs = TIMEOUT_MS }: Ask,
    keySuffix: string,
  ): Promise<Exchange> {
    const startedAt = performance.now();
    const model = this.options.models[task.model];
    const schema = outputSchema(task.schema);
    const inPrompt = this.schemaInPrompt.has(task.name);
    const headers: Record<string, string> = { 'idempotency-key': `${call.idempotencyKey}${keySuffix}` };
    const baggage = this.options.baggage ? baggageHeader(call) : null;
    if (baggage !== null) headers['baggage'] = baggage;
    const message = await this.client.messages.create(
      {
        model,
        max_tokens: task.maxTokens,
        system: systemBlocks(task, inPrompt ? JSON.stringify(schema) : null),
        messages: [...messages],
        ...(inPrompt ? {} : { output_config: { format: { type: 'json_schema', schema } } }),
        ...(tools.length === 0
          ? {}
          : { tools: toolParams(tools), tool_choice: { type: mustAnswer ? 'none' : 'auto' } }),
      },
      { signal: call.signal, headers, timeout: timeoutMs },
    );
    // The SDK hands on whatever JSON came; a stand-in or proxy may send something else than a message.
    if (!Array.isArray(message.content) || typeof message.usage?.input_tokens !== 'number')
      throw noAnswer('Anthropic', 'an answer that is no message');
    const usage = usageOf(message);
    return { message, usage, costMicroUsd: llmCostMicroUsd(model, usage), tookMs: performance.now() - startedAt };
  }

  private metered<T>(task: PromptTask, operation: string, value: T, exchange: Exchange): Metered<T> {
    const { usage, costMicroUsd } = exchange;
    const units = { ...usage };
    return {
      value,
      costMicroUsd,
      usage: {
        provider: 'anthropic',
        model: this.options.models[task.model],
        operation: `${operation}:${task.name}`,
        units,
      },
    };
  }
}

function judge<S extends z.ZodType>(
  task: PromptTask<S>,
  message: Message,
): LlmAnswer<z.infer<S>> | { kind: 'misfit'; problem: string } {
  switch (message.stop_reason) {
    case 'refusal':
      return {
        kind: 'refused',
        reason: message.stop_details?.explanation ?? message.stop_details?.category ?? 'no reason given',
      };
    case 'max_tokens':
      return {
        kind: 'misfit',
        problem: `it was cut off after ${String(task.maxTokens)} tokens; give fewer or shorter items`,
      };
    case 'model_context_window_exceeded':
      return { kind: 'malformed', reason: 'the prompt does not fit the context window of the model' };
    default: {
      const parsed = parseAnswer(task.schema, textOf(message));
      return parsed.ok ? { kind: 'ok', value: parsed.value } : { kind: 'misfit', problem: parsed.problem };
    }
  }
}
