import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which page is read by whom in a run, and which text was read for signals before. */
export class PageReadings1763700200000 implements MigrationInterface {
  readonly name = 'PageReadings1763700200000';

  async up(runner: QueryRunner): Promise<void> {
    // Keyed by hash: an address may be longer than an index row.
    await runner.query(`CREATE TABLE archive.page_claim (
      root_id text NOT NULL,
      url_hash text NOT NULL,
      url text NOT NULL,
      run_id text NOT NULL,
      at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (root_id, url_hash)
    )`);
    await runner.query('CREATE INDEX page_claim_at ON archive.page_claim (at)');
    await runner.query(`CREATE TABLE archive.page_reading (
      region text NOT NULL,
      url_hash text NOT NULL,
      url text NOT NULL,
      content_hash text NOT NULL,
      reader text NOT NULL,
      run_id text NOT NULL,
      at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (region, url_hash)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE archive.page_claim, archive.page_reading');
  }
}
