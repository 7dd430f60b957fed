import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Recorded {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or text as it is. */
  readonly body: unknown;
}
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** A server that gives recorded answers in order (the last one again and again) and keeps what it was asked. */
export interface RecordedServer {
  readonly url: string;
  readonly seen: SeenRequest[];
  close(): Promise<void>;
}

const HOP_HEADERS: ReadonlySet<string> = new Set([
  'transfer-encoding',
  'connection',
  'content-length',
  'content-encoding',
  'date',
]);

export async function startRecordedServer(answers: readonly Recorded[]): Promise<RecordedServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const { method = '', url: path = '', headers } = request;
      seen.push({ method, path, headers, body: text === '' ? null : JSON.parse(text) });
      const answer = answers[Math.min(seen.length, answers.length) - 1];
      const kept = Object.entries(answer?.headers ?? {}).filter(([name]) => !HOP_HEADERS.has(name.toLowerCase()));
      response.writeHead(answer?.status ?? 500, { 'content-type': 'application/json', ...Object.fromEntries(kept) });
      response.end(typeof answer?.body === 'string' ? answer.body : JSON.stringify(answer?.body ?? null));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
