import type { GraphDatabase } from '../database/graph-database.js';
import { readMigrations } from './migration-file.js';
import type { MigrationFile } from './migration-file.js';
import {
  APPLIED_MIGRATIONS,
  AWAIT_INDEXES,
  LOCK_KEY,
  MIGRATION_KEY,
  RECORD_MIGRATION,
  TAKE_LOCK,
} from './schema.statements.js';
import { ensureVectorIndexes } from './vector-indexes.js';

export interface MigrationReport {
  /** Names of the migrations applied now. */
  readonly applied: readonly string[];
  readonly alreadyApplied: number;
  /** Vector indexes made now, anew when the number of dimensions has changed. */
  readonly vectorIndexesCreated: readonly string[];
}
export interface MigrationOptions {
  /** Length of the embedder's vectors; up to 1024 share one index. Default 1024. */
  readonly vectorDimensions?: number;
  /** Default: the migrations of this library. */
  readonly migrations?: readonly MigrationFile[];
}

/** Thrown when a migration that was applied has changed since. */
export class ChangedMigration extends Error {
  override readonly name = 'ChangedMigration';
  constructor(file: string) {
    super(
      `Graph migration ${file} was changed after it was applied. Restore its text and put the change into a new migration.`,
    );
  }
}

/** Longest wait for another process that migrates, and for indexes to be filled. */
const LOCK_TIMEOUT_MS = 10 * 60_000;

/**
 * Brings the graph's schema up to date; safe to run at every boot of every process: one at a time does the work, the
 * others wait and find it done. Throws `ChangedMigration`, or the error of a statement, naming its file.
 */
export async function migrateGraph(db: GraphDatabase, options: MigrationOptions = {}): Promise<MigrationReport> {
  const migrations = options.migrations ?? (await readMigrations());
  await db.write(LOCK_KEY);
  await db.write(MIGRATION_KEY);
  // The lock is a node written in a transaction that stays open while others work: it is free again whatever happens.
  return db.inWriteTransaction(async (lock) => {
    await lock.run(TAKE_LOCK);
    const applied = await applyPending(db, migrations);
    const vectorIndexesCreated = await ensureVectorIndexes(db, options.vectorDimensions ?? 1024);
    if (applied.length > 0 || vectorIndexesCreated.length > 0) await db.read(AWAIT_INDEXES);
    return { applied, alreadyApplied: migrations.length - applied.length, vectorIndexesCreated };
  }, LOCK_TIMEOUT_MS);
}

/** Names of the migrations that this code knows and the graph does not have yet. Reads only. */
export async function pendingGraphMigrations(db: GraphDatabase): Promise<string[]> {
  const known = new Set(
    (await db.read<{ version: number; checksum: string }>(APPLIED_MIGRATIONS)).map(({ version }) => version),
  );
  return (await readMigrations()).filter(({ version }) => !known.has(version)).map(({ name }) => name);
}

async function applyPending(db: GraphDatabase, migrations: readonly MigrationFile[]): Promise<string[]> {
  const known = new Map(
    (await db.read<{ version: number; checksum: string }>(APPLIED_MIGRATIONS)).map((row) => [
      row.version,
      row.checksum,
    ]),
  );
  const changed = migrations.find(({ version, checksum }) => known.has(version) && known.get(version) !== checksum);
  if (changed !== undefined) throw new ChangedMigration(changed.name);
  const applied: string[] = [];
  for (const migration of migrations.filter(({ version }) => !known.has(version))) {
    await apply(db, migration);
    applied.push(migration.name);
  }
  return applied;
}

/** Schema statements cannot share a transaction with data: each runs alone, so each must bear being run again. */
async function apply(db: GraphDatabase, { version, name, checksum, statements }: MigrationFile): Promise<void> {
  for (const statement of statements) {
    try {
      await db.write(statement);
    } catch (cause) {
      throw new Error(`Graph migration ${name} failed at "${statement.slice(0, 120)}": ${String(cause)}`, { cause });
    }
  }
  await db.write(RECORD_MIGRATION, { version, name, checksum, now: new Date().toISOString() });
}
