import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { CallContext, EmbeddingPort, Metered, SimilarityThresholds } from '../providers/ports.js';

const KNOWN = `SELECT encode(text_hash, 'hex') AS hash, vector FROM archive.embedding
  WHERE model = $1 AND kind = $2 AND text_hash = ANY ($3::bytea[])`;
const REMEMBER = `INSERT INTO archive.embedding (model, kind, text_hash, vector)
  SELECT $1, $2, hash, vector FROM unnest($3::bytea[], $4::bytea[]) AS row (hash, vector) ON CONFLICT DO NOTHING`;

/**
 * An embedder that is asked once per text: vectors are kept as soon as they arrive, before the step that wanted them is
 * journaled, so that neither another phase nor a crash pays for the same text again.
 */
export class EmbeddingMemory implements EmbeddingPort {
  readonly model: string;
  readonly dimensions: number;
  readonly thresholds: SimilarityThresholds;

  constructor(
    private readonly embedder: EmbeddingPort,
    private readonly dataSource: DataSource,
  ) {
    ({ model: this.model, dimensions: this.dimensions, thresholds: this.thresholds } = embedder);
  }

  estimateMicroUsd(inputBytes: number): number {
    return this.embedder.estimateMicroUsd(inputBytes);
  }

  /** Vectors in the order of the texts, 32-bit precision. Costs what the unknown ones cost; nothing when all are known. */
  async embed(texts: readonly string[], kind: 'document' | 'query', call: CallContext): Promise<Metered<number[][]>> {
    const hashes = texts.map((text) => createHash('sha256').update(text).digest());
    const known = await this.known(kind, hashes);
    const missing = new Map(
      texts.flatMap((text, index) => {
        const hash = hashes[index];
        return hash === undefined || known.has(hash.toString('hex'))
          ? []
          : [[hash.toString('hex'), { text, hash }] as const];
      }),
    );
    const wanted = [...missing.values()];
    const answer =
      wanted.length === 0
        ? null
        : await this.embedder.embed(
            wanted.map(({ text }) => text),
            kind,
            call,
          );
    if (answer !== null) {
      const fresh = answer.value.map((vector) => Float32Array.from(vector));
      await this.dataSource.query(REMEMBER, [this.model, kind, wanted.map(({ hash }) => hash), fresh.map(bytesOf)]);
      wanted.forEach(({ hash }, index) => known.set(hash.toString('hex'), fresh[index] ?? new Float32Array()));
    }
    return {
      value: hashes.map((hash) => Array.from(known.get(hash.toString('hex')) ?? [])),
      costMicroUsd: answer?.costMicroUsd ?? 0,
      usage: answer?.usage ?? {
        provider: 'memory',
        model: this.model,
        operation: 'embed',
        units: { texts: texts.length },
      },
    };
  }

  private async known(kind: string, hashes: readonly Buffer[]): Promise<Map<string, Float32Array>> {
    const rows: { hash: string; vector: Buffer }[] = await this.dataSource.query(KNOWN, [this.model, kind, hashes]);
    return new Map(rows.map(({ hash, vector }) => [hash, floatsOf(vector)]));
  }
}

const bytesOf = (vector: Float32Array): Buffer => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);

function floatsOf(bytes: Buffer): Float32Array {
  // Copied: a slice of Node's buffer pool need not begin where a float may.
  return new Float32Array(new Uint8Array(bytes).buffer);
}
