import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a fork changes and where it began, what people are asked at a gate, and what kind of thing a journaled step is.
 * `step_input` holds what an operator put in place of a step's own input; the step is journaled with it.
 */
export class ForkPoints1763770000000 implements MigrationInterface {
  readonly name = 'DurableForkPoints1763770000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  'ALTER TABLE durable.run ADD COLUMN forked_step text',
  'CREATE INDEX run_forks ON durable.run (forked_from) WHERE forked_from IS NOT NULL',
  `ALTER TABLE durable.step ADD COLUMN kind text NOT NULL DEFAULT 'work' CHECK (kind IN ('work','sleep','gate','children'))`,
  'ALTER TABLE durable.step_attempt ADD COLUMN first_at timestamptz NOT NULL DEFAULT clock_timestamp()',
  'ALTER TABLE durable.promise ADD COLUMN about json',
  `CREATE INDEX promise_pending ON durable.promise (expires_at) WHERE state = 'pending'`,
  `CREATE TABLE durable.step_input (
    run_id text NOT NULL,
    key text NOT NULL,
    input json NOT NULL,
    PRIMARY KEY (run_id, key)
  )`,
  `COMMENT ON SCHEMA durable IS 'revision 5'`,
];
const DOWN = [
  'DROP TABLE durable.step_input',
  'DROP INDEX durable.promise_pending',
  'ALTER TABLE durable.promise DROP COLUMN about',
  'ALTER TABLE durable.step_attempt DROP COLUMN first_at',
  'ALTER TABLE durable.step DROP COLUMN kind',
  'DROP INDEX durable.run_forks',
  'ALTER TABLE durable.run DROP COLUMN forked_step',
  `COMMENT ON SCHEMA durable IS 'revision 4'`,
];
