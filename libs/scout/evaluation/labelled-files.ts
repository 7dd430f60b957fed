import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const unpack = promisify<Uint8Array, Buffer>(gunzip);

/** Bytes of a labelled input; `.gz` is unpacked. Throws an error that names the file. */
export async function inputBytes(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new Error(`${path} can't be read: give the path of a labelled input.`, { cause });
  });
  return path.endsWith('.gz') ? unpack(bytes) : bytes;
}

/** Parsed JSON of a labelled input. */
export async function inputJson(path: string): Promise<unknown> {
  const text = new TextDecoder().decode(await inputBytes(path));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is not JSON.`, { cause });
  }
}

/** Files of a folder whose name ends in one of `endings`, sorted. A path to one file gives that file. */
export async function inputFiles(path: string, endings: readonly string[]): Promise<string[]> {
  const names = await readdir(path).catch(() => null);
  if (names === null) return [path];
  return names
    .filter((name) => endings.some((ending) => basename(name).endsWith(ending)))
    .toSorted()
    .map((name) => join(path, name));
}
