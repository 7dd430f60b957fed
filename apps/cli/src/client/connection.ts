import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CommandError, EXIT } from '../output/exit-codes.js';
import type { CliEnvironment } from '../config.js';

/** Where the API is and who asks. */
export interface Connection {
  readonly apiUrl: string;
  readonly token: string;
  readonly stackFile: string | null;
}

/** The part of `stack.json` that the CLI uses. */
export interface StackFile {
  readonly mode: string;
  readonly urls: Readonly<Record<string, string>>;
  /** Absent in files that only say where the API is. */
  readonly neo4j?: { readonly user: string; readonly password: string };
  readonly tokens: { readonly viewer: string; readonly operator: string; readonly admin: string };
  readonly processes: readonly { readonly role: string; readonly pid: number }[];
}

/** Reads `DIR/stack.json`. Throws a {@link CommandError} that says how to start the system when there is none. */
export async function readStackFile(dataDir: string): Promise<StackFile> {
  const path = join(resolve(dataDir), 'stack.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new CommandError(
      `No running system: ${path} does not exist.`,
      EXIT.unreachable,
      'Start one with `npm start`, name its folder with --data, or set SCOUT_API_URL and SCOUT_TOKEN.',
    );
  }
  try {
    return JSON.parse(text) as StackFile;
  } catch {
    throw new CommandError(
      `${path} is not readable JSON.`,
      EXIT.unreachable,
      'Stop the system and start it again with `npm start`.',
    );
  }
}

/** Environment first, then the stack file of `--data`. */
export async function connect(environment: CliEnvironment, dataDir: string): Promise<Connection> {
  if (environment.apiUrl !== null) {
    if (environment.token === null) {
      throw new CommandError(
        'SCOUT_API_URL is set, but SCOUT_TOKEN is not.',
        EXIT.auth,
        'Set SCOUT_TOKEN to an operator token.',
      );
    }
    return { apiUrl: environment.apiUrl, token: environment.token, stackFile: null };
  }
  const stack = await readStackFile(dataDir);
  const apiUrl = stack.urls.api;
  if (apiUrl === undefined)
    throw new CommandError(
      'The stack file names no API.',
      EXIT.unreachable,
      'Start the system again with `npm start`.',
    );
  return { apiUrl, token: environment.token ?? stack.tokens.operator, stackFile: join(resolve(dataDir), 'stack.json') };
}
