import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const entry = z.object({
  region: z.string(),
  /** Path inside the folder; `.gz` is unpacked before it is served. */
  file: z.string(),
  contentType: z.string(),
  url: z.url({ protocol: /^https?$/ }),
  capturedOn: z.iso.date(),
});

/** One captured page of a corpus. */
export type CorpusPage = z.infer<typeof entry>;

/** The pages of a folder with `manifest.json`. Throws an error that says what is wrong with the folder. */
export async function readManifest(folder: string): Promise<readonly CorpusPage[]> {
  const path = join(folder, 'manifest.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`${folder} is not a corpus: it has no readable manifest.json.`, { cause });
  });
  const parsed = z.array(entry).safeParse(asJson(path, text));
  if (!parsed.success) throw new Error(`${path} is not a manifest: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function asJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is not JSON.`, { cause });
  }
}

/** The pages of one region. Throws an error that names the regions there are when it has none. */
export function pagesOf(pages: readonly CorpusPage[], region: string): readonly CorpusPage[] {
  const own = pages.filter((page) => page.region === region);
  if (own.length === 0) {
    const known = [...new Set(pages.map((page) => page.region))].sort().join(', ');
    throw new Error(`The corpus has no page of "${region}". It has: ${known}.`);
  }
  return own;
}
