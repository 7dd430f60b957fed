import { DataSource } from 'typeorm';
import { openLab, type Lab } from '../../durable/testing/durable-lab.js';
import type { CallContext, EmbeddingPort } from '../providers/index.js';
import { archiveMigrations, EmbeddingMemory } from './index.js';

const call: CallContext = { signal: new AbortController().signal, idempotencyKey: 'k', runId: 'r-1x', step: 's' };
const thresholds = {
  refresh: 0.85,
  corroborate: 0.92,
  similar: 0.65,
  heat: 0.7,
  response: 0.4,
  situation: 0.6,
  duplicateTension: 0.85,
};

/** Counts what it is asked; a vector holds the text's length. */
function counting(): EmbeddingPort & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    model: 'length-1',
    dimensions: 2,
    thresholds,
    estimateMicroUsd: (chars) => chars,
    embed: (texts) => {
      asked.push(...texts);
      return Promise.resolve({
        value: texts.map((text) => [text.length, 0.5]),
        costMicroUsd: texts.length * 10,
        usage: { provider: 'test', model: 'length-1', operation: 'embed', units: { texts: texts.length } },
      });
    },
  };
}

describe('an embedder with a memory', () => {
  let lab: Lab;
  let source: DataSource;
  beforeAll(async () => {
    lab = await openLab({ routes: {} });
    source = await new DataSource({
      type: 'postgres',
      url: lab.pool.options.connectionString,
      migrations: archiveMigrations,
    }).initialize();
    await source.runMigrations();
  });
  afterAll(async () => {
    await source.destroy();
    await lab.close();
  });

  it('asks for a text once, whoever wants it, and pays for the new ones only', async () => {
    const embedder = counting();
    const first = await new EmbeddingMemory(embedder, source).embed(['one', 'three', 'one'], 'document', call);
    expect(first).toMatchObject({
      value: [
        [3, 0.5],
        [5, 0.5],
        [3, 0.5],
      ],
      costMicroUsd: 20,
    });
    const second = await new EmbeddingMemory(embedder, source).embed(['three', 'seventeen'], 'document', call);
    expect(second).toMatchObject({
      value: [
        [5, 0.5],
        [9, 0.5],
      ],
      costMicroUsd: 10,
    });
    const third = await new EmbeddingMemory(embedder, source).embed(['one', 'seventeen'], 'document', call);
    expect(third).toMatchObject({
      value: [
        [3, 0.5],
        [9, 0.5],
      ],
      costMicroUsd: 0,
    });
    expect(embedder.asked).toEqual(['one', 'three', 'seventeen']);
  });

  it('keeps queries apart from documents, and models apart from each other', async () => {
    const embedder = counting();
    const memory = new EmbeddingMemory(embedder, source);
    await memory.embed(['asked'], 'document', call);
    await memory.embed(['asked'], 'query', call);
    await new EmbeddingMemory({ ...embedder, model: 'length-2' }, source).embed(['asked'], 'query', call);
    expect(embedder.asked).toEqual(['asked', 'asked', 'asked']);
  });
});
