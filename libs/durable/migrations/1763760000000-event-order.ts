import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Events are read in the order of the transactions that wrote them, as soon as no earlier one is open. They were numbered after their commit
 * before: that wrote every event twice.
 */
export class EventOrder1763760000000 implements MigrationInterface {
  readonly name = 'DurableEventOrder1763760000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  // Events from before come first, in the order they had.
  'ALTER TABLE durable.run_event ADD COLUMN tx bigint NOT NULL DEFAULT 0',
  'ALTER TABLE durable.run_event ALTER COLUMN tx SET DEFAULT pg_current_xact_id()::text::bigint',
  'ALTER TABLE durable.run_event DROP COLUMN seq',
  'DROP SEQUENCE durable.event_seq',
  'ALTER TABLE durable.run_event ADD PRIMARY KEY (tx, id)',
  'CREATE INDEX run_event_of_root ON durable.run_event (root_id, tx, id)',
  'CREATE INDEX run_event_of_key ON durable.run_event (object_key, tx, id) WHERE object_key IS NOT NULL',
  // No row is updated any more.
  'ALTER TABLE durable.run_event RESET (fillfactor)',
  `COMMENT ON SCHEMA durable IS 'revision 4'`,
];
const DOWN = [
  'ALTER TABLE durable.run_event SET (fillfactor = 85)',
  'CREATE SEQUENCE durable.event_seq',
  'DROP INDEX durable.run_event_of_key',
  'DROP INDEX durable.run_event_of_root',
  'ALTER TABLE durable.run_event DROP CONSTRAINT run_event_pkey',
  'ALTER TABLE durable.run_event DROP COLUMN tx, ADD COLUMN seq bigint',
  'CREATE INDEX run_event_unnumbered ON durable.run_event (id) WHERE seq IS NULL',
  'CREATE UNIQUE INDEX run_event_order ON durable.run_event (seq) WHERE seq IS NOT NULL',
  'CREATE INDEX run_event_of_root ON durable.run_event (root_id, seq) WHERE seq IS NOT NULL',
  'CREATE INDEX run_event_of_key ON durable.run_event (object_key, seq) WHERE seq IS NOT NULL',
  `COMMENT ON SCHEMA durable IS 'revision 3'`,
];
