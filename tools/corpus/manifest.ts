import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { captureDay } from './capture-day.js';

const entry = z.object({
  region: z.string(),
  /** Path inside the folder; `.gz` is unpacked before it is served. */
  file: z.string(),
  contentType: z.string(),
  /** Some captures do not say where they come from. */
  url: z.url({ protocol: /^https?$/ }).nullish(),
  /** Some do not say when they were taken: it is then told from the dates they hold. */
  capturedOn: z.iso.date().nullish(),
});

/** One captured page of a corpus. */
export interface CorpusPage {
  readonly region: string;
  readonly file: string;
  readonly contentType: string;
  readonly url: string;
  readonly capturedOn: string;
}

/** Address of a capture that has none of its own; `.example` is nobody's. */
function inventedUrl(region: string, file: string): string {
  const path = file.replace(/\.gz$/, '').split(/[\\/]/).map(encodeURIComponent).join('/');
  return `https://captures-of-${region.replace(/[^a-z0-9-]/gi, '-').toLowerCase()}.example/${path}`;
}

/** The pages of a folder with `manifest.json`. Throws an error that says what is wrong with the folder. */
export async function readManifest(folder: string): Promise<readonly CorpusPage[]> {
  const path = join(folder, 'manifest.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`${folder} is not a corpus: it has no readable manifest.json.`, { cause });
  });
  const parsed = z.array(entry).safeParse(asJson(path, text));
  if (!parsed.success) throw new Error(`${path} is not a manifest: ${z.prettifyError(parsed.error)}`);
  return Promise.all(
    parsed.data.map(async (page) => ({
      region: page.region,
      file: page.file,
      contentType: page.contentType,
      url: page.url ?? inventedUrl(page.region, page.file),
      capturedOn:
        page.capturedOn ?? captureDay(await captureText(folder, page.file)) ?? new Date().toISOString().slice(0, 10),
    })),
  );
}

/** A capture as text, as far as it is one; empty when the file is missing or cut off (its request is then answered with an error). */
async function captureText(folder: string, file: string): Promise<string> {
  const bytes = await readFile(join(folder, file)).catch(() => Buffer.alloc(0));
  if (!file.endsWith('.gz') || bytes.length === 0) return bytes.toString('latin1');
  try {
    return gunzipSync(bytes).toString('latin1');
  } catch {
    return '';
  }
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
