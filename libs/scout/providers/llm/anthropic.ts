import Anthropic from '@anthropic-ai/sdk';
import type { z } from 'zod';
import { llmCostMicroUsd, tokensAtMost, type LlmUsage } from '../../budget/price-table.js';
import { systemPrompt, type PromptTask } from '../../prompts/task.js';
import { baggageHeader } from '../http/baggage.js';
import { noAnswer } from '../http/provider-errors.js';
import type { AgentMessage, AgentTurn, CallContext, LlmAnswer, LlmPort, Metered, Misfit, ToolSpec } from '../ports.js';
import { anthropicError, schemaTooComplex } from './anthropic-errors.js';
import { messageParams, systemBlocks, textOf, toolCallsOf, toolParams, usageOf } from './anthropic-messages.js';
import { outputSchema, parseAnswer } from './output-schema.js';

type Message = Anthropic.Messages.Message;
type MessageParam = Anthropic.Messages.MessageParam;

/** Shorter than a step's default timeout, so that a slow answer is told apart from a hung step. */
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
}
interface Ask {
  readonly task: PromptTask;
  readonly messages: readonly MessageParam[];
  readonly tools: readonly ToolSpec[];
  readonly mustAnswer: boolean;
  readonly call: CallContext;
}

/**
 * Anthropic Messages. Retries live in the engine's step policy, never here: errors are mapped to RetryableError and
 * TerminalError. A call is one exchange, so that each is journaled by itself: whether a misfit is asked again is the caller's affair.
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
    misfit?: Misfit,
  ): Promise<Metered<LlmAnswer<z.infer<S>>>> {
    const question: MessageParam = { role: 'user', content: [{ type: 'text', text: userText }] };
    const messages = [question, ...sentBack(misfit)];
    const exchange = await this.send({ task, messages, tools: [], mustAnswer: false, call });
    return this.metered(task, 'ask', judge(task, exchange.message), exchange);
  }

  async turn<S extends z.ZodType>(
    task: PromptTask<S>,
    messages: readonly AgentMessage[],
    tools: readonly ToolSpec[],
    call: CallContext,
    { mustAnswer, misfit }: { mustAnswer: boolean; misfit?: Misfit },
  ): Promise<Metered<AgentTurn<z.infer<S>>>> {
    const params = [...messageParams(messages), ...sentBack(misfit)];
    const final = mustAnswer || misfit !== undefined;
    const exchange = await this.send({ task, messages: params, tools, mustAnswer: final, call });
    const calls = toolCallsOf(exchange.message);
    if (calls.length > 0 && !final && exchange.message.stop_reason === 'tool_use') {
      const message: AgentMessage = { role: 'assistant', content: exchange.message.content };
      return this.metered(task, 'turn', { kind: 'tools', message, calls }, exchange);
    }
    return this.metered(task, 'turn', { kind: 'answer', answer: judge(task, exchange.message) }, exchange);
  }

  estimateMicroUsd(task: PromptTask, inputBytes: number): number {
    return llmCostMicroUsd(this.options.models[task.model], {
      cacheReadTokens: 0,
      cacheWrite1hTokens: 0,
      inputTokens: tokensAtMost(inputBytes),
      cacheWrite5mTokens: tokensAtMost(Buffer.byteLength(systemPrompt(task))),
      outputTokens: task.maxTokens,
    });
  }

  private async send(ask: Ask): Promise<Exchange> {
    try {
      return await this.post(ask, '');
    } catch (error) {
      if (!schemaTooComplex(error) || this.schemaInPrompt.has(ask.task.name))
        throw anthropicError(error, ask.call.signal);
      this.schemaInPrompt.add(ask.task.name);
      return this.post(ask, '/plain').catch((second: unknown) => {
        throw anthropicError(second, ask.call.signal);
      });
    }
  }

  private async post({ task, messages, tools, mustAnswer, call }: Ask, keySuffix: string): Promise<Exchange> {
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
      { signal: call.signal, headers, timeout: TIMEOUT_MS },
    );
    // The SDK hands on whatever JSON came; a stand-in or proxy may send something else than a message.
    if (!Array.isArray(message.content) || typeof message.usage?.input_tokens !== 'number')
      throw noAnswer('Anthropic', 'an answer that is no message');
    const usage = usageOf(message);
    return { message, usage, costMicroUsd: llmCostMicroUsd(model, usage) };
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

/** What goes back to the model with an answer that was of no use. */
function sentBack(misfit: Misfit | undefined): MessageParam[] {
  if (misfit === undefined) return [];
  const text = `Your answer could not be used: ${misfit.problem}\nAnswer again in full, as asked.`;
  return [
    { role: 'assistant', content: misfit.text === '' ? '(no answer)' : misfit.text },
    { role: 'user', content: [{ type: 'text', text }] },
  ];
}

function judge<S extends z.ZodType>(task: PromptTask<S>, message: Message): LlmAnswer<z.infer<S>> {
  const text = textOf(message);
  const misfit = (problem: string): Misfit => ({ kind: 'misfit', text, problem });
  switch (message.stop_reason) {
    case 'refusal':
      return {
        kind: 'refused',
        reason: message.stop_details?.explanation ?? message.stop_details?.category ?? 'no reason given',
      };
    case 'max_tokens':
      return misfit(`it was cut off after ${String(task.maxTokens)} tokens; give fewer or shorter items`);
    case 'model_context_window_exceeded':
      return { kind: 'malformed', reason: 'the prompt does not fit the context window of the model' };
    default: {
      const parsed = parseAnswer(task.schema, text);
      return parsed.ok ? { kind: 'ok', value: parsed.value } : misfit(parsed.problem);
    }
  }
}
