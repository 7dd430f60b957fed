import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const file = z.record(
  z.string(),
  z.array(z.object({ url: z.url({ protocol: /^https?$/ }), name: z.string().optional() })),
);

export interface CuratedSource {
  readonly url: string;
  readonly name?: string;
}
/** The operator's own list for a region; empty when there is none. */
export type CuratedSources = (region: string) => Promise<readonly CuratedSource[]>;

/**
 * Reads the operator's list from a JSON file `{ "austin-tx": [{ "url": "https://…", "name": "…" }] }` each time it is
 * asked, so that an edit counts in the next run. Without a path there is no list. A file that is missing or not of this
 * form throws an error that names it.
 */
export function curatedFromFile(path: string | undefined): CuratedSources {
  if (path === undefined) return () => Promise.resolve([]);
  return async (region) => {
    const parsed = file.safeParse(parse(path, await readFile(path, 'utf8')));
    if (!parsed.success) throw new Error(`${path} is not a list of curated sources: ${z.prettifyError(parsed.error)}`);
    return parsed.data[region] ?? [];
  };
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is not JSON.`, { cause });
  }
}
