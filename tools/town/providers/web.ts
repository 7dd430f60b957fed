import { gzipSync } from 'node:zlib';
import { sha256 } from '../text/stable-json.js';
import type { Town, TownPage } from '../town.js';
import type { Provider, Reply, TownRequest } from './provider.js';
import { json, retryHeader } from './provider.js';

const TRACKING = /^(utm_\w+|fbclid|gclid|mc_cid|mc_eid)$/;
const GZIP_FROM_BYTES = 1024;

const text = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body,
  billedMicroUsd: 0,
});

/** The address without what only says where a reader came from. */
function addressOf(url: URL): string {
  const query = [...url.searchParams].filter(([key]) => !TRACKING.test(key));
  const kept = new URLSearchParams(query).toString();
  return url.pathname + (kept === '' ? '' : `?${kept}`);
}

/** The web behind the egress gateway: its DNS table, and every host of the town by the `Host` header. */
export class TownWeb implements Provider {
  readonly name = 'web';
  constructor(private readonly town: Town) {}

  operation(request: TownRequest): string {
    if (request.url.pathname === '/__dns') return 'dns';
    return request.url.pathname === '/robots.txt' ? 'robots' : 'fetch';
  }

  /** `GET /web/__dns?name=H`: the addresses of a host, 404 for a name that nobody has. */
  answer(request: TownRequest): Reply {
    if (request.url.pathname !== '/__dns')
      return json(404, { error: 'ask /web/__dns?name=HOST, or send a request with the Host header of a page' });
    const addresses = this.town.dns.get((request.url.searchParams.get('name') ?? '').toLowerCase().replace(/\.$/, ''));
    return addresses === undefined ? json(404, { error: 'NXDOMAIN' }) : json(200, { addresses });
  }

  /** A request that came with a page's own host name. */
  page(host: string, request: TownRequest): Reply {
    const site = this.town.hosts.get(host);
    if (site === undefined) return text(502, '<h1>502 Bad Gateway</h1><p>No such host behind this gateway.</p>');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return text(405, '<h1>405 Method Not Allowed</h1>', { allow: 'GET, HEAD' });
    if (request.url.pathname === '/robots.txt') {
      if (site.robots === undefined) return text(404, '<h1>404 Not Found</h1>');
      return { ...text(200, site.robots), headers: { 'content-type': 'text/plain; charset=utf-8' } };
    }
    const found = this.town.page(host, addressOf(request.url)) ?? this.town.page(host, request.url.pathname);
    if (found === null)
      return text(
        404,
        '<!doctype html><title>404 Not Found</title><h1>404 Not Found</h1><p>The page does not exist.</p>',
      );
    return this.serve(found, request, site.gzip === true);
  }

  private serve(found: TownPage, request: TownRequest, mayGzip: boolean): Reply {
    const { page } = found;
    const once = Buffer.from(page.body);
    const body = page.repeated === undefined ? once : Buffer.alloc(once.length * page.repeated, once);
    const etag = `"${sha256(body).slice(0, 20)}"`;
    const modified = found.modified.toUTCString();
    const validators: Readonly<Record<string, string>> =
      page.validators !== false && (page.status ?? 200) === 200
        ? { etag, 'last-modified': modified, 'cache-control': 'no-cache' }
        : {};
    if ('etag' in validators && isUnchanged(request, etag, found.modified))
      return { status: 304, headers: validators, body: '', billedMicroUsd: 0 };
    const headers = { 'content-type': page.contentType ?? 'text/html; charset=utf-8', ...validators, ...page.headers };
    const zipped =
      mayGzip && body.length >= GZIP_FROM_BYTES && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    return {
      status: page.status ?? 200,
      headers: zipped ? { ...headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : headers,
      body: zipped ? gzipSync(body) : body,
      billedMicroUsd: 0,
    };
  }

  failure(status: number, retryAfter: number | null): Reply {
    return text(status, `<h1>${status}</h1><p>The server could not answer.</p>`, retryHeader(retryAfter));
  }
}

/** RFC 9110, 13.2.2: `If-None-Match` decides where it is present, else `If-Modified-Since`. */
function isUnchanged(request: TownRequest, etag: string, modified: Date): boolean {
  const tags = request.headers['if-none-match'];
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && since >= Math.floor(modified.getTime() / 1000) * 1000;
}
