import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), 'Launcher.java');
const run = promisify(execFile);

/** The folder with our launcher's class, compiled once beside Neo4j's jars: `java Launcher.java` would compile it at every start. */
export async function neo4jLauncher(jars: string): Promise<string> {
  const hash = createHash('sha256').update(readFileSync(SOURCE)).digest('hex').slice(0, 12);
  const classes = join(dirname(jars), `launcher-${hash}`);
  if (existsSync(classes)) return classes;
  const aside = `${classes}.${process.pid}`;
  mkdirSync(aside, { recursive: true });
  try {
    // The compiler of the Java that runs Neo4j; a program called javac need not be there.
    const path = readdirSync(jars)
      .map((jar) => join(jars, jar))
      .join(delimiter);
    await run('java', [
      '-m',
      'jdk.compiler/com.sun.tools.javac.Main',
      '--release',
      '17',
      '-cp',
      path,
      '-d',
      aside,
      SOURCE,
    ]);
    renameSync(aside, classes);
  } catch (cause) {
    // Another start was quicker.
    if (existsSync(classes)) return classes;
    const { stderr, message } = cause as Error & { stderr?: string };
    throw new Error(`Neo4j's launcher could not be compiled; Java 17 is needed.\n${stderr || message}`, { cause });
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return classes;
}
