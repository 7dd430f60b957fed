import type { MigrationInterface, QueryRunner } from 'typeorm';

const UNSETTLED = `settled_at IS NULL AND status IN ('completed','failed','cancelled','needs_attention')`;

/** Ends that are owed a report are looked for by kind: those of kinds without `onSettled` stay unreported, and must not be read each time. */
export class UnsettledByKind1763800000000 implements MigrationInterface {
  readonly name = 'DurableUnsettledByKind1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX durable.run_unsettled');
    await runner.query(`CREATE INDEX run_unsettled ON durable.run (kind, finished_at) WHERE ${UNSETTLED}`);
    await runner.query(`COMMENT ON SCHEMA durable IS 'revision 8'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX durable.run_unsettled');
    await runner.query(`CREATE INDEX run_unsettled ON durable.run (finished_at) WHERE ${UNSETTLED}`);
    await runner.query(`COMMENT ON SCHEMA durable IS 'revision 7'`);
  }
}
