import { pageContent } from './page-reader.js';

const read = (text: string, contentType: string) =>
  pageContent({
    finalUrl: 'https://a.test/p',
    contentType,
    text,
    body: new TextEncoder().encode(text),
    fetchedAt: '2026-06-01T00:00:00Z',
  });

describe('pageContent', () => {
  it('reads HTML with title, date, language and links', async () => {
    const html =
      '<html lang="es-MX"><head><title>Noticias | Ciudad</title><meta property="article:published_time" content="2026-05-30T10:00:00Z"></head><body><h1>Comida gratis</h1><p>Este sábado en la iglesia.</p><a href="/mas">Más</a></body></html>';
    expect(await read(html, 'text/html')).toMatchObject({
      kind: 'html',
      title: 'Comida gratis',
      language: 'es',
      contentDate: '2026-05-30T10:00:00.000Z',
      problem: null,
      links: [{ url: 'https://a.test/mas' }],
    });
  });
  it('resolves escapes of JSON, so that it can be quoted', async () => {
    expect((await read('{"name":"Caf\\u00e9"}', 'application/json')).mainText).toContain('Café');
  });
  it('goes by what a body is, not by what it is called', async () => {
    expect((await read('BEGIN:VCALENDAR\nEND:VCALENDAR', 'text/html')).kind).toBe('calendar');
    expect(
      (await read('<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>', 'text/html'))
        .kind,
    ).toBe('feed');
  });
  it('gives an empty page for an entity bomb, a broken PDF and nothing at all', async () => {
    expect(
      await read(
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss><channel><title>&a;</title></channel></rss>',
        'application/rss+xml',
      ),
    ).toMatchObject({ mainText: '', problem: 'empty' });
    expect(await read('%PDF-1.4 broken', 'application/pdf')).toMatchObject({ mainText: '', problem: 'empty' });
    expect(await read('', 'text/html')).toMatchObject({ problem: 'empty' });
  });
  it('names a "not found" page that came with 200', async () => {
    expect(
      (await read('<title>404</title><p>The page you requested could not be found.</p>', 'text/html')).problem,
    ).toBe('not_found');
  });
});
