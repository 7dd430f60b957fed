import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX =
  'CREATE INDEX run_undispatched ON durable.run (parent_id, fan_scope, admitted) WHERE fan_scope IS NOT NULL';

/** Children that a retry leaves to their parent are not dispatched either: their number is below zero. */
export class UndispatchedAgain1763810000000 implements MigrationInterface {
  readonly name = 'DurableUndispatchedAgain1763810000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX durable.run_undispatched');
    await runner.query(`${INDEX} AND dispatch_seq <= 0`);
    await runner.query(`COMMENT ON SCHEMA durable IS 'revision 9'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('UPDATE durable.run SET dispatch_seq = 1 - dispatch_seq WHERE dispatch_seq < 0');
    await runner.query('DROP INDEX durable.run_undispatched');
    await runner.query(`${INDEX} AND dispatch_seq = 0`);
    await runner.query(`COMMENT ON SCHEMA durable IS 'revision 8'`);
  }
}
