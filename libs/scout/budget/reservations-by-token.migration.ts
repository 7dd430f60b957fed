import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A step may have several reservations, one for each call that it sent and nobody knows the end of, and each says which run it is booked for. What is
 * booked in the place of a reservation bears its token, so that what the call really cost can take its place.
 */
export class ReservationsByToken1763910000000 implements MigrationInterface {
  readonly name = 'ReservationsByToken1763910000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  'ALTER TABLE budget.reservation ADD COLUMN root_id text',
  `UPDATE budget.reservation v
      SET root_id = coalesce((SELECT r.root_id FROM durable.run r WHERE r.id = v.run_id), v.run_id)`,
  'ALTER TABLE budget.reservation ALTER COLUMN root_id SET NOT NULL',
  'ALTER TABLE budget.reservation DROP CONSTRAINT reservation_pkey',
  'ALTER TABLE budget.reservation ADD PRIMARY KEY (token)',
  'DROP INDEX budget.reservation_open',
  'CREATE INDEX reservation_open ON budget.reservation (region, expires_at)',
  'ALTER TABLE budget.ledger ADD COLUMN token uuid',
  'CREATE UNIQUE INDEX ledger_by_token ON budget.ledger (token) WHERE token IS NOT NULL',
];

const DOWN = [
  'DROP INDEX budget.ledger_by_token',
  'ALTER TABLE budget.ledger DROP COLUMN token',
  'DROP INDEX budget.reservation_open',
  'CREATE INDEX reservation_open ON budget.reservation (region, day)',
  `DELETE FROM budget.reservation v USING budget.reservation w
    WHERE w.run_id = v.run_id AND w.step_key = v.step_key AND w.token > v.token`,
  'ALTER TABLE budget.reservation DROP CONSTRAINT reservation_pkey',
  'ALTER TABLE budget.reservation ADD PRIMARY KEY (run_id, step_key)',
  'ALTER TABLE budget.reservation DROP COLUMN root_id',
];
