import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs that were put aside are reported to their workflow too, so the index of what is owed a report covers them. */
export class SettleStuck1763740000000 implements MigrationInterface {
  readonly name = 'DurableSettleStuck1763740000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX durable.run_unsettled');
    await runner.query(
      `CREATE INDEX run_unsettled ON durable.run (finished_at)
        WHERE settled_at IS NULL AND status IN ('completed','failed','cancelled','needs_attention')`,
    );
    await runner.query(`COMMENT ON SCHEMA durable IS 'revision 3'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX durable.run_unsettled');
    await runner.query(
      `CREATE INDEX run_unsettled ON durable.run (finished_at) WHERE settled_at IS NULL AND status IN ('completed','failed','cancelled')`,
    );
    await runner.query(`COMMENT ON SCHEMA durable IS 'revision 2'`);
  }
}
