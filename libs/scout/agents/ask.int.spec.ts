import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Json, RunId, Workflow } from '#durable';
import type { RegionScope } from '#graph';
import { openLab, type Lab } from '../../durable/testing/durable-lab.js';
import { Budget, budgetEntities, budgetMigrations, PaidSteps } from '../budget/index.js';
import type { PhaseContext } from '../phases/phase.js';
import { startRecordedServer, type Recorded, type RecordedServer } from '../providers/eval/recorded-server.js';
import { AnthropicLlm } from '../providers/llm/anthropic.js';
import { observedLlm, unobserved } from '../providers/observed.js';
import type { LlmPort } from '../providers/ports.js';
import { askLlm } from './ask.js';

const task = {
  name: 'read_person',
  version: 1,
  model: 'fast',
  instructions: 'Read the person.',
  schema: z.object({ name: z.string(), age: z.number() }),
  maxTokens: 500,
} as const;
const answer = (text: string): Recorded => ({
  status: 200,
  body: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-haiku-4-5',
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 100, output_tokens: 10 },
  },
});
const MISFIT = answer('{"name":"John"}');
const FIT = answer('{"name":"John","age":30}');

describe('a question to the model', () => {
  let lab: Lab;
  let source: DataSource;
  let budget: Budget;
  let server: RecordedServer;
  let llm: LlmPort;
  const workflow: Workflow = {
    name: 'ask',
    queue: 'ask',
    concurrency: 2,
    async run(durable) {
      const region = { slug: 'town' } as RegionScope;
      const services = { paid: new PaidSteps(budget) } as PhaseContext['services'];
      const question = { name: 'who', task, question: 'John is 30' };
      return (await askLlm({ durable, region, services }, llm, question)) as unknown as Json;
    },
  };

  beforeAll(async () => {
    lab = await openLab({ routes: { ask: 'ask' } });
    const url = lab.pool.options.connectionString;
    const tables = { entities: budgetEntities, migrations: budgetMigrations };
    source = await new DataSource({ type: 'postgres', url, ...tables }).initialize();
    await source.runMigrations();
    budget = new Budget(source, { dailyLimitMicroUsd: 0 });
    await lab.worker([workflow]);
  });
  afterEach(() => server.close());
  afterAll(async () => {
    await source.destroy();
    await lab.close();
  });

  async function asked(name: string, answers: readonly Recorded[]) {
    server = await startRecordedServer(answers);
    const models = { fast: 'claude-haiku-4-5', smart: 'claude-sonnet-5' };
    const adapter = new AnthropicLlm({ apiKey: 'k', baseUrl: server.url, models, baggage: false });
    llm = observedLlm(adapter, 'anthropic', unobserved);
    const id = name as RunId;
    await lab.client.start({ id, workflow: 'ask', input: null });
    const { output } = await lab.until(id, (run) => run.finishedAt !== null);
    const steps = await lab.client.steps(id, { first: 10 });
    return { output, steps: steps.map(({ key, costMicroUsd }) => [key, costMicroUsd]) };
  }

  it('is one step', async () => {
    const { output, steps } = await asked('ask-fit', [FIT]);
    expect(output).toEqual({ kind: 'answer', answer: { name: 'John', age: 30 } });
    expect(steps).toEqual([['who', 150]]);
  });

  it('that is not answered as asked is asked again in a step of its own: what the first answer cost is journaled before the second call', async () => {
    const { output, steps } = await asked('ask-misfit', [MISFIT, FIT]);
    expect(output).toMatchObject({ kind: 'answer', answer: { age: 30 } });
    expect(steps).toEqual([
      ['who', 150],
      ['who (again)', 150],
    ]);
    expect(JSON.stringify(server.seen[1]!.body)).toContain('Your answer could not be used');
    expect(await budget.spending({ rootId: 'ask-misfit' })).toMatchObject([{ calls: 2, costMicroUsd: 300 }]);
  });

  it('has no answer after two misfits, and is not asked a third time', async () => {
    const { output } = await asked('ask-never', [MISFIT]);
    expect(output).toMatchObject({ kind: 'none', because: 'malformed' });
    expect(server.seen).toHaveLength(2);
  });
});
