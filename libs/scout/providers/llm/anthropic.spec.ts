import { z } from 'zod';
import type { PromptTask } from '../../prompts/task.js';
import { startRecordedServer, type Recorded, type RecordedServer } from '../eval/recorded-server.js';
import { AnthropicLlm } from './anthropic.js';

const call = { signal: new AbortController().signal, idempotencyKey: 'key-1', runId: 'austin-tx-1', step: 'ask' };
const task: PromptTask<z.ZodObject<{ name: z.ZodString; age: z.ZodNullable<z.ZodNumber> }>> = {
  name: 'read_person',
  version: 1,
  model: 'fast',
  instructions: 'Read the person.',
  schema: z.object({ name: z.string(), age: z.number().int().nullable() }),
  maxTokens: 500,
};
const usage = { input_tokens: 100, output_tokens: 10, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
const answer = (text: string, overrides: object = {}): Recorded => ({
  status: 200,
  body: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-haiku-4-5',
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage,
    ...overrides,
  },
});
const error = (status: number, type: string, message: string, headers?: Record<string, string>): Recorded => ({
  status,
  ...(headers === undefined ? {} : { headers }),
  body: { type: 'error', error: { type, message }, request_id: 'req_1' },
});

describe('Anthropic adapter', () => {
  let server: RecordedServer;
  afterEach(() => server.close());
  async function llm(...answers: Recorded[]): Promise<AnthropicLlm> {
    server = await startRecordedServer(answers);
    return new AnthropicLlm({
      apiKey: 'sk-very-secret',
      baseUrl: server.url,
      models: { fast: 'claude-haiku-4-5', smart: 'claude-sonnet-5' },
      baggage: true,
    });
  }
  const ask = async (...answers: Recorded[]) => (await llm(...answers)).ask(task, 'John is 30', call);

  it('sends task line, strict schema, cached prefix, idempotency key and baggage, and prices the usage', async () => {
    const result = await ask(answer('{"name":"John","age":30}'));
    expect(result).toMatchObject({ value: { kind: 'ok', value: { name: 'John', age: 30 } }, costMicroUsd: 150 });
    const [request] = server.seen;
    expect(request).toMatchObject({
      path: '/v1/messages',
      headers: {
        'idempotency-key': 'key-1',
        'x-api-key': 'sk-very-secret',
        baggage: 'scout.run=austin-tx-1,scout.step=ask',
      },
      body: {
        model: 'claude-haiku-4-5',
        max_tokens: 500,
        system: [
          { type: 'text', text: 'Task: read_person v1\n\nRead the person.', cache_control: { type: 'ephemeral' } },
        ],
        output_config: {
          format: {
            type: 'json_schema',
            schema: { type: 'object', additionalProperties: false, required: ['name', 'age'] },
          },
        },
      },
    });
    const { schema } = (request!.body as { output_config: { format: { schema: object } } }).output_config.format;
    expect(JSON.stringify(schema)).not.toMatch(/minimum|maximum|\$schema/);
    expect(JSON.stringify(request!.body)).not.toContain('temperature');
  });

  it('gives back an answer that does not fit, after one exchange, with what is wrong with it', async () => {
    const { value, costMicroUsd } = await ask(answer('{"name":"John"}'));
    expect(value).toMatchObject({
      kind: 'misfit',
      text: '{"name":"John"}',
      problem: expect.stringContaining('age') as string,
    });
    expect([costMicroUsd, server.seen.length]).toEqual([150, 1]);
  });

  it('sends such an answer back with the problem', async () => {
    const adapter = await llm(answer('{"name":"John","age":null}'));
    const misfit = { kind: 'misfit' as const, text: '{"name":"John"}', problem: 'age is missing' };
    const { value } = await adapter.ask(task, 'John is 30', call, misfit);
    expect(value).toEqual({ kind: 'ok', value: { name: 'John', age: null } });
    expect(server.seen[0]!.body).toMatchObject({
      messages: [
        { role: 'user', content: [{ text: 'John is 30' }] },
        { role: 'assistant', content: '{"name":"John"}' },
        { role: 'user', content: [{ text: expect.stringContaining('age is missing') as string }] },
      ],
    });
  });

  it('tells a cut-off answer apart, and a refusal from both', async () => {
    const cut = await ask(answer('{"name":"Jo', { stop_reason: 'max_tokens' }));
    expect(cut.value).toMatchObject({ kind: 'misfit', problem: expect.stringContaining('cut off') as string });
    await server.close();
    const refused = await ask(
      answer('', {
        content: [],
        stop_reason: 'refusal',
        stop_details: { type: 'refusal', category: 'cyber', explanation: 'not this' },
      }),
    );
    expect(refused.value).toEqual({ kind: 'refused', reason: 'not this' });
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    [error(429, 'rate_limit_error', 'slow down', { 'retry-after': '7' }), 'RetryableError', { delayMs: 7_000 }],
    [
      error(529, 'overloaded_error', 'Overloaded.'),
      'RetryableError',
      { delayMs: 5_000, message: expect.stringMatching(/Overloaded$/) as string },
    ],
    [error(500, 'api_error', 'Internal server error'), 'RetryableError', {}],
    [{ status: 502, body: '<html>bad gateway</html>' }, 'RetryableError', {}],
    [{ status: 200, body: '{"garbage": true}' }, 'RetryableError', {}],
    [{ status: 200, body: 'not json' }, 'RetryableError', {}],
    [error(401, 'authentication_error', 'invalid x-api-key'), 'TerminalError', { code: 'CREDENTIAL_REFUSED' }],
    [error(403, 'permission_error', 'no'), 'TerminalError', { code: 'CREDENTIAL_REFUSED' }],
    [error(400, 'invalid_request_error', 'prompt is too long'), 'TerminalError', { code: 'PROVIDER_REQUEST_REFUSED' }],
    [
      error(429, 'rate_limit_error', 'You have reached your specified API usage limits: spend limit.'),
      'TerminalError',
      { code: 'PROVIDER_SPEND_LIMIT' },
    ],
    [
      error(400, 'invalid_request_error', 'Your credit balance is too low'),
      'TerminalError',
      { code: 'PROVIDER_SPEND_LIMIT' },
    ],
  ] as [Recorded, string, object][])('maps %j', async (recorded, name, fields) => {
    const failure: unknown = await ask(recorded).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ name, ...fields });
    expect(String(failure)).not.toContain('sk-very-secret');
    expect(server.seen).toHaveLength(1);
  });

  it('tells the schema in words once the API finds it too complex, and remembers', async () => {
    const adapter = await llm(
      error(400, 'invalid_request_error', 'output_config.format.schema: the compiled grammar is too large'),
      answer('{"name":"A","age":1}'),
    );
    expect((await adapter.ask(task, 'x', call)).value.kind).toBe('ok');
    await adapter.ask(task, 'y', call);
    expect(server.seen.map((request) => 'output_config' in (request.body as object))).toEqual([true, false, false]);
    expect(JSON.stringify((server.seen[2]!.body as { system: object }).system)).toContain('additionalProperties');
  });

  it('stops with the reason of the abort', async () => {
    const adapter = await llm(answer('{}'));
    const signal = AbortSignal.abort(new Error('run was stopped'));
    await expect(adapter.ask(task, 'x', { ...call, signal })).rejects.toThrow('run was stopped');
  });

  it('lets an agent call tools, takes their results, and answers; the last turn may not call any', async () => {
    const toolUse = { type: 'tool_use', id: 'toolu_1', name: 'web_search', input: { query: 'heat' } };
    const adapter = await llm(
      answer('', { content: [{ type: 'thinking', thinking: 'hm', signature: 's' }, toolUse], stop_reason: 'tool_use' }),
      answer('{"name":"A","age":1}'),
    );
    const tools = [{ name: 'web_search', description: 'Searches', inputSchema: z.object({ query: z.string() }) }];
    const start = { role: 'user' as const, text: 'go' };
    const first = await adapter.turn(task, [start], tools, call, { mustAnswer: false });
    if (first.value.kind !== 'tools') throw new Error('expected tool calls');
    expect(first.value.calls).toEqual([{ id: 'toolu_1', name: 'web_search', input: { query: 'heat' } }]);
    const journaled = JSON.parse(JSON.stringify(first.value.message)) as typeof first.value.message;
    const results = { role: 'tools' as const, results: [{ id: 'toolu_1', text: 'nothing', isError: false }] };
    const last = await adapter.turn(task, [start, journaled, results], tools, call, { mustAnswer: true });
    expect(last.value).toEqual({ kind: 'answer', answer: { kind: 'ok', value: { name: 'A', age: 1 } } });
    expect(server.seen[1]!.body).toMatchObject({
      tool_choice: { type: 'none' },
      messages: [
        { role: 'user' },
        { role: 'assistant', content: [{ type: 'thinking', signature: 's' }, toolUse] },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: [{ type: 'text', text: 'nothing' }] }],
        },
      ],
    });
  });

  it('estimates at least what a call of that size costs', async () => {
    const adapter = await llm(answer('{}'));
    expect(adapter.estimateMicroUsd(task, 30_000)).toBeGreaterThanOrEqual(10_000 + 500 * 5);
  });
});
