import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-time sign-in codes that were used. */
export class UsedSignInCodes1763800100000 implements MigrationInterface {
  readonly name = 'UsedSignInCodes1763800100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE audit.used_sign_in_code (
      digest text PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT now()
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit.used_sign_in_code');
  }
}
