import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PromptTask } from '../prompts/task.js';
import { VoyageEmbedding } from './embedding/voyage.js';
import { startRecordedServer, type Recorded, type RecordedServer, type SeenRequest } from './eval/recorded-server.js';
import { NominatimGeocoding } from './geocoding/nominatim.js';
import { AnthropicLlm } from './llm/anthropic.js';
import { SerperSearch } from './search/serper.js';
import { ApifySocial } from './social/apify.js';

/** Recorded answers of the real services lie beside the repository; where they are absent these tests are skipped, by name. */
const wire = join(process.cwd(), '..', 'shared', 'data', 'wire');
const withRecordings = existsSync(wire) ? describe : describe.skip;

const call = { signal: new AbortController().signal, idempotencyKey: 'k', runId: 'r', step: 's' };
interface Interaction {
  request: { headers?: Record<string, string>; body?: Record<string, unknown> };
  response: Recorded;
}
const read = (path: string): string => readFileSync(join(wire, path), 'utf8');
const interactions = (path: string): Interaction[] =>
  (JSON.parse(read(path)) as { interactions: Interaction[] }).interactions;
const first = (path: string): Interaction => interactions(path)[0]!;
const fieldsOf = (requests: readonly Interaction[]): Set<string> =>
  new Set(requests.flatMap(({ request }) => Object.keys(request.body ?? {})));

withRecordings('recorded answers (skipped where ../shared/data/wire is absent)', () => {
  let server: RecordedServer;
  const serve = async (...answers: Recorded[]): Promise<string> => {
    server = await startRecordedServer(answers);
    return server.url;
  };
  afterEach(() => server.close());
  const sent = (): SeenRequest => server.seen[0]!;

  describe('Anthropic', () => {
    const person = z.object({ name: z.string(), age: z.number().int() });
    const task: PromptTask<typeof person> = {
      name: 't',
      version: 1,
      model: 'fast',
      instructions: 'x',
      schema: person,
      maxTokens: 100,
    };
    const adapter = (baseUrl: string) =>
      new AnthropicLlm({
        apiKey: 'k',
        baseUrl,
        models: { fast: 'claude-haiku-4-5', smart: 'claude-sonnet-5' },
        baggage: false,
      });

    it('reads a structured answer and its usage, and sends only fields the service is known to take', async () => {
      const llm = adapter(await serve(first('anthropic/structured_output_config.json').response));
      const result = await llm.ask(task, 'John, 30', call);
      expect(result.value).toEqual({ kind: 'ok', value: { name: 'John', age: 30 } });
      expect(result.costMicroUsd).toBe(181 + 12 * 5);
      const recorded = readdirSync(join(wire, 'anthropic')).filter(
        (name) => name.endsWith('.json') && !name.startsWith('vercel') && !name.includes('_body'),
      );
      const known = fieldsOf(recorded.flatMap((name) => interactions(`anthropic/${name}`) ?? []));
      expect(Object.keys(sent().body as object).filter((field) => !known.has(field))).toEqual([]);
      expect(sent().headers['anthropic-version']).toBe('2023-06-01');
    });

    it('charges what was written to and read from the cache', async () => {
      const [, readBack] = interactions('anthropic/prompt_cache_write_read.json');
      const llm = adapter(await serve(readBack!.response));
      const result = await llm.ask({ ...task, schema: z.object({}) as never }, 'x', call);
      expect(result.usage.units['cacheReadTokens']).toBe(7351 * server.seen.length);
    });

    it('reads tool calls, one and two at once', async () => {
      for (const file of ['tool_use_round_trip', 'tool_use_parallel']) {
        const llm = adapter(await serve(first(`anthropic/${file}.json`).response));
        const { value } = await llm.turn(
          task,
          [{ role: 'user', text: 'x' }],
          [{ name: 'weather', description: 'd', inputSchema: z.object({}) }],
          call,
          { mustAnswer: false },
        );
        expect(value.kind === 'tools' && value.calls.length).toBe(file.endsWith('parallel') ? 2 : 1);
        if (file !== 'tool_use_parallel') await server.close();
      }
    });

    it.each([
      ['error_401', 'TerminalError'],
      ['error_401_invalid_key', 'TerminalError'],
      ['error_400_bad_request', 'TerminalError'],
      ['error_400_context_length', 'TerminalError'],
      ['error_400_output_config', 'TerminalError'],
      ['error_404_model', 'TerminalError'],
    ])('takes %s as %s', async (file, name) => {
      const llm = adapter(await serve(first(`anthropic/${file}.json`).response));
      await expect(llm.ask(task, 'x', call)).rejects.toMatchObject({ name });
    });

    it('takes an overload as worth another try', async () => {
      const llm = adapter(await serve({ status: 529, body: read('anthropic/error_529_overloaded_body.json') }));
      await expect(llm.ask(task, 'x', call)).rejects.toMatchObject({ name: 'RetryableError' });
    });
  });

  it('Voyage: sends the recorded field names and reads vectors in the order of their index', async () => {
    const vector = (n: number): number[] => Array.from({ length: 1024 }, (_, at) => (at === n ? 2 : 0));
    const recorded = first('voyage/embed_documents.json');
    const body = {
      ...(recorded.response.body as object),
      data: [1, 0].map((index) => ({ object: 'embedding', index, embedding: vector(index) })),
      usage: { total_tokens: 1_000 },
    };
    const voyage = new VoyageEmbedding({
      apiKey: 'k',
      baseUrl: await serve({ ...recorded.response, body }),
      model: 'voyage-3.5',
      baggage: false,
    });
    const result = await voyage.embed(['hello', 'world'], 'document', call);
    expect(result.value.map((given) => given.indexOf(1))).toEqual([0, 1]);
    expect(result.costMicroUsd).toBe(60);
    const known = fieldsOf(
      readdirSync(join(wire, 'voyage'))
        .filter((name) => name.startsWith('embed_') && !name.includes('vercel'))
        .flatMap((name) => interactions(`voyage/${name}`)),
    );
    expect(Object.keys(sent().body as object).filter((field) => !known.has(field))).toEqual([]);
    expect(sent().headers.authorization).toBe('Bearer k');
  });

  it('Voyage: an unknown model is terminal', async () => {
    const voyage = new VoyageEmbedding({
      apiKey: 'k',
      baseUrl: await serve(first('voyage/error_400_model.json').response),
      model: 'nonexistent',
      baggage: false,
    });
    await expect(voyage.embed(['x'], 'query', call)).rejects.toMatchObject({ name: 'TerminalError' });
  });

  it('Serper: reads organic results and news, dates optional', async () => {
    const serper = new SerperSearch({
      apiKey: 'k',
      baseUrl: await serve(
        { status: 200, body: read('serper/search_organic.json') },
        { status: 200, body: read('serper/news_tesla.json') },
        { status: 200, body: read('serper/search_knowledge_graph.json') },
      ),
      baggage: false,
    });
    const organic = await serper.search('q', { count: 10 }, call);
    expect(organic.value).toHaveLength(9);
    expect(organic.value[0]).toMatchObject({
      position: 1,
      date: 'Jan 29, 2023',
      url: expect.stringContaining('pagesix.com') as string,
    });
    expect(organic.costMicroUsd).toBe(1_000);
    const news = await serper.search('q', { count: 2, kind: 'news' }, call);
    expect(news.value.map((item) => item.position)).toEqual([1, 2]);
    expect((await serper.search('q', { count: 10 }, call)).value.length).toBeGreaterThan(0);
    expect(server.seen.map((request) => request.path)).toEqual(['/search', '/news', '/search']);
    expect(sent()).toMatchObject({ method: 'POST', headers: { 'x-api-key': 'k' }, body: { q: 'q', num: 10 } });
  });

  it('Nominatim: reads current and older answers, and "nothing found"', async () => {
    const recording = (name: string): Recorded => {
      const file = JSON.parse(read(`nominatim/${name}.json`)) as { response?: { body: unknown } } | unknown[];
      return { status: 200, body: Array.isArray(file) ? file : (file.response?.body ?? null) };
    };
    const names = [
      'search_jsonv2_ottawa',
      'search_address_brussels',
      'search_json_v1_cologne',
      'search_poi_node',
      'search_empty',
    ];
    const nominatim = new NominatimGeocoding({
      baseUrl: await serve(...names.map(recording)),
      userAgent: 'ua',
      pauseMs: 0,
    });
    const places = [];
    for (const name of names) places.push(await nominatim.geocode(name.replaceAll('_', '-'), { signal: call.signal }));
    expect(places[0]).toMatchObject({
      displayName: 'Ottawa, Ontario, Canada',
      timeZone: 'America/Toronto',
      kind: 'city',
      address: { city: 'Ottawa' },
    });
    expect(places[0]!.radiusKm).toBeGreaterThan(20);
    expect(places.slice(1, 4).map((place) => place!.timeZone)).toEqual([
      'Europe/Brussels',
      'Europe/Berlin',
      'Europe/Warsaw',
    ]);
    expect(places[4]).toBeNull();
    expect(sent()).toMatchObject({
      method: 'GET',
      path: expect.stringMatching(
        /^\/search\?q=search\+jsonv2\+ottawa&format=jsonv2&addressdetails=1&limit=5$/,
      ) as string,
      headers: { 'user-agent': 'ua' },
    });
  });

  it('Nominatim: a block page is worth another try, not a place', async () => {
    const nominatim = new NominatimGeocoding({
      baseUrl: await serve({ status: 200, body: read('nominatim/error_over_limit.html') }),
      userAgent: 'ua',
      pauseMs: 0,
    });
    await expect(nominatim.geocode('x', { signal: call.signal })).rejects.toMatchObject({ name: 'RetryableError' });
  });

  it('Apify: reads posts of both platforms and leaves comments and profiles out', async () => {
    const items = (file: string): unknown[] =>
      read(file)
        .split('----- next block -----')
        .flatMap((block) => {
          try {
            return [JSON.parse(block) as unknown];
          } catch {
            return [];
          }
        });
    const social = new ApifySocial({
      token: 'apify-secret',
      baseUrl: await serve(
        { status: 201, body: items('apify/reddit_items_readme.txt') },
        { status: 201, body: items('apify/instagram_items_readme.txt') },
      ),
      baggage: false,
    });
    const reddit = await social.posts('https://www.reddit.com/r/TrueOffMyChest/', { limit: 20 }, call);
    expect(reddit.value).toEqual([
      expect.objectContaining({
        permalink: expect.stringContaining('/comments/hdipdr/') as string,
        author: 'redacted_user',
        publishedAt: '2020-06-23T00:53:29.675Z',
        accountUrl: 'https://www.reddit.com/r/TrueOffMyChest/',
      }),
    ]);
    const instagram = await social.posts('https://www.instagram.com/teslamotors/', { limit: 10 }, call);
    expect(instagram.value[0]).toMatchObject({
      permalink: 'https://www.instagram.com/p/B27C4aRBfet',
      author: 'teslamotors',
      accountUrl: 'https://www.instagram.com/teslamotors/',
    });
    expect(server.seen.map((request) => request.path.split('?')[0])).toEqual([
      '/v2/acts/trudax~reddit-scraper-lite/run-sync-get-dataset-items',
      '/v2/acts/apify~instagram-scraper/run-sync-get-dataset-items',
    ]);
    expect(sent().path).not.toContain('apify-secret');
    expect(await social.posts('https://example.org/about', { limit: 5 }, call)).toMatchObject({
      value: [],
      costMicroUsd: 0,
    });
  });

  it.each([
    ['Unauthorized', 401, 'TerminalError'],
    ['Forbidden', 403, 'TerminalError'],
    ['PaymentRequired', 402, 'TerminalError'],
    ['NotFound', 404, 'TerminalError'],
    ['Timeout', 408, 'RetryableError'],
    ['TooManyRequests', 429, 'RetryableError'],
  ])('Apify: takes %s (%i) as %s', async (key, status, name) => {
    const bodies = JSON.parse(read('apify/errors_documented_bodies.json')) as Record<string, { body: unknown }>;
    const social = new ApifySocial({
      token: 't',
      baseUrl: await serve({ status, body: bodies[key]!.body }),
      baggage: false,
    });
    await expect(social.posts('https://www.reddit.com/r/x/', { limit: 5 }, call)).rejects.toMatchObject({ name });
  });
});
