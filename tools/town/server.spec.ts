import { request as httpRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { TownServer, type RunningTown } from './server.js';
import { NEIGHBOURS } from './world/neighbours.js';

let town: RunningTown;
beforeAll(async () => {
  town = await new TownServer({ now: new Date('2026-11-21T15:00:00Z') }).listen(0);
});
afterAll(() => town.close());
afterEach(() => fetch(`${town.url}/__faults`, { method: 'DELETE' }));

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}
/** A request with the page's own `Host`, as it comes through the gateway. */
const page = (host: string, path: string, headers: Record<string, string> = {}): Promise<Got> =>
  new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port: town.port, path, headers: { host, ...headers } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(town.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const message = (text: string) => ({
  model: 'claude-haiku-4-5',
  max_tokens: 100,
  messages: [{ role: 'user', content: text }],
});
const ANTHROPIC = { 'x-api-key': 'town', 'anthropic-version': '2023-06-01' };
interface Row {
  readonly n: number;
  readonly provider: string;
  readonly key: string;
  readonly billedMicroUsd: number;
  readonly runId: string | null;
  readonly step: string | null;
  readonly operation: string;
}
const calls = async (since = 0): Promise<Row[]> =>
  (await (await fetch(`${town.url}/__calls?since=${since}`)).text())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

describe('the web behind the gateway', () => {
  it('has its own DNS: documentation addresses, a private one to be refused, nothing for strangers', async () => {
    const names = async (name: string) => (await fetch(`${town.url}/web/__dns?name=${name}`)).json();
    expect(await names('cityofalderfalls.example')).toEqual({ addresses: ['203.0.113.10'] });
    expect(await names('intranet.oldtownhall.example')).toEqual({ addresses: ['10.0.0.5'] });
    expect(await names('admin.oldtownhall.example')).toEqual({ addresses: ['127.0.0.1'] });
    expect((await fetch(`${town.url}/web/__dns?name=example.com`)).status).toBe(404);
  });

  it('answers as the host that was asked for, with or without a port, tracking parameters or not', async () => {
    const plain = await page('cityofalderfalls.example', '/meetings');
    expect(plain.body.toString()).toContain('City Council meetings');
    const tracked = await page(`cityofalderfalls.example:${town.port}`, '/meetings?utm_source=homepage');
    expect(tracked.body.equals(plain.body)).toBe(true);
    expect((await page('cityofalderfalls.example', '/nothing')).status).toBe(404);
    expect((await page('unknown.example', '/')).status).toBe(502);
  });

  it('geocodes the towns around it, each at a place of its own', async () => {
    const found = await Promise.all(
      NEIGHBOURS.map(async ({ name }) => {
        const answer = await fetch(`${town.url}/nominatim/search?format=jsonv2&q=${encodeURIComponent(`${name}, WI`)}`);
        return ((await answer.json()) as { name: string; lat: string; lon: string }[])[0]!;
      }),
    );
    expect(found.map(({ name }) => name)).toEqual(NEIGHBOURS.map(({ name }) => name));
    expect(new Set(found.map(({ lat, lon }) => `${lat} ${lon}`)).size).toBe(NEIGHBOURS.length);
  });

  it('says 304 to who has the page already', async () => {
    const first = await page('cityofalderfalls.example', '/boards');
    const etag = String(first.headers['etag']);
    expect((await page('cityofalderfalls.example', '/boards', { 'if-none-match': etag })).status).toBe(304);
    expect((await page('cityofalderfalls.example', '/boards', { 'if-none-match': '"other"' })).status).toBe(200);
    const modified = String(first.headers['last-modified']);
    expect((await page('cityofalderfalls.example', '/boards', { 'if-modified-since': modified })).status).toBe(304);
  });

  it('compresses for who can unpack', async () => {
    const zipped = await page('alderfallscourier.example', '/', { 'accept-encoding': 'gzip' });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(zipped.body).toString()).toContain('Alder Falls Courier');
    expect((await page('alderfallscourier.example', '/')).headers['content-encoding']).toBeUndefined();
  });

  it('has what goes wrong on the web', async () => {
    expect((await page('oldtownhall.example', '/router')).headers['location']).toMatch(/^http:\/\/127\.0\.0\.1/);
    expect((await page('oldtownhall.example', '/cloud')).headers['location']).toMatch(/^http:\/\/169\.254\.169\.254/);
    expect((await page('oldtownhall.example', '/loop-a')).headers['location']).toContain('/loop-b');
    expect((await page('oldtownhall.example', '/archive')).status).toBe(500);
    expect((await page('oldtownhall.example', '/scans')).body).toHaveLength(50 * 1024 * 1024);
    expect((await page('oldtownhall.example', '/feed.xml')).body.toString()).toContain('<!ENTITY');
    expect((await page('oldtownhall.example', '/tour')).body.toString()).not.toContain('</html>');
    expect((await page('cityofalderfalls.example', '/departments/arts')).status).toBe(200);
    const wrong = await page('stbrendan.example', '/vigil');
    expect([wrong.headers['content-type'], wrong.body.includes(Buffer.from([0xe9]))]).toEqual([
      'text/html; charset=utf-8',
      true,
    ]);
    expect((await page('alderfallslibrary.example', '/robots.txt')).body.toString()).toContain('Disallow: /staff/');
    expect(
      (await page('cityofalderfalls.example', '/documents/sewer-rate-notice.pdf')).body.subarray(0, 5).toString(),
    ).toBe('%PDF-');
  });
});

describe('the call log', () => {
  it('names what was asked by a key, what it cost, and whose it was', async () => {
    const before = (await calls()).length;
    const baggage = {
      baggage: `other=1,scout.run=${encodeURIComponent('alder-falls-wi-7')},scout.step=${encodeURIComponent('search: a, b')}`,
    };
    const headers = { 'x-api-key': 'town', ...baggage };
    await post('/serper/search', { q: 'food', num: 10 }, headers);
    await post('/serper/search', { num: 10, q: 'food' }, headers);
    await post('/serper/search', { q: 'water', num: 10 });
    const rows = await calls(before);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({
      n: before + 1,
      provider: 'serper',
      operation: 'search',
      billedMicroUsd: 1000,
      runId: 'alder-falls-wi-7',
      step: 'search: a, b',
    });
    expect(rows[1]?.key).toBe(rows[0]?.key);
    expect(rows[2]?.key).not.toBe(rows[0]?.key);
    expect(rows[2]).toMatchObject({ billedMicroUsd: 0, runId: null, step: null });
  });

  it('logs page fetches and robots.txt for nothing', async () => {
    const before = (await calls()).length;
    await page('cityofalderfalls.example', '/robots.txt');
    await page('cityofalderfalls.example', '/');
    expect(
      (await calls(before)).map(({ provider, operation, billedMicroUsd }) => [provider, operation, billedMicroUsd]),
    ).toEqual([
      ['web', 'robots', 0],
      ['web', 'fetch', 0],
    ]);
  });
});

describe('faults', () => {
  const set = (faults: object) => post('/__faults', faults);

  it('give a status with retry-after, as often as asked, and bill nothing', async () => {
    await set({ anthropic: { status: 429, retryAfter: 7, times: 2 } });
    const before = (await calls()).length;
    const answers = [];
    for (let turn = 0; turn < 3; turn += 1)
      answers.push(await post('/anthropic/v1/messages', message('hello'), ANTHROPIC));
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 200]);
    expect(answers[0]?.headers.get('retry-after')).toBe('7');
    expect(await answers[0]?.json()).toMatchObject({ type: 'error', error: { type: 'rate_limit_error' } });
    expect((await calls(before)).map(({ billedMicroUsd }) => billedMicroUsd > 0)).toEqual([false, false, true]);
  });

  it('decline, cut answers in the middle, drop connections', async () => {
    await set({ anthropic: { refusal: true }, serper: { malformed: true }, voyage: { drop: true } });
    expect(await (await post('/anthropic/v1/messages', message('hello'), ANTHROPIC)).json()).toMatchObject({
      stop_reason: 'refusal',
      content: [],
    });
    const cut = await (await post('/serper/search', { q: 'food' }, { 'x-api-key': 'town' })).text();
    expect(() => JSON.parse(cut) as unknown).toThrow();
    await expect(
      post('/voyage/v1/embeddings', { model: 'voyage-3.5', input: 'a' }, { authorization: 'Bearer town' }),
    ).rejects.toThrow();
  });

  it('hang until the caller gives up', async () => {
    await set({ serper: { hang: true } });
    const asked = fetch(`${town.url}/serper/search`, {
      method: 'POST',
      body: '{"q":"food"}',
      headers: { 'x-api-key': 'town' },
      signal: AbortSignal.timeout(100),
    });
    await expect(asked).rejects.toThrow(/timeout|abort/i);
  });

  it('hit only what they match, and the web by its hosts', async () => {
    await set({ web: { status: 503, match: 'stbrendan.example' } });
    expect((await page('stbrendan.example', '/')).status).toBe(503);
    expect((await page('cityofalderfalls.example', '/')).status).toBe(200);
  });

  it('fail the same requests again for the same seed', async () => {
    const run = async (): Promise<number[]> => {
      await fetch(`${town.url}/__faults`, { method: 'DELETE' });
      await set({ nominatim: { errorRate: 0.5, status: 500 } });
      const statuses = [];
      for (let turn = 0; turn < 12; turn += 1) statuses.push((await fetch(`${town.url}/nominatim/search?q=x`)).status);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await run()).toEqual(first);
  });

  it('say what they do not understand', async () => {
    const refused = await set({ serper: { stauts: 500 } });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: expect.stringContaining('stauts') as string });
    expect((await set({ google: { status: 500 } })).status).toBe(400);
  });
});

describe('the truth', () => {
  it('lists what should be found, and apart from it what hostile pages plant', async () => {
    const truth = (await (await fetch(`${town.url}/__truth`)).json()) as {
      region: { query: string };
      signals: { injected?: boolean; id: string }[];
    };
    expect(truth.region.query).toBe('Alder Falls, WI');
    expect(truth.signals.filter(({ injected }) => injected === true)).toHaveLength(2);
    expect(truth.signals.map(({ id }) => id)).not.toContain('staff-schedule');
    expect(truth.signals.map(({ id }) => id)).not.toContain('opinion-meetings');
  });
});
