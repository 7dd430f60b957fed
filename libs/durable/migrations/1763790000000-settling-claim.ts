import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who reports the end of a run is told apart by a token of its own: the expiry changes whenever the claim is renewed. */
export class SettlingClaim1763790000000 implements MigrationInterface {
  readonly name = 'DurableSettlingClaim1763790000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE durable.run ADD COLUMN settling_claim uuid');
    await runner.query(`COMMENT ON SCHEMA durable IS 'revision 7'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE durable.run DROP COLUMN settling_claim');
    await runner.query(`COMMENT ON SCHEMA durable IS 'revision 6'`);
  }
}
