import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of the web archive. */
export class Archive1763700100000 implements MigrationInterface {
  readonly name = 'Archive1763700100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA archive CASCADE');
  }
}

const UP = [
  'CREATE SCHEMA IF NOT EXISTS archive',
  `CREATE TABLE archive.body (
    hash text PRIMARY KEY,
    deflated bytea NOT NULL,
    bytes int NOT NULL
  )`,
  // Deflated by us; a second compression by Postgres would only cost time.
  'ALTER TABLE archive.body ALTER COLUMN deflated SET STORAGE EXTERNAL',
  `CREATE TABLE archive.item (
    id uuid PRIMARY KEY,
    region text NOT NULL,
    run_id text,
    url text NOT NULL,
    final_url text,
    outcome text NOT NULL CHECK (outcome IN ('page','unchanged','refused','failed')),
    reason text,
    status int,
    headers jsonb,
    content_type text,
    charset text,
    body_hash text REFERENCES archive.body (hash),
    content_hash text,
    main_text text,
    title text,
    language text,
    etag text,
    last_modified text,
    same_as uuid REFERENCES archive.item (id),
    fetched_at timestamptz NOT NULL,
    elapsed_ms int,
    CHECK (outcome <> 'page' OR (content_hash IS NOT NULL AND body_hash IS NOT NULL AND main_text IS NOT NULL)),
    CHECK (outcome <> 'unchanged' OR same_as IS NOT NULL)
  )`,
  // Latest page of a URL; a URL may be longer than an index entry, so its hash stands for it.
  'CREATE INDEX item_latest ON archive.item (region, md5(url), fetched_at DESC)',
  'CREATE INDEX item_by_region ON archive.item (region, fetched_at DESC, id DESC)',
  'CREATE INDEX item_by_run ON archive.item (run_id)',
];
