import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pagesOf, readManifest } from './manifest.js';
import { serveCorpus, type CorpusServer } from './server.js';

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

function get(port: number, path: string, host: string): Promise<Answer> {
  return new Promise((done, fail) => {
    request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => {
        done({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    })
      .on('error', fail)
      .end();
  });
}

describe('a corpus served as the web', () => {
  let folder: string;
  let server: CorpusServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'corpus-'));
    await writeFile(join(folder, 'board.html.gz'), gzipSync('<h1>Board</h1>'));
    const page = { region: 'detroit-mi', contentType: 'text/html; charset=utf-8', capturedOn: '2020-01-06' };
    await writeFile(
      join(folder, 'manifest.json'),
      JSON.stringify([
        { ...page, file: 'board.html.gz', url: 'https://board.example.org/meetings?year=2020' },
        { ...page, file: '../outside.html', url: 'https://board.example.org/outside' },
      ]),
    );
    server = await serveCorpus(folder, await readManifest(folder), { memento: true });
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it('answers a captured URL with its bytes, type and time of capture', async () => {
    const answer = await get(server.port, '/meetings?year=2020', 'board.example.org');
    expect(answer).toMatchObject({ status: 200, body: '<h1>Board</h1>' });
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['memento-datetime']).toBe('Mon, 06 Jan 2020 00:00:00 GMT');
  });

  it('knows the addresses of its own hosts only', async () => {
    const known = await get(server.port, '/web/__dns?name=board.example.org', 'localhost');
    expect(JSON.parse(known.body)).toEqual({ addresses: ['198.51.100.1'] });
    expect((await get(server.port, '/web/__dns?name=other.example.org', 'localhost')).status).toBe(404);
  });

  it('has no other page', async () => {
    expect((await get(server.port, '/meetings?year=2021', 'board.example.org')).status).toBe(404);
    expect((await get(server.port, '/robots.txt', 'board.example.org')).status).toBe(404);
  });

  it('never serves a file outside its folder', async () => {
    const answer = await get(server.port, '/outside', 'board.example.org');
    expect(answer.status).toBe(500);
    expect(answer.body).toContain('outside the corpus');
  });

  it('names the regions it has when another one is asked for', async () => {
    const pages = await readManifest(folder);
    expect(() => pagesOf(pages, 'austin-tx')).toThrow(/It has: detroit-mi/);
  });
});
