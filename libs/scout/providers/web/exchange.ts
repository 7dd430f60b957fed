import { Client } from 'undici';
import type { Connector } from './connector.js';
import type { FetchLimits } from './limits.js';
import { TooLargeError, unpack } from './unpack.js';

export interface WebResponse {
  readonly status: number;
  /** Lower-case names; repeated headers joined; cookies left out. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Largest block of response headers read, in bytes. */
const MAX_HEADER_BYTES = 64 * 1024;
/** Longest silence within a response, in milliseconds. */
const SILENCE_MS = 15_000;

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === 'set-cookie') continue;
    plain[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}

/**
 * One GET over one fresh connection to a judged address. Connections are never pooled: a pool is keyed by name, and the
 * name may mean another address by then. `wantsBody` looks at status and headers before any of the body is read;
 * when it says no, the body comes back empty. Throws TooLargeError, EncodingError, or what the socket threw.
 */
export async function exchange(
  url: URL,
  address: string,
  connector: Connector,
  options: {
    readonly headers: Readonly<Record<string, string>>;
    readonly limits: FetchLimits;
    readonly signal: AbortSignal;
    readonly wantsBody: (status: number, headers: Readonly<Record<string, string>>) => boolean;
  },
): Promise<WebResponse> {
  const { limits, signal } = options;
  const tls = url.protocol === 'https:';
  const port = url.port === '' ? (tls ? 443 : 80) : Number(url.port);
  const target = { address, port, host: url.hostname.replace(/\.$/, ''), tls };
  const client = new Client(url.origin, {
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: SILENCE_MS,
    bodyTimeout: SILENCE_MS,
    connect: (_target, callback) => {
      connector.connect(target, { timeoutMs: limits.connectMs, signal }).then(
        (socket) => {
          callback(null, socket);
        },
        (error: unknown) => {
          callback(error instanceof Error ? error : new Error(String(error)), null);
        },
      );
    },
  });
  try {
    const response = await client.request({
      method: 'GET',
      path: `${url.pathname}${url.search}`,
      headers: options.headers,
      signal,
      reset: true,
    });
    const headers = plainHeaders(response.headers);
    if (!options.wantsBody(response.statusCode, headers)) {
      return { status: response.statusCode, headers, body: new Uint8Array() };
    }
    const tooLarge = `more than ${String(limits.bodyBytes)} bytes`;
    if (Number(headers['content-length'] ?? 0) > limits.bodyBytes) throw new TooLargeError(tooLarge);
    const chunks: Buffer[] = [];
    let received = 0;
    for await (const chunk of response.body as AsyncIterable<Buffer>) {
      received += chunk.length;
      if (received > limits.bodyBytes) throw new TooLargeError(tooLarge);
      chunks.push(chunk);
    }
    const body = await unpack(Buffer.concat(chunks), headers['content-encoding'], limits.bodyBytes);
    return { status: response.statusCode, headers, body };
  } finally {
    await client.destroy();
  }
}
