export const LOCK_KEY = `CREATE CONSTRAINT graph_migration_lock IF NOT EXISTS FOR (n:GraphMigrationLock) REQUIRE n.name IS UNIQUE`;

export const MIGRATION_KEY = `CREATE CONSTRAINT graph_migration_version IF NOT EXISTS FOR (n:GraphMigration) REQUIRE n.version IS UNIQUE`;

export const TAKE_LOCK = `
MERGE (l:GraphMigrationLock {name: 'schema'})
SET l.taken_at = datetime()`;

export const APPLIED_MIGRATIONS = `
MATCH (m:GraphMigration)
RETURN m.version AS version, m.checksum AS checksum ORDER BY version`;

export const RECORD_MIGRATION = `
MERGE (m:GraphMigration {version: $version})
SET m.name = $name, m.checksum = $checksum, m.applied_at = datetime($now)`;

export const AWAIT_INDEXES = `CALL db.awaitIndexes(300)`;

export const VECTOR_INDEXES = `
SHOW VECTOR INDEXES YIELD name, options
RETURN name, options.indexConfig['vector.dimensions'] AS dimensions,
  options.indexConfig['vector.quantization.enabled'] AS quantized`;

/** Names are this library's own; index names and options take no parameters. */
export const dropIndex = (name: string): string => `DROP INDEX ${name} IF EXISTS`;

/** Not quantized: a quantized index answers with scores some thousandths off, and dedup decides by thresholds. */
export const createVectorIndex = (name: string, label: string, property: string, dimensions: number): string => `
CREATE VECTOR INDEX ${name} IF NOT EXISTS FOR (n:${label}) ON (n.${property})
OPTIONS {indexConfig: {\`vector.dimensions\`: ${dimensions}, \`vector.similarity_function\`: 'cosine',
  \`vector.quantization.enabled\`: false}}`;
