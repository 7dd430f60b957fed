import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Columns for pausing, delayed starts and undoing; an index fewer on the busiest table. */
export class Steering1763720000000 implements MigrationInterface {
  readonly name = 'DurableSteering1763720000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `ALTER TABLE durable.run ADD COLUMN pause_requested_at timestamptz, ADD COLUMN start_at timestamptz,
     ADD COLUMN owes_undo boolean NOT NULL DEFAULT false`,
  `CREATE INDEX run_undispatched ON durable.run (parent_id, fan_scope, admitted) WHERE fan_scope IS NOT NULL AND status = 'queued' AND dispatch_seq = 0`,
  `CREATE INDEX run_finished ON durable.run (finished_at) WHERE parent_id IS NULL AND finished_at IS NOT NULL`,
  'CREATE INDEX step_blob_use ON durable.step (output_blob) WHERE output_blob IS NOT NULL',
  'CREATE INDEX run_blob_use ON durable.run (output_blob) WHERE output_blob IS NOT NULL',
  // Events are found by their number, or as unnumbered ones; nobody looks one up by its id.
  'ALTER TABLE durable.run_event DROP CONSTRAINT run_event_pkey',
];
const DOWN = [
  'ALTER TABLE durable.run_event ADD PRIMARY KEY (id)',
  'DROP INDEX durable.step_blob_use',
  'DROP INDEX durable.run_blob_use',
  'DROP INDEX durable.run_finished',
  'DROP INDEX durable.run_undispatched',
  'ALTER TABLE durable.run DROP COLUMN pause_requested_at, DROP COLUMN start_at, DROP COLUMN owes_undo',
];
