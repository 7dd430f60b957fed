import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of the cost ledger and its reservations. */
export class Budget1763700200000 implements MigrationInterface {
  readonly name = 'Budget1763700200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA budget CASCADE');
  }
}

const UP = [
  'CREATE SCHEMA IF NOT EXISTS budget',
  `CREATE TABLE budget.ledger (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    region text NOT NULL,
    run_id text NOT NULL,
    root_id text NOT NULL,
    step_key text NOT NULL,
    n int NOT NULL DEFAULT 0,
    provider text NOT NULL,
    model text NOT NULL,
    operation text NOT NULL,
    units jsonb NOT NULL DEFAULT '{}',
    cost_micro_usd bigint NOT NULL CHECK (cost_micro_usd >= 0),
    day date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
    at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (run_id, step_key, n)
  )`,
  'CREATE INDEX ledger_spent ON budget.ledger (region, day) INCLUDE (cost_micro_usd)',
  'CREATE INDEX ledger_by_root ON budget.ledger (root_id)',
  `CREATE TABLE budget.reservation (
    run_id text NOT NULL,
    step_key text NOT NULL,
    token uuid NOT NULL,
    region text NOT NULL,
    amount_micro_usd bigint NOT NULL CHECK (amount_micro_usd >= 0),
    day date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (run_id, step_key)
  )`,
  'CREATE INDEX reservation_open ON budget.reservation (region, day)',
];
