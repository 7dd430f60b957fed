import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indexes hold only the rows that are looked up by them: a run's row is written three times at least, each time with an entry in every index that
 * covers it. And questions about the children that are open, or not dispatched, have an index that the planner can't take for the one of all
 * children: it did, and every ending child of a fan-out looked at all the others.
 */
export class LeanerIndexes1763780000000 implements MigrationInterface {
  readonly name = 'DurableLeanerIndexes1763780000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  'ALTER TABLE durable.run DROP CONSTRAINT run_idempotency_key_key',
  'CREATE UNIQUE INDEX run_idempotency_key ON durable.run (idempotency_key) WHERE idempotency_key IS NOT NULL',
  'DROP INDEX durable.run_newest_of_key',
  'CREATE INDEX run_newest_of_key ON durable.run (object_key, admitted) WHERE parent_id IS NULL AND object_key IS NOT NULL',
  'DROP INDEX durable.run_waiting_for_key',
  `CREATE INDEX run_waiting_for_key ON durable.run (object_key, admitted)
     WHERE parent_id IS NULL AND object_key IS NOT NULL AND status = 'queued'`,
  'DROP INDEX durable.run_children',
  'CREATE INDEX run_children ON durable.run (parent_id) WHERE parent_id IS NOT NULL',
  'DROP INDEX durable.run_open_children',
  `CREATE INDEX run_open_children ON durable.run (parent_id, fan_scope)
     WHERE parent_id IS NOT NULL AND status IN ('queued','running','suspended','paused','cancelling')`,
  'DROP INDEX durable.run_undispatched',
  'CREATE INDEX run_undispatched ON durable.run (parent_id, fan_scope, admitted) WHERE fan_scope IS NOT NULL AND dispatch_seq = 0',
  'CREATE INDEX run_flow_children ON durable.run (flow_parent) WHERE flow_parent IS NOT NULL',
  `COMMENT ON SCHEMA durable IS 'revision 6'`,
];
const DOWN = [
  'DROP INDEX durable.run_flow_children',
  'DROP INDEX durable.run_undispatched',
  `CREATE INDEX run_undispatched ON durable.run (parent_id, fan_scope, admitted)
     WHERE fan_scope IS NOT NULL AND status = 'queued' AND dispatch_seq = 0`,
  'DROP INDEX durable.run_open_children',
  `CREATE INDEX run_open_children ON durable.run (parent_id) WHERE parent_id IS NOT NULL
     AND status IN ('queued','running','suspended','paused','cancelling')`,
  'DROP INDEX durable.run_children',
  'CREATE INDEX run_children ON durable.run (parent_id, fan_scope) WHERE parent_id IS NOT NULL',
  'DROP INDEX durable.run_waiting_for_key',
  `CREATE INDEX run_waiting_for_key ON durable.run (object_key, admitted) WHERE parent_id IS NULL AND status = 'queued'`,
  'DROP INDEX durable.run_newest_of_key',
  'CREATE INDEX run_newest_of_key ON durable.run (object_key, admitted) WHERE parent_id IS NULL',
  'DROP INDEX durable.run_idempotency_key',
  'ALTER TABLE durable.run ADD CONSTRAINT run_idempotency_key_key UNIQUE (idempotency_key)',
  `COMMENT ON SCHEMA durable IS 'revision 5'`,
];
