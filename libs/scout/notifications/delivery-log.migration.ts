import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was sent to whom, and how that went. */
export class NotificationDeliveries1763900000000 implements MigrationInterface {
  readonly name = 'NotificationDeliveries1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA IF NOT EXISTS notification');
    await runner.query(`CREATE TABLE notification.delivery (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      region text NOT NULL,
      run_id text NOT NULL,
      channel text NOT NULL,
      body jsonb NOT NULL,
      outcome text NOT NULL CHECK (outcome IN ('delivered', 'failed')),
      detail text,
      at timestamptz NOT NULL DEFAULT now()
    )`);
    await runner.query('CREATE INDEX delivery_of_region ON notification.delivery (region, id DESC)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA notification CASCADE');
  }
}
