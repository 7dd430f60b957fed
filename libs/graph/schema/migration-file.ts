import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A versioned schema change. */
export interface MigrationFile {
  readonly version: number;
  readonly name: string;
  /** SHA-256 of the text without differences of line endings. */
  readonly checksum: string;
  readonly statements: readonly string[];
}

/** Beside this folder, in the sources as in the build. */
const FOLDER = fileURLToPath(new URL('../migrations/', import.meta.url));

/** All migrations in order; throws when two share a version or a name is not `V<number>__<words>.cypher`. */
export async function readMigrations(folder = FOLDER): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.cypher'));
  const migrations = await Promise.all(
    names.map(async (name) => parseMigration(name, await readFile(`${folder}/${name}`, 'utf8'))),
  );
  migrations.sort((a, b) => a.version - b.version);
  migrations.forEach(({ version, name }, i) => {
    if (migrations[i - 1]?.version === version)
      throw new Error(`Two graph migrations have version ${version}: renumber ${name}.`);
  });
  return migrations;
}

/** A migration of a file's name and text: statements end with `;` at the end of a line, `//` lines are comments. */
export function parseMigration(name: string, text: string): MigrationFile {
  const version = /^V(\d+)__[a-z0-9_]+\.cypher$/.exec(name)?.[1];
  if (version === undefined) throw new Error(`Graph migration "${name}" must be named V<number>__<words>.cypher.`);
  const normalised = text.replace(/\r\n/g, '\n').trim();
  const statements = normalised
    .replace(/^\s*\/\/.*$/gm, '')
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
  return {
    version: Number(version),
    name,
    checksum: createHash('sha256').update(normalised).digest('hex'),
    statements,
  };
}
