import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the reading of a claimed page ended, so that what was not read is known to the next run. */
export class PageClaimOutcomes1763700400000 implements MigrationInterface {
  readonly name = 'PageClaimOutcomes1763700400000';

  async up(runner: QueryRunner): Promise<void> {
    // Claims from before have no region: nobody knows how they ended, so nothing is owed of them.
    await runner.query(`ALTER TABLE archive.page_claim
      ADD COLUMN region text, ADD COLUMN source_id text, ADD COLUMN outcome text, ADD COLUMN reason text,
      ADD CONSTRAINT page_claim_outcome CHECK (outcome IN ('read', 'unreadable', 'owed'))`);
    await runner.query('CREATE INDEX page_claim_of_region ON archive.page_claim (region, url_hash, at DESC)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX archive.page_claim_of_region');
    await runner.query(`ALTER TABLE archive.page_claim
      DROP COLUMN region, DROP COLUMN source_id, DROP COLUMN outcome, DROP COLUMN reason`);
  }
}
