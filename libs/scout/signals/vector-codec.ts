/**
 * Embeddings in the journal: 32-bit floats in base64, a quarter of the size of their decimal text, so that a batch
 * stays small beside the other results of a run.
 */
export function encodeVector(vector: readonly number[]): string {
  const floats = Float32Array.from(vector);
  return Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength).toString('base64');
}

/** The vector that `encodeVector` wrote, to 32-bit precision. */
export function decodeVector(text: string): number[] {
  const bytes = Buffer.from(text, 'base64');
  const vector: number[] = [];
  for (let offset = 0; offset + 4 <= bytes.length; offset += 4) vector.push(bytes.readFloatLE(offset));
  return vector;
}
