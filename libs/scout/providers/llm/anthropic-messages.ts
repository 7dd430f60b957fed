import type Anthropic from '@anthropic-ai/sdk';
import { z } from 'zod';
import type { LlmUsage } from '../../budget/price-table.js';
import { systemPrompt, type PromptTask } from '../../prompts/task.js';
import type { AgentMessage, ToolCall, ToolSpec } from '../ports.js';

type Message = Anthropic.Messages.Message;
type MessageParam = Anthropic.Messages.MessageParam;

/** The system prompt as one cached block: it is the stable prefix of every call of a task. */
export function systemBlocks(task: PromptTask, schemaInWords: string | null): Anthropic.Messages.TextBlockParam[] {
  const text =
    schemaInWords === null
      ? systemPrompt(task)
      : `${systemPrompt(task)}\n\nAnswer with one JSON object and nothing else. It must fit this JSON schema:\n${schemaInWords}`;
  return [{ type: 'text', text, cache_control: { type: 'ephemeral' } }];
}

export function toolParams(tools: readonly ToolSpec[]): Anthropic.Messages.Tool[] {
  return tools.map((tool) => {
    const schema = { ...z.toJSONSchema(tool.inputSchema), type: 'object' as const };
    delete schema.$schema;
    return { name: tool.name, description: tool.description, input_schema: schema };
  });
}

/** A journaled conversation as the API takes it. Assistant content goes back unchanged, thinking signatures included. */
export function messageParams(messages: readonly AgentMessage[]): MessageParam[] {
  return messages.map((message): MessageParam => {
    switch (message.role) {
      case 'user':
        return { role: 'user', content: [{ type: 'text', text: message.text }] };
      case 'assistant':
        return { role: 'assistant', content: message.content as Anthropic.Messages.ContentBlockParam[] };
      case 'tools':
        return {
          role: 'user',
          content: message.results.map((result) => ({
            type: 'tool_result',
            tool_use_id: result.id,
            content: [{ type: 'text', text: result.text }],
            is_error: result.isError,
          })),
        };
    }
  });
}

/** All text of an answer, in order; other blocks (thinking, tools) are not text. */
export function textOf(message: Message): string {
  return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

export function toolCallsOf(message: Message): ToolCall[] {
  return message.content.flatMap((block) =>
    block.type === 'tool_use' ? [{ id: block.id, name: block.name, input: asRecord(block.input) }] : [],
  );
}

function asRecord(input: unknown): Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? { ...input } : {};
}

/** Usage numbers of an answer. Without the split by lifetime, cache writes count as 5-minute ones (the default we ask for). */
export function usageOf(message: Message): LlmUsage {
  const { usage } = message;
  const writes = usage.cache_creation_input_tokens ?? 0;
  const hourly = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0;
  return {
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    cacheReadTokens: usage.cache_read_input_tokens ?? 0,
    cacheWrite5mTokens: Math.max(0, writes - hourly),
    cacheWrite1hTokens: hourly,
  };
}
