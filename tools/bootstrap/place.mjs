import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A line about what is being done; on stderr, so that --json output stays clean. */
export function say(line) {
  process.stderr.write(`[setup] ${line}\n`);
}
