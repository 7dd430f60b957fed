import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, found from this file's place in it (source or dist). */
export const repository = ((): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package-lock.json'))) return folder;
    if (folder === dirname(folder))
      throw new Error('tools/stack lies outside its repository: no package-lock.json above it');
  }
})();

/** Where a built program lies, e.g. `built('apps/api/src/main.js')`. */
export function built(path: string): string {
  return join(repository, 'dist', path);
}
