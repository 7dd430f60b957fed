import { DataSource } from 'typeorm';
import { openLab, type Lab } from '../../durable/testing/durable-lab.js';
import type { FetchOutcome } from '../providers/index.js';
import { Archive, archiveEntities, archiveMigrations, contentHash } from './index.js';

type Page = Extract<FetchOutcome, { kind: 'page' }>;
const URL_A = 'https://city.example/meetings';
const origin = { region: 'millbrook-vt', runId: 'millbrook-vt-1' };

function page(overrides: Partial<Page> = {}): Page {
  const text = overrides.text ?? '<p>Council meets on Tuesday</p>';
  return {
    kind: 'page',
    url: URL_A,
    finalUrl: `${URL_A}/`,
    status: 200,
    headers: { etag: '"1"', 'last-modified': 'Sat, 21 Nov 2026 09:00:00 GMT' },
    contentType: 'text/html',
    body: Buffer.from(text),
    text,
    charset: 'utf-8',
    fetchedAt: '2026-11-21T10:00:00.000Z',
    elapsedMs: 12.4,
    ...overrides,
  };
}
const content = { mainText: 'Council meets on Tuesday', title: 'Meetings', language: 'en' };

describe('the archive keeps everything that was fetched', () => {
  let lab: Lab;
  let source: DataSource;
  let archive: Archive;
  beforeAll(async () => {
    lab = await openLab({ routes: {} });
    const url = lab.pool.options.connectionString;
    source = await new DataSource({
      type: 'postgres',
      url,
      entities: archiveEntities,
      migrations: archiveMigrations,
    }).initialize();
    await source.runMigrations();
    archive = new Archive(source);
  });
  afterAll(async () => {
    await source.destroy();
    await lab.close();
  });

  it('gives back a page, its text and its body', async () => {
    const stored = await archive.record(page(), content, origin);
    expect(stored).toMatchObject({
      url: URL_A,
      mainText: content.mainText,
      contentHash: contentHash(content.mainText),
    });
    expect(await archive.get(stored.id)).toEqual(stored);
    expect(Buffer.from((await archive.body(stored.id))!).toString()).toBe('<p>Council meets on Tuesday</p>');
  });

  it('stores a body once, however often it is fetched', async () => {
    const region = { ...origin, region: 'once' };
    await Promise.all([1, 2, 3].map(() => archive.record(page({ text: 'the same bytes' }), content, region)));
    const rows = await source.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM archive.body WHERE bytes = 14`);
    expect(rows[0]!.n).toBe(1);
  });

  it('knows the latest page of a URL in its region, and that it was seen again', async () => {
    const region = { ...origin, region: 'latest' };
    expect(await archive.latest('latest', URL_A)).toBeNull();
    await archive.record(page(), content, region);
    const second = await archive.record(
      page({ fetchedAt: '2026-11-22T10:00:00.000Z' }),
      { ...content, mainText: 'Council meets on Friday' },
      region,
    );
    expect(await archive.latest('latest', URL_A)).toEqual({
      id: second.id,
      contentHash: second.contentHash,
      etag: '"1"',
      lastModified: 'Sat, 21 Nov 2026 09:00:00 GMT',
      fetchedAt: '2026-11-22T10:00:00.000Z',
    });
    await archive.revisit({ url: URL_A, fetchedAt: '2026-11-23T10:00:00.000Z', sameAs: second.id }, region);
    expect(await archive.latest('latest', URL_A)).toMatchObject({
      id: second.id,
      fetchedAt: '2026-11-23T10:00:00.000Z',
    });
    expect(await archive.latest('another-region', URL_A)).toBeNull();
  });

  it('records refusals and failures with their reason', async () => {
    const region = { ...origin, region: 'refused', at: new Date('2026-11-21T10:00:00Z') };
    await archive.refusal(
      { kind: 'refused', url: 'http://127.0.0.1/', reason: 'private_address', detail: 'loopback' },
      region,
    );
    await archive.refusal(
      {
        kind: 'failed',
        url: URL_A,
        reason: 'the server answered 503',
        status: 503,
        retryable: true,
        retryAfterMs: null,
      },
      region,
    );
    const { items } = await archive.list('refused', { first: 10 });
    expect(items.map((item) => [item.outcome, item.reason, item.status]).sort()).toEqual([
      ['failed', 'the server answered 503', 503],
      ['refused', 'private_address: loopback', null],
    ]);
    expect(await archive.get(items[0]!.id)).toBeNull();
  });

  it('pages through visits, newest first, each once', async () => {
    const region = { ...origin, region: 'paged' };
    for (let day = 1; day <= 5; day += 1)
      await archive.record(page({ fetchedAt: `2026-11-0${String(day)}T00:00:00.000Z` }), content, region);
    const first = await archive.list('paged', { first: 3 });
    const rest = await archive.list('paged', { first: 3, after: first.endCursor });
    expect([...first.items, ...rest.items].map((item) => item.fetchedAt.slice(8, 10))).toEqual([
      '05',
      '04',
      '03',
      '02',
      '01',
    ]);
    expect([first.hasNextPage, rest.hasNextPage]).toEqual([true, false]);
    expect((await archive.list('paged', { first: 1, after: 'nonsense' })).items[0]!.fetchedAt).toContain('2026-11-05');
  });

  it('stores what Postgres would refuse: NUL in text, a very long URL', async () => {
    const url = `https://city.example/?q=${'x'.repeat(8_000)}`;
    const stored = await archive.record(
      page({ url, headers: { 'x-odd': 'a\u0000b' } }),
      { ...content, mainText: 'a\u0000b', title: '\u0000' },
      origin,
    );
    expect((await archive.get(stored.id))!.mainText).toBe('ab');
    expect((await archive.latest(origin.region, url))!.id).toBe(stored.id);
  });

  it('finds nothing for an id that is none', async () => {
    expect(await archive.get('not-an-id')).toBeNull();
    expect(await archive.body('11111111-1111-4111-8111-111111111111')).toBeNull();
  });
});
