import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { built } from '../tools/stack/repository.js';
import { startSystem, type System } from './system/system.js';
import { truthOf } from './system/town.js';

jest.setTimeout(600_000);

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly records: readonly Record<string, unknown>[];
}

/** Runs `scout …` as its own process, without a terminal. */
function scout(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [built('apps/cli/src/main.js'), ...args],
      { env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 64e6 },
      (error, stdout, stderr) => {
        const records = args.includes('--json')
          ? stdout
              .split('\n')
              .filter((line) => line !== '')
              .map((line) => JSON.parse(line) as Record<string, unknown>)
          : [];
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr, records });
      },
    );
  });
}

describe('scout, the CLI', () => {
  let system: System;
  let region: { slug: string; query: string };
  let runId: string;

  beforeAll(async () => {
    system = await startSystem({ workers: 1, admin: false });
    ({ region } = await truthOf(system));
  });
  afterAll(() => system.stop());
  const here = (...args: string[]) => scout('--data', system.data, ...args);

  it('follows a run to its result', async () => {
    const { code, records } = await here('run', region.query, '--follow', '--json');
    const result = records.at(-1);
    expect(result).toMatchObject({ type: 'result', status: 'COMPLETED' });
    expect(Number(result?.spentMicroUsd)).toBeGreaterThan(0);
    expect(records.length).toBeGreaterThan(20);
    expect(code).toBe(0);
    runId = String(result?.runId);
  });

  it('prints the journal, a line per step', async () => {
    const { code, records } = await here('journal', runId, '--json');
    expect(code).toBe(0);
    expect(records.length).toBeGreaterThan(20);
    expect(Object.keys(records[0] ?? {})).toEqual([
      'key',
      'phase',
      'status',
      'attempts',
      'epoch',
      'startedAt',
      'endedAt',
      'costMicroUsd',
    ]);
  });

  it.each(['json', 'csv', 'geojson', 'ics'])('exports signals as %s', async (format) => {
    const { code, stdout } = await here('export', 'signals', '--region', region.slug, '--format', format);
    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(200);
    if (format === 'geojson') expect(JSON.parse(stdout)).toMatchObject({ type: 'FeatureCollection' });
    if (format === 'ics') expect(stdout).toMatch(/^BEGIN:VCALENDAR/);
  });

  it('says that everything is well, and what is not', async () => {
    expect((await here('doctor')).code).toBe(0);
    const nothing = await scout('--data', join(system.data, 'nothing'), 'doctor');
    expect(nothing.code).toBe(1);
    expect(nothing.stdout).toContain('fix: npm start');
  });

  it('prints a link that opens the dashboard once', async () => {
    const { code, stdout } = await here('sign-in-link');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^http\S+\/sign-in\?code=\S+\n$/)]);
  });

  it('ends with the status that says what went wrong', async () => {
    expect((await here('frobnicate')).code).toBe(2);
    const nonsense = await here('run', region.slug, '--phase', 'nonsense');
    expect(nonsense.code).toBe(2);
    expect(nonsense.stderr).toContain('The phases are: bootstrap, actor-discovery, scrape,');
    expect((await here('stop', region.slug)).code).toBe(3);
    expect((await here('run', 'Zzyzxqwv Nowhere')).code).toBe(6);
    expect((await here('journal', 'no-such-run-1')).code).toBe(6);
    expect((await scout('--data', join(system.data, 'nothing'), 'status')).code).toBe(7);
  });

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
