import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Says on the schema which revision it has, so that code of another one refuses to start instead of failing later. */
export class Revision1763730000000 implements MigrationInterface {
  readonly name = 'DurableRevision1763730000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`COMMENT ON SCHEMA durable IS 'revision 2'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('COMMENT ON SCHEMA durable IS NULL');
  }
}
