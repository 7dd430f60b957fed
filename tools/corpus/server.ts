import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { CORPUS_NETS, hostTable } from './host-table.js';
import type { CorpusPage } from './manifest.js';

const unpack = promisify(gunzip);

/** A corpus served as if it were the web. */
export interface CorpusServer {
  readonly port: number;
  /** Environment that makes the fetch guard use this server as its gateway. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Serves captured pages on loopback the way an egress gateway does: `/web/__dns?name=` answers addresses, every other
 * request is answered by its Host header. Bytes and content type are the recorded ones. With `memento` the time of the
 * capture is told as `Memento-Datetime` (RFC 7089).
 */
export async function serveCorpus(
  folder: string,
  pages: readonly CorpusPage[],
  options: { memento: boolean },
): Promise<CorpusServer> {
  const table = hostTable(pages.map((page) => page.url));
  const byUrl = new Map(pages.map((page) => [addressKey(page.url), page]));
  const server = createServer((request, response) => {
    answer(request, response).catch((cause: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(cause));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'unknown'}`);
    if (url.pathname === '/web/__dns') {
      const address = table.get(url.searchParams.get('name') ?? '');
      response.writeHead(address === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(address === undefined ? {} : { addresses: [address] }));
      return;
    }
    const page = byUrl.get(addressKey(url.href));
    if (page === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('This page is not in the corpus.\n');
      return;
    }
    const body = await readCapture(folder, page.file);
    const memento = options.memento ? { 'memento-datetime': new Date(page.capturedOn).toUTCString() } : {};
    response.writeHead(200, { 'content-type': page.contentType, 'content-length': body.byteLength, ...memento });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  await listen(server);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    environment: {
      WEB_GATEWAY_URL: `http://127.0.0.1:${String(port)}/web`,
      WEB_GATEWAY_CONNECT: `127.0.0.1:${String(port)}`,
      WEB_GATEWAY_NETS: CORPUS_NETS,
      WEB_HOST_DELAY_MS: '0',
    },
    close: () => close(server),
  };
}

/** Host, path and query: the gateway is the TLS end, so the scheme is not seen here. A trailing slash and the order of parameters do not count. */
function addressKey(href: string): string {
  const url = new URL(href);
  url.searchParams.sort();
  return `${url.hostname}${url.pathname.replace(/\/+$/, '')}${url.search}`;
}

/** Bytes of a captured file. A manifest may not point outside its folder. */
async function readCapture(folder: string, file: string): Promise<Buffer> {
  const root = resolve(folder);
  const path = resolve(root, file);
  if (!path.startsWith(`${root}${sep}`)) throw new Error(`${file} lies outside the corpus.`);
  const bytes = await readFile(path);
  return file.endsWith('.gz') ? unpack(bytes) : bytes;
}

function listen(server: Server): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      done();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((done, fail) => {
    server.close((cause) => {
      if (cause === undefined) done();
      else fail(cause);
    });
    server.closeAllConnections();
  });
}
