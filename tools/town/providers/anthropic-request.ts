import { isRecord } from './provider.js';

interface Problem {
  readonly status: 400 | 404;
  readonly message: string;
}
const bad = (message: string): Problem => ({ status: 400, message });

const KNOWN_MODELS = /^claude-(?:\d|haiku|sonnet|opus|fable)/;
/** Models of late 2026: they take no temperature and no prefilled answer, and count their thinking. */
export const isLateModel = (model: string): boolean => /^claude-[a-z]+-5/.test(model);

/** What is wrong with a Messages request, in the words of the API; null when nothing is. */
export function messageProblem(body: Readonly<Record<string, unknown>>): Problem | null {
  const { model, max_tokens: maxTokens, messages } = body;
  if (typeof model !== 'string' || model === '') return bad('model: Field required');
  if (!KNOWN_MODELS.test(model)) return { status: 404, message: `model: ${model}` };
  if (typeof maxTokens !== 'number' || !Number.isInteger(maxTokens) || maxTokens < 1)
    return bad('max_tokens: Input should be greater than or equal to 1');
  if (body['stream'] === true) return bad('stream: this stand-in answers whole messages; send "stream": false');
  const late = isLateModel(model);
  if (late && body['temperature'] !== undefined) return bad('temperature: this model takes no temperature');
  if (!Array.isArray(messages) || messages.length === 0) return bad('messages: at least one message is required');
  return (
    messages.map(oneMessage).find((problem) => problem !== null) ??
    (late ? prefillProblem(messages) : null) ??
    strayResult(messages) ??
    outputProblem(body['output_config'])
  );
}

const BLOCKS = new Set(['text', 'tool_use', 'tool_result', 'thinking', 'redacted_thinking', 'image', 'document']);

function oneMessage(message: unknown, index: number): Problem | null {
  if (!isRecord(message)) return bad(`messages.${index}: Input does not match the expected shape.`);
  if (message['role'] !== 'user' && message['role'] !== 'assistant')
    return bad(`messages.${index}.role: Input should be 'user' or 'assistant'`);
  const content = message['content'];
  if (typeof content === 'string')
    return content === '' ? bad(`messages.${index}.content: text must not be empty`) : null;
  if (!Array.isArray(content)) return bad(`messages.${index}.content: Input should be a valid list`);
  for (const [at, block] of content.entries()) {
    const type: unknown = isRecord(block) ? block['type'] : undefined;
    if (typeof type !== 'string' || !BLOCKS.has(type))
      return bad(
        `messages.${index}.content.${at}: Input tag '${String(type)}' found using 'type' does not match any of the expected tags`,
      );
  }
  return null;
}

/** Prefilling the answer is refused by late models. */
function prefillProblem(messages: readonly unknown[]): Problem | null {
  const last = messages.at(-1);
  if (isRecord(last) && last['role'] === 'assistant')
    return bad('This model does not support assistant message prefill. The conversation must end with a user message.');
  return null;
}

/** Every tool result must belong to a tool use before it. */
function strayResult(messages: readonly unknown[]): Problem | null {
  const used = new Set<unknown>();
  for (const [index, message] of messages.entries()) {
    const content: unknown = isRecord(message) ? message['content'] : null;
    for (const block of Array.isArray(content) ? content.filter(isRecord) : []) {
      if (block['type'] === 'tool_use') used.add(block['id']);
      if (block['type'] === 'tool_result' && !used.has(block['tool_use_id']))
        return bad(
          `messages.${index}.content.0: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${String(block['tool_use_id'])}.`,
        );
    }
  }
  return null;
}

function outputProblem(config: unknown): Problem | null {
  if (config === undefined || config === null) return null;
  if (!isRecord(config)) return bad('output_config: Input should be an object');
  const format = config['format'];
  if (format === undefined || format === null) return null;
  if (!isRecord(format) || format['type'] !== 'json_schema' || !isRecord(format['schema']))
    return bad('output_config.format: expected {"type": "json_schema", "schema": {…}}');
  return looseObject(format['schema'], 'output_config.format.schema');
}

/** Structured output wants `additionalProperties: false` on every object. */
function looseObject(schema: unknown, path: string): Problem | null {
  if (Array.isArray(schema))
    return (
      schema.map((part, index) => looseObject(part, `${path}.${index}`)).find((problem) => problem !== null) ?? null
    );
  if (!isRecord(schema)) return null;
  if (schema['type'] === 'object' && schema['additionalProperties'] !== false)
    return bad(`${path}: For 'object' type, 'additionalProperties' must be explicitly set to false`);
  const nested = Object.entries(schema).filter(([, value]) => typeof value === 'object' && value !== null);
  return nested.map(([key, value]) => looseObject(value, `${path}.${key}`)).find((problem) => problem !== null) ?? null;
}
