import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { surroundings } from './surroundings.js';

/** The release (LTS) that the embedded stack runs; docker-compose.yml runs the same. */
export const NEO4J_VERSION = '5.26.25';

const ARTIFACTS = ['neo4j', 'neo4j-bolt'];
const run = promisify(execFile);

/**
 * The folder with Neo4j's jars, fetched with Maven when it is missing (about 120 MB, once per user: all clones and
 * instances share it).
 */
export async function neo4jJars(say: (line: string) => void): Promise<string> {
  const cache = surroundings.XDG_CACHE_HOME || join(homedir(), '.cache');
  const home = join(cache, 'community-scout', `neo4j-${NEO4J_VERSION}`);
  const lib = join(home, 'lib');
  if (existsSync(lib)) return lib;
  say(`fetching Neo4j ${NEO4J_VERSION} with Maven (once)`);
  // Fetched aside and moved into place: an interrupted fetch, or two at once, leave no half of a library.
  const aside = `${home}.${process.pid}`;
  mkdirSync(aside, { recursive: true });
  writeFileSync(join(aside, 'pom.xml'), pom());
  try {
    await run('mvn', ['-B', '-q', 'dependency:copy-dependencies', '-DoutputDirectory=lib', '-DincludeScope=runtime'], {
      cwd: aside,
    });
    if (!readdirSync(join(aside, 'lib')).some((name) => name.startsWith('neo4j-bolt-')))
      throw new Error('Maven fetched no neo4j-bolt');
    if (!existsSync(lib)) renameSync(aside, home);
  } catch (error) {
    const { stdout, message } = error as Error & { stdout?: string };
    throw new Error(
      `Neo4j could not be fetched with Maven. Check that Maven reaches its repository (~/.m2/settings.xml), then start again.\n${stdout || message}`,
      {
        cause: error,
      },
    );
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return lib;
}

function pom(): string {
  const dependencies = ARTIFACTS.map(
    (name) =>
      `<dependency><groupId>org.neo4j</groupId><artifactId>${name}</artifactId><version>${NEO4J_VERSION}</version></dependency>`,
  );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>scout</groupId><artifactId>neo4j-embedded</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>${dependencies.join('')}</dependencies></project>\n`;
}
