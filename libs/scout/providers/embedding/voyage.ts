import { z } from 'zod';
import { embeddingCostMicroUsd, tokensAtMost } from '../../budget/price-table.js';
import { noAnswer } from '../http/provider-errors.js';
import { requestJson, type JsonEndpoint } from '../http/json-request.js';
import type { CallContext, EmbeddingPort, Metered, SimilarityThresholds } from '../ports.js';
import { thresholdsOf } from './thresholds.js';
import { EMBEDDING_DIMENSIONS, unitVector } from './vectors.js';

/** Voyage takes up to 1000 texts and 320 000 tokens a request; smaller batches lose less when one fails. */
const BATCH_TEXTS = 128;
const BATCH_CHARS = 400_000;

const answer = z.object({
  data: z.array(z.object({ embedding: z.array(z.number()), index: z.number().int() })),
  usage: z.object({ total_tokens: z.number() }),
});

/** Batches of at most 128 texts and 400 000 characters, in order. */
export function batches(texts: readonly string[]): string[][] {
  const all: string[][] = [];
  let batch: string[] = [];
  let chars = 0;
  for (const text of texts) {
    if (batch.length > 0 && (batch.length === BATCH_TEXTS || chars + text.length > BATCH_CHARS)) {
      all.push(batch);
      batch = [];
      chars = 0;
    }
    batch.push(text);
    chars += text.length;
  }
  return batch.length === 0 ? all : [...all, batch];
}

/** Voyage AI embeddings, 1024 dimensions. */
export class VoyageEmbedding implements EmbeddingPort {
  readonly dimensions = EMBEDDING_DIMENSIONS;
  readonly model: string;
  readonly thresholds: SimilarityThresholds;
  private readonly endpoint: JsonEndpoint;

  constructor(private readonly options: { apiKey: string; baseUrl: string; model: string; baggage: boolean }) {
    this.model = options.model;
    this.thresholds = thresholdsOf(options.model);
    this.endpoint = {
      provider: 'Voyage',
      credential: 'VOYAGE_API_KEY',
      headers: { authorization: `Bearer ${options.apiKey}` },
      timeoutMs: 60_000,
      baggage: options.baggage,
    };
  }

  async embed(texts: readonly string[], kind: 'document' | 'query', call: CallContext): Promise<Metered<number[][]>> {
    const vectors: number[][] = [];
    let tokens = 0;
    for (const [index, batch] of batches(texts).entries()) {
      const idempotencyKey = index === 0 ? call.idempotencyKey : `${call.idempotencyKey}/${String(index)}`;
      const given = await this.embedBatch(batch, kind, { ...call, idempotencyKey });
      vectors.push(...given.vectors);
      tokens += given.tokens;
    }
    return {
      value: vectors,
      costMicroUsd: embeddingCostMicroUsd(this.model, tokens),
      usage: { provider: 'voyage', model: this.model, operation: 'embed', units: { texts: texts.length, tokens } },
    };
  }

  estimateMicroUsd(inputBytes: number): number {
    return embeddingCostMicroUsd(this.model, tokensAtMost(inputBytes));
  }

  private async embedBatch(
    batch: readonly string[],
    kind: 'document' | 'query',
    call: CallContext,
  ): Promise<{ vectors: number[][]; tokens: number }> {
    const url = `${this.options.baseUrl.replace(/\/$/, '')}/v1/embeddings`;
    // An empty text is an error there; a space embeds as "nothing".
    const input = batch.map((text) => (text.trim() === '' ? ' ' : text));
    const body = { input, model: this.model, input_type: kind, output_dimension: this.dimensions, truncation: true };
    const { data, usage } = await requestJson(this.endpoint, { method: 'POST', url, body, answer }, call);
    const ordered = [...data].sort((a, b) => a.index - b.index).map((row) => row.embedding);
    if (ordered.length !== batch.length || ordered.some((vector) => vector.length !== this.dimensions))
      throw noAnswer(
        'Voyage',
        `${String(ordered.length)} vectors for ${String(batch.length)} texts, or not of ${String(this.dimensions)} dimensions`,
      );
    return { vectors: ordered.map(unitVector), tokens: usage.total_tokens };
  }
}
