import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Vectors of texts that were embedded before. */
export class Embeddings1763700300000 implements MigrationInterface {
  readonly name = 'Embeddings1763700300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE archive.embedding (
      model text NOT NULL,
      kind text NOT NULL,
      text_hash bytea NOT NULL,
      vector bytea NOT NULL,
      at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (model, kind, text_hash)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE archive.embedding');
  }
}
