import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TownServer, type RunningTown } from './server.js';

/** The recorded answers of the real services, beside the repository. */
const WIRE = fileURLToPath(new URL('../../../shared/data/wire/', import.meta.url));
const recorded = existsSync(WIRE);
if (!recorded) process.stderr.write(`town: no recordings at ${WIRE}; the wire tests are skipped\n`);

type Json = Readonly<Record<string, unknown>>;
interface Interaction {
  readonly request: { readonly url: string; readonly body: Json };
  readonly response: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body: Json;
  };
}
const load = (file: string): unknown => JSON.parse(readFileSync(WIRE + file, 'utf8'));
const interactions = (file: string): Interaction[] => (load(file) as { interactions: Interaction[] }).interactions;

const kind = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);
/** Where our answer lacks a field of the recorded one or gives it another type. A null on either side fits any type. */
function misfits(ours: unknown, theirs: unknown, path = ''): string[] {
  if (kind(theirs) === 'null' || kind(ours) === 'null') return [];
  if (kind(ours) !== kind(theirs)) return [`${path}: ${kind(ours)} instead of ${kind(theirs)}`];
  if (Array.isArray(theirs))
    return Array.isArray(ours) && ours.length > 0 && theirs.length > 0 ? misfits(ours[0], theirs[0], `${path}[0]`) : [];
  if (typeof theirs !== 'object') return [];
  return Object.entries(theirs as Json).flatMap(([key, field]) =>
    key in (ours as Json) ? misfits((ours as Json)[key], field, `${path}.${key}`) : [`${path}.${key}: missing`],
  );
}

const without = (value: Json, ...names: readonly string[]): Json =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

let town: RunningTown;
beforeAll(async () => {
  town = await new TownServer({ now: new Date('2026-11-21T15:00:00Z') }).listen(0);
});
afterAll(() => town.close());
afterEach(() => fetch(`${town.url}/__faults`, { method: 'DELETE' }));

const ask = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(town.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
};
const KEY = { 'x-api-key': 'town', 'anthropic-version': '2023-06-01' };
const messages = (body: unknown, headers: Record<string, string> = KEY) => ask('/anthropic/v1/messages', body, headers);
const fault = (value: object) => ask('/__faults', value);
const TOOLS = ['web_search', 'read_page'].map((name) => ({
  name,
  input_schema: { type: 'object', properties: {}, additionalProperties: false },
}));

(recorded ? describe : describe.skip)('on the wire', () => {
  describe('Anthropic', () => {
    it.each([
      'text_basic.json',
      'text_system_prompt.json',
      'structured_output_config.json',
      'opus5_output_config.json',
    ])('answers the request of %s with its fields and headers', async (file) => {
      const [first] = interactions(`anthropic/${file}`);
      const ours = await messages(first!.request.body);
      expect(ours.status).toBe(first!.response.status);
      const { content: theirContent, ...theirs } = first!.response.body;
      const { content: ourContent, ...rest } = ours.body;
      expect(misfits(rest, theirs)).toEqual([]);
      const text = (content: unknown) => (content as Json[]).find(({ type }) => type === 'text');
      expect(misfits(text(ourContent), text(theirContent))).toEqual([]);
      const names = Object.keys(first!.response.headers ?? {}).filter((name) =>
        /^(anthropic-ratelimit|request-id|content-type)/.test(name),
      );
      expect(names.filter((name) => !ours.headers.has(name))).toEqual([]);
    });

    it('asks for a tool as the recorded turn does, and takes its result', async () => {
      const [first] = interactions('anthropic/tool_use_round_trip.json');
      const signal =
        '<item role="signal" id="s" type="aid">\nFree bottled water at Fire Station 2\nMill District\n</item>';
      const ours = await messages({
        model: 'claude-sonnet-5',
        max_tokens: 1000,
        system: 'Task: link_tension v1',
        messages: [{ role: 'user', content: signal }],
        tools: TOOLS,
      });
      expect(misfits(ours.body, first!.response.body).filter((misfit) => !misfit.includes('.input.'))).toEqual([]);
      expect(ours.body['stop_reason']).toBe('tool_use');
      const [, second] = interactions('anthropic/tool_use_round_trip.json');
      expect((await messages(second!.request.body)).status).toBe(second!.response.status);
    });

    it.each([
      ['error_400_bad_request.json', KEY],
      ['error_401.json', { ...KEY, 'x-api-key': 'invalid' }],
    ])('refuses as in %s', async (file, headers) => {
      const [first] = interactions(`anthropic/${file}`);
      const ours = await messages(first!.request.body, headers);
      expect(ours.status).toBe(first!.response.status);
      expect(misfits(ours.body, first!.response.body)).toEqual([]);
      expect(ours.body['error']).toMatchObject(first!.response.body['error'] as Json);
      expect(ours.headers.get('x-should-retry')).toBe(first!.response.headers?.['x-should-retry']);
    });

    it('does not know a model that there is not', async () => {
      const theirs = interactions('anthropic/error_404_model.json')[0]!.response;
      const ours = await messages({
        model: 'claude-does-not-exist',
        max_tokens: 1,
        messages: [{ role: 'user', content: 'x' }],
      });
      expect(ours.status).toBe(404);
      expect(ours.body['error']).toEqual(theirs.body['error']);
    });

    it('is overloaded and rate limited as documented', async () => {
      await fault({ anthropic: { status: 529 } });
      const ours = await messages({
        model: 'claude-haiku-4-5',
        max_tokens: 1,
        messages: [{ role: 'user', content: 'x' }],
      });
      expect(ours.status).toBe(529);
      expect(misfits(ours.body, load('anthropic/error_529_overloaded_body.json'))).toEqual([]);
      expect(ours.body['error']).toMatchObject({ type: 'overloaded_error', message: 'Overloaded' });
    });

    it('counts what a cached prefix saves', async () => {
      const [written, read] = interactions('anthropic/prompt_cache_write_read.json');
      const body = {
        model: 'claude-haiku-4-5',
        max_tokens: 10,
        system: [{ type: 'text', text: 'word '.repeat(2000), cache_control: { type: 'ephemeral' } }],
        messages: [{ role: 'user', content: 'x' }],
      };
      const usages = [(await messages(body)).body['usage'], (await messages(body)).body['usage']] as Json[];
      expect(misfits(usages[0], written!.response.body['usage'])).toEqual([]);
      expect(misfits(usages[1], read!.response.body['usage'])).toEqual([]);
      expect(usages[0]?.['cache_creation_input_tokens']).toBe(usages[1]?.['cache_read_input_tokens']);
      expect(usages[0]?.['cache_creation_input_tokens']).toBeGreaterThan(1000);
    });

    it('stops at max_tokens', async () => {
      const theirs = interactions('anthropic/text_max_tokens.json')[0]!.response.body;
      const ours = await messages({
        model: 'claude-haiku-4-5',
        max_tokens: 2,
        messages: [{ role: 'user', content: 'x' }],
      });
      expect(ours.body['stop_reason']).toBe(theirs['stop_reason']);
      expect((ours.body['usage'] as Json)['output_tokens']).toBe(2);
    });

    it('refuses a schema whose objects are open', async () => {
      const format = { type: 'json_schema', schema: { type: 'object', properties: {} } };
      const ours = await messages({
        model: 'claude-haiku-4-5',
        max_tokens: 9,
        messages: [{ role: 'user', content: 'x' }],
        output_config: { format },
      });
      expect(ours).toMatchObject({ status: 400, body: { error: { type: 'invalid_request_error' } } });
    });
  });

  describe('Voyage', () => {
    const embed = (body: unknown, key = 'town') =>
      ask('/voyage/v1/embeddings', body, { authorization: `Bearer ${key}` });

    it.each(['embed_documents.json', 'embed_query.json', 'embed_query_voyage4.json', 'embed_truncate.json'])(
      'answers the request of %s',
      async (file) => {
        const [first] = interactions(`voyage/${file}`);
        const ours = await embed(first!.request.body);
        expect(ours).toMatchObject({ status: 200 });
        expect(misfits(ours.body, first!.response.body)).toEqual([]);
        const [vector] = ours.body['data'] as { embedding: string }[];
        expect(Buffer.from(vector!.embedding, 'base64')).toHaveLength(1024 * 4);
      },
      60_000,
    );

    it('gives lists of numbers when no encoding is asked for, in the dimension asked for', async () => {
      const ours = await embed({ model: 'voyage-3.5', input: ['a', 'b'], output_dimension: 256 });
      expect(
        misfits(ours.body, {
          ...(load('voyage/embed_float_vercel.json') as Json),
          data: [{ object: '', embedding: [0], index: 0 }],
        }),
      ).toEqual([]);
      const [vector] = ours.body['data'] as { embedding: number[] }[];
      expect(vector!.embedding).toHaveLength(256);
      expect(Math.hypot(...vector!.embedding)).toBeCloseTo(1, 4);
    }, 60_000);

    it('refuses an unknown model, a batch too large and a wrong key', async () => {
      const theirs = interactions('voyage/error_400_model.json')[0]!;
      const ours = await embed(theirs.request.body);
      expect(ours.status).toBe(theirs.response.status);
      expect(misfits(ours.body, theirs.response.body)).toEqual([]);
      expect((await embed({ model: 'voyage-3.5', input: new Array<string>(1001).fill('a') })).status).toBe(400);
      expect((await embed({ model: 'voyage-3.5', input: 'a' }, 'invalid')).status).toBe(401);
    });
  });

  describe('Serper', () => {
    const search = (path: string, body: unknown, key = 'town') => ask(`/serper/${path}`, body, { 'x-api-key': key });

    it('gives organic results and news with the recorded fields', async () => {
      const organic = load('serper/search_organic.json') as { organic: Json[] };
      const ours = await search('search', { q: 'Alder Falls brown water', num: 5 });
      expect(ours.status).toBe(200);
      expect(misfits((ours.body['organic'] as Json[])[0], organic.organic[0])).toEqual([]);
      const news = load('serper/news_tesla.json') as { news: Json[]; searchParameters: Json };
      const told = await search('news', { q: 'Alder Falls brown water' });
      expect(misfits(told.body['searchParameters'], news.searchParameters)).toEqual([]);
      expect(misfits((told.body['news'] as Json[])[0], without(news.news[0]!, 'imageUrl'))).toEqual([]);
    });

    it('refuses a wrong key with 403 and an empty query with 400', async () => {
      expect(await search('search', { q: 'x' }, 'invalid')).toMatchObject({
        status: 403,
        body: { message: 'Unauthorized.', statusCode: 403 },
      });
      expect((await search('search', { q: ' ' })).status).toBe(400);
    });
  });

  describe('Nominatim', () => {
    const get = async (path: string) => (await fetch(`${town.url}/nominatim${path}`)).json() as Promise<unknown>;

    it.each(['search_poi_node.json', 'search_viewbox_bounded.json'])('gives the fields of %s', async (file) => {
      const [theirs] = (load(`nominatim/${file}`) as { response: { body: Json[] } }).response.body;
      const [ours] = (await get(
        '/search?format=jsonv2&q=Alder%20Falls%2C%20WI&addressdetails=1&extratags=1',
      )) as Json[];
      const { address: theirAddress, ...fields } = theirs!;
      expect(kind(ours!['address'])).toBe(kind(theirAddress));
      expect(misfits(ours, fields)).toEqual([]);
    });

    it('turns a coordinate into a place, and knows nothing else', async () => {
      const theirs = (load('nominatim/reverse_white_house.json') as { response: { body: Json } }).response.body;
      const ours = await get('/reverse?format=jsonv2&lat=44.1351&lon=-90.2262&addressdetails=1');
      expect(
        misfits(ours, { ...theirs, address: { road: '', city: '', state: '', country: '', country_code: '' } }),
      ).toEqual([]);
      expect(await get('/search?format=jsonv2&q=Springfield')).toEqual(
        (load('nominatim/search_empty.json') as { response: { body: Json[] } }).response.body,
      );
    });

    it.each(['Alder Falls, WI', 'alder-falls-wi', 'Alder Falls, Wisconsin', 'ALDER FALLS', 'Alder Falls, WI, USA'])(
      'knows the town as %s',
      async (name) => {
        expect(await get(`/search?format=jsonv2&q=${encodeURIComponent(name)}`)).toMatchObject([
          { name: 'Alder Falls', type: 'administrative' },
        ]);
      },
    );
  });

  describe('Apify', () => {
    const run = (path: string, body: unknown, token = 'town') =>
      ask(`/apify/v2/acts/${path}`, body, { authorization: `Bearer ${token}` });
    const reddit = { startUrls: [{ url: 'https://www.reddit.com/r/AlderFalls' }] };

    it('reads an account in one call, with the items of the platform', async () => {
      const ours = await run('apify~instagram-scraper/run-sync-get-dataset-items', {
        directUrls: ['https://www.instagram.com/alderfallsmutualaid/'],
      });
      expect(ours.status).toBe(201);
      const [readme] = readFileSync(`${WIRE}apify/instagram_items_readme.txt`, 'utf8').split('----- next block -----');
      const theirs = without(JSON.parse(readme!) as Json, '#debug', 'queryUsername');
      expect(misfits((ours.body as unknown as Json[])[0], theirs)).toEqual([]);
      const posts = await run('trudax~reddit-scraper-lite/run-sync-get-dataset-items', reddit);
      expect((posts.body as unknown as Json[])[0]).toMatchObject({ dataType: 'post', communityName: 'r/AlderFalls' });
    });

    it('starts a run, tells how it stands, and gives its items', async () => {
      const started = await run('trudax~reddit-scraper-lite/runs', reddit);
      const object = started.body['data'] as Json;
      const theirs = (load('apify/run_object_documented.json') as { data: Json }).data;
      expect(Object.keys(object).filter((key) => !(key in theirs))).toEqual([]);
      const get = async (path: string) =>
        (await fetch(`${town.url}/apify/v2/${path}?token=town`)).json() as Promise<unknown>;
      expect(await get(`actor-runs/${String(object['id'])}`)).toMatchObject({ data: { status: 'SUCCEEDED' } });
      expect(await get(`datasets/${String(object['defaultDatasetId'])}/items`)).toHaveLength(5);
    });

    it('refuses in the documented words', async () => {
      const theirs = load('apify/errors_documented_bodies.json') as Record<string, { body: Json }>;
      expect((await run('trudax~reddit-scraper-lite/runs', reddit, 'invalid')).body).toEqual(
        theirs['Unauthorized']?.body,
      );
      const missing = await fetch(`${town.url}/apify/v2/actor-runs/none?token=town`);
      expect([missing.status, await missing.json()]).toEqual([404, theirs['NotFound']?.body]);
      await fault({ apify: { status: 429 } });
      expect(
        misfits((await run('trudax~reddit-scraper-lite/runs', reddit)).body, theirs['TooManyRequests']?.body),
      ).toEqual([]);
    });
  });
});
