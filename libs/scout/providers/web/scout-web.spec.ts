import { gzipSync } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startStubWeb, type StubWeb } from '../eval/stub-web.js';
import type { FetchOutcome } from '../ports.js';
import { GuardedFetch } from './guarded-fetch.js';
import { LocalHostTurns } from './host-turns.js';
import { FETCH_LIMITS } from './limits.js';
import { parseNetworks } from './networks.js';
import { Robots } from './robots.js';
import { ScoutWeb } from './scout-web.js';

const signal = new AbortController().signal;
const userAgent = 'CommunityScoutBot/0.1 (test)';
type Handler = (request: IncomingMessage, response: ServerResponse) => void;

describe('the web as phases see it', () => {
  let web: StubWeb;
  let pages: Record<string, Handler>;
  let robots: Handler;
  let seen: { url: string; headers: IncomingMessage['headers'] }[];
  let addresses: (host: string) => readonly string[];

  beforeEach(async () => {
    pages = {};
    seen = [];
    addresses = () => ['93.184.215.14'];
    robots = (_request, response) => response.writeHead(404).end();
    web = await startStubWeb(
      (host) => addresses(host),
      (request: IncomingMessage, response: ServerResponse) => {
        const url = `${request.headers.host ?? ''}${request.url ?? ''}`;
        seen.push({ url, headers: request.headers });
        const handler =
          request.url === '/robots.txt' ? robots : (pages[request.url ?? ''] ?? ((_q, r) => r.writeHead(404).end()));
        handler(request, response);
      },
    );
  });
  afterEach(() => web.close());

  function scout(options: { networks?: string; baggage?: boolean } = {}): ScoutWeb {
    const networks = options.networks === undefined ? null : parseNetworks(options.networks);
    const guard = new GuardedFetch(
      { resolver: web.resolver, connector: web.connector, gatewayNetworks: networks },
      FETCH_LIMITS,
    );
    return new ScoutWeb(guard, new Robots(guard, userAgent), new LocalHostTurns(), {
      userAgent,
      hostDelayMs: 0,
      baggage: options.baggage ?? false,
      clock: () => new Date('2026-11-21T10:00:00Z'),
    });
  }
  const get = (url: string, options: object = {}): Promise<FetchOutcome> => scout().fetch(url, { signal, ...options });
  const html =
    (text: string): Handler =>
    (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', etag: '"7"' }).end(text);

  it('gives a page with its text, headers and timing, asked for by an honest name', async () => {
    pages['/a?b=1'] = html('<p>Größe</p>');
    const page = await get('http://city.org/a?b=1');
    expect(page).toMatchObject({
      kind: 'page',
      status: 200,
      text: '<p>Größe</p>',
      charset: 'utf-8',
      contentType: 'text/html',
      fetchedAt: '2026-11-21T10:00:00.000Z',
    });
    expect(seen.map((request) => request.url)).toEqual(['city.org/robots.txt', 'city.org/a?b=1']);
    for (const request of seen) expect(request.headers['user-agent']).toBe(userAgent);
  });

  it('asks with what it knows and understands "not modified"', async () => {
    pages['/'] = (request, response) => {
      const known = request.headers['if-none-match'] === '"7"' && request.headers['if-modified-since'] === 'Sat';
      response.writeHead(known ? 304 : 200, { 'content-type': 'text/html' }).end();
    };
    expect((await get('http://city.org/', { etag: '"7"', lastModified: 'Sat' })).kind).toBe('not_modified');
    expect((await get('http://city.org/')).kind).toBe('page');
  });

  it('names run and step to the web only where that is asked for', async () => {
    pages['/'] = html('x');
    const onBehalfOf = { runId: 'austin-tx-1', step: 'fetch: a,b#1' };
    await scout({ baggage: true }).fetch('http://city.org/', { signal, onBehalfOf });
    await scout().fetch('http://city.org/', { signal, onBehalfOf });
    expect(seen.map((request) => request.headers['baggage'])).toEqual([
      'scout.run=austin-tx-1,scout.step=fetch%3A%20a%2Cb%231',
      'scout.run=austin-tx-1,scout.step=fetch%3A%20a%2Cb%231',
      undefined,
      undefined,
    ]);
  });

  it('obeys robots.txt, reads it once, and does not ask for what it forbids', async () => {
    robots = (_request, response) => response.writeHead(200).end('User-agent: CommunityScoutBot\nDisallow: /private\n');
    pages['/open'] = html('x');
    const bot = scout();
    expect(await bot.fetch('http://city.org/private/x', { signal })).toMatchObject({
      kind: 'refused',
      reason: 'robots',
    });
    expect((await bot.fetch('http://city.org/open', { signal })).kind).toBe('page');
    expect(seen.map((request) => request.url)).toEqual(['city.org/robots.txt', 'city.org/open']);
  });

  it.each([
    [404, 'page'],
    [403, 'page'],
    [429, 'failed'],
    [503, 'failed'],
  ])('with robots.txt answering %i a page is "%s"', async (status, kind) => {
    robots = (_request, response) => response.writeHead(status).end('User-agent: *\nDisallow: /');
    pages['/'] = html('x');
    const outcome = await get('http://city.org/');
    expect(outcome.kind).toBe(kind);
    if (outcome.kind === 'failed')
      expect(outcome).toMatchObject({ retryable: true, reason: `robots.txt unreachable: answered ${String(status)}` });
  });

  it('judges robots.txt of the host a redirect leads to', async () => {
    robots = (request, response) =>
      response.writeHead(200).end(request.headers.host === 'b.org' ? 'User-agent: *\nDisallow: /' : '');
    pages['/'] = (_request, response) => response.writeHead(302, { location: 'http://b.org/x' }).end();
    expect(await get('http://a.org/')).toMatchObject({ kind: 'refused', reason: 'robots' });
    expect(seen.map((request) => request.url)).not.toContain('b.org/x');
  });

  it.each([
    [500, true],
    [503, true],
    [429, true],
    [404, false],
    [410, false],
    [403, false],
  ])('reports status %i as failed, retryable: %s', async (status, retryable) => {
    pages['/'] = (_request, response) => response.writeHead(status, { 'retry-after': '7' }).end('sorry');
    expect(await get('http://city.org/')).toMatchObject({ kind: 'failed', status, retryable, retryAfterMs: 7_000 });
  });

  it.each([
    ['image/png', 'x', 'refused'],
    ['text/html', '\u0089PNG\r\n\u001a\n', 'refused'],
    ['application/zip', 'PK', 'refused'],
    ['application/octet-stream', 'BEGIN:VCALENDAR\r\n', 'text/calendar'],
    ['text/html', '%PDF-1.7 …', 'application/pdf'],
    ['application/pdf', '%PDF-1.4', 'application/pdf'],
    ['application/ld+json', '{}', 'application/ld+json'],
    ['application/atom+xml', '<feed/>', 'application/atom+xml'],
  ])('takes %s by its bytes (%j) as %s', async (contentType, body, expected) => {
    pages['/'] = (_request, response) =>
      response.writeHead(200, { 'content-type': contentType }).end(Buffer.from(body, 'latin1'));
    const outcome = await get('http://city.org/');
    if (expected === 'refused') expect(outcome).toMatchObject({ kind: 'refused', reason: 'content_type' });
    else expect(outcome).toMatchObject({ kind: 'page', contentType: expected });
    if (expected === 'application/pdf') expect(outcome).toMatchObject({ text: '' });
  });

  it('stops a page of 50 MB, announced or not, and a bomb, before they fill the memory', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'a');
    let sent = 0;
    pages['/stream'] = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const more = (): void => {
        while (sent < 50 && !response.destroyed) {
          sent += 1;
          if (!response.write(megabyte)) {
            response.once('drain', more);
            return;
          }
        }
        response.end();
      };
      more();
    };
    pages['/announced'] = (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-length': String(50 * 1024 * 1024) })
        .write(megabyte);
    pages['/bomb'] = (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(60 * 1024 * 1024)));
    for (const path of ['/stream', '/announced', '/bomb']) {
      expect(await get(`http://city.org${path}`)).toMatchObject({ kind: 'refused', reason: 'too_large' });
    }
    expect(sent).toBeLessThan(40);
  });

  it('reads gzip, and plain text that claims to be gzip; not three layers, not an unknown encoding', async () => {
    const encoded =
      (encoding: string, body: Buffer): Handler =>
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': encoding }).end(body);
    pages['/gzip'] = encoded('gzip', gzipSync('hello'));
    pages['/plain'] = encoded('gzip', Buffer.from('hello'));
    pages['/three'] = encoded('gzip, gzip, gzip', gzipSync(gzipSync(gzipSync('hello'))));
    pages['/odd'] = encoded('compress', Buffer.from('hello'));
    expect(await get('http://city.org/gzip')).toMatchObject({ text: 'hello' });
    expect(await get('http://city.org/plain')).toMatchObject({ text: 'hello' });
    expect(await get('http://city.org/three')).toMatchObject({ kind: 'failed', retryable: false });
    expect(await get('http://city.org/odd')).toMatchObject({ kind: 'failed', retryable: false });
  });

  it('follows five redirects and no more, relative ones too', async () => {
    for (let n = 0; n < 9; n += 1)
      pages[`/${String(n)}`] = (_request, response) => response.writeHead(302, { location: `${String(n + 1)}` }).end();
    pages['/9'] = html('end');
    expect(await get('http://city.org/4')).toMatchObject({ kind: 'page', finalUrl: 'http://city.org/9' });
    expect(await get('http://city.org/3')).toMatchObject({ kind: 'refused', reason: 'redirects' });
  });

  it('behind a gateway reaches its documentation addresses by name, and nothing else', async () => {
    pages['/'] = html('town');
    const bot = scout({ networks: '203.0.113.0/24' });
    addresses = () => ['203.0.113.7'];
    expect((await bot.fetch('https://council.town.example/', { signal })).kind).toBe('page');
    expect(await bot.fetch('http://203.0.113.7/', { signal })).toMatchObject({
      kind: 'refused',
      reason: 'private_address',
    });
    addresses = () => ['10.0.0.5'];
    expect(await bot.fetch('http://inside.town.example/', { signal })).toMatchObject({
      kind: 'refused',
      reason: 'private_address',
    });
    addresses = () => ['8.8.8.8'];
    expect(await bot.fetch('http://outside.org/', { signal })).toMatchObject({ kind: 'failed', retryable: false });
    expect(web.dials.map((dial) => dial.address)).toEqual(['203.0.113.7', '203.0.113.7']);
  });

  it('throws only for its own abort', async () => {
    pages['/'] = () => undefined;
    await expect(get('http://city.org/', { signal: AbortSignal.timeout(50) })).rejects.toThrow();
    expect(await get('not a url')).toMatchObject({ kind: 'refused', reason: 'invalid_url' });
  });
});
