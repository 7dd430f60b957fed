import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { scout } from './system/cli.js';

jest.setTimeout(600_000);

describe('scout replay', () => {
  it('replays a folder of captured pages on a system of its own', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'corpus-e2e-'));
    try {
      await mkdir(join(folder, 'pages'));
      const event = {
        '@context': 'https://schema.org',
        '@type': 'Event',
        name: 'Library board meeting',
        startDate: '2020-02-18T18:30:00-05:00',
        endDate: '2020-02-18T20:00:00-05:00',
        location: { '@type': 'Place', name: 'Main Library, 5201 Woodward Avenue' },
      };
      await writeFile(
        join(folder, 'pages/library.html'),
        `<!doctype html><title>Library</title><script type="application/ld+json">${JSON.stringify(event)}</script>
         <h1>Library board meeting</h1><p>The library board meets on February 18, 2020 at 6:30 PM at Main Library, 5201 Woodward Avenue.</p>`,
      );
      await writeFile(
        join(folder, 'manifest.json'),
        JSON.stringify([
          {
            region: 'detroit-mi',
            file: 'pages/library.html',
            contentType: 'text/html; charset=utf-8',
            url: 'https://library.example.org/board',
            capturedOn: '2020-02-01',
          },
        ]),
      );
      const { code, records, stderr } = await scout('replay', folder, '--region', 'detroit-mi', '--json');
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
      const gathering = records.find((record) => record.type === 'gathering');
      expect(gathering).toMatchObject({
        title: 'Library board meeting',
        sourceUrl: 'https://library.example.org/board',
      });
      expect(Date.parse(String(gathering?.startsAt))).toBe(Date.parse('2020-02-18T18:30:00-05:00'));
      expect(String(gathering?.quote).length).toBeGreaterThan(10);
      expect(records.at(-1)).toMatchObject({ type: 'result', status: 'COMPLETED' });
      expect((await scout('replay', folder, '--region', 'austin-tx')).code).toBe(2);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
