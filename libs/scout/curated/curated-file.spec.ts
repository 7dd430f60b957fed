import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { curatedFromFile } from './curated-file.js';

describe('the curated list', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'curated-'));
    path = join(folder, 'curated.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives the sources of one region', async () => {
    await writeFile(path, JSON.stringify({ 'austin-tx': [{ url: 'https://example.org/events', name: 'Events' }] }));
    const curated = curatedFromFile(path);
    expect(await curated('austin-tx')).toEqual([{ url: 'https://example.org/events', name: 'Events' }]);
    expect(await curated('other-tx')).toEqual([]);
  });

  it('sees an edit without a restart', async () => {
    const curated = curatedFromFile(path);
    await writeFile(path, '{}');
    expect(await curated('austin-tx')).toEqual([]);
    await writeFile(path, JSON.stringify({ 'austin-tx': [{ url: 'https://example.org/' }] }));
    expect(await curated('austin-tx')).toHaveLength(1);
  });

  it('is empty without a file name', async () => {
    expect(await curatedFromFile(undefined)('austin-tx')).toEqual([]);
  });

  it('names the file that is not JSON, and the one whose address is not of the web', async () => {
    await writeFile(path, 'not json');
    await expect(curatedFromFile(path)('austin-tx')).rejects.toThrow(path);
    await writeFile(path, JSON.stringify({ 'austin-tx': [{ url: 'file:///etc/passwd' }] }));
    await expect(curatedFromFile(path)('austin-tx')).rejects.toThrow(/not a list of curated sources/);
  });
});
