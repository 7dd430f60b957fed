import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callerOf, CallLog, callKey } from './calls.js';
import { Faults, parseFaults, type Verdict } from './faults.js';
import { Anthropic } from './providers/anthropic.js';
import { Apify } from './providers/apify.js';
import { nominatim } from './providers/nominatim.js';
import { json, type Provider, type Reply, type TownRequest } from './providers/provider.js';
import { SentenceVectors } from './providers/sentence-vectors.js';
import { serper } from './providers/serper.js';
import { voyage } from './providers/voyage.js';
import { TownWeb } from './providers/web.js';
import { buildTown } from './town.js';
import { truthOf } from './truth.js';

const LOOPBACK = '127.0.0.1';
/** Requests with one of these names in `Host` (`town`: the compose service) are for the stand-ins; any other is for a site of the town. */
const OWN_NAMES = new Set([LOOPBACK, 'localhost', '[::1]', 'town', '']);
const MAX_BODY_BYTES = 32 * 1024 * 1024;

export interface RunningTown {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const chunk = Buffer.from(part as Uint8Array);
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error(`the request is larger than ${MAX_BODY_BYTES} bytes`);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

const after = (milliseconds: number): Promise<void> =>
  milliseconds <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A 200 whose body ends in the middle. */
const malformed = (): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"id":"msg_01","content":[{"type":"te',
  billedMicroUsd: 0,
});

/** The outside world in one process: the services under their prefixes, the web by host name. */
export class TownServer {
  private readonly calls = new CallLog();
  private readonly faults: Faults;
  private readonly providers: ReadonlyMap<string, Provider>;
  private readonly anthropic: Anthropic;
  private readonly web: TownWeb;
  private readonly truth: object;

  constructor(options: { readonly now: Date; readonly seed?: number }) {
    const town = buildTown(options.now);
    this.faults = new Faults(options.seed);
    this.anthropic = new Anthropic(town);
    this.web = new TownWeb(town);
    this.truth = truthOf(town);
    const all: readonly Provider[] = [
      this.anthropic,
      voyage(new SentenceVectors()),
      serper(town.engine, town.clock),
      new Apify(town.posts, town.clock),
      nominatim(),
      this.web,
    ];
    this.providers = new Map(all.map((provider) => [provider.name, provider]));
  }

  /** Listens on 127.0.0.1 only; port 0 takes a free one. */
  async listen(port: number, host: string = LOOPBACK): Promise<RunningTown> {
    const server: Server = createServer((request, response) => {
      this.handle(request, response).catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        if (response.headersSent) response.destroy();
        else send(response, json(500, { error: message }));
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    const bound = (server.address() as AddressInfo).port;
    return {
      port: bound,
      url: `http://${LOOPBACK}:${bound}`,
      close: () =>
        new Promise<void>((resolve, reject) => {
          server.close((error) => (error === undefined ? resolve() : reject(error)));
          server.closeAllConnections();
        }),
    };
  }

  private async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const host = (incoming.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const url = new URL(`http://${host === '' ? LOOPBACK : host}${incoming.url ?? '/'}`);
    const request: TownRequest = { method: incoming.method ?? 'GET', url, headers: incoming.headers, body };
    if (!OWN_NAMES.has(host)) return this.serve(this.web, request, response, (asked) => this.web.page(host, asked));
    const prefix = url.pathname.split('/')[1] ?? '';
    const provider = this.providers.get(prefix);
    if (provider === undefined) return send(response, this.own(request));
    const inside = new URL(url);
    inside.pathname = url.pathname.slice(prefix.length + 1) || '/';
    return this.serve(provider, { ...request, url: inside }, response, (asked, verdict) =>
      provider === this.anthropic
        ? this.anthropic.respond(asked, { obedient: verdict.obedient, refuse: verdict.failure === 'refusal' })
        : provider.answer(asked),
    );
  }

  /** Answers one request of the outside world: faults first, then the service; then it is written down. */
  private async serve(
    provider: Provider,
    request: TownRequest,
    response: ServerResponse,
    answer: (request: TownRequest, verdict: Verdict) => Reply | Promise<Reply>,
  ): Promise<void> {
    const question = request.body.length > 0 ? request.body.toString('utf8') : request.url.href;
    const verdict = this.faults.decide(provider.name, `${request.url.href}\n${question}`);
    await after(verdict.latencyMs);
    if (verdict.failure === 'hang') return;
    if (verdict.failure === 'drop') {
      response.destroy();
      return;
    }
    const reply = await replyOf(provider, verdict, () => answer(request, verdict));
    const operation = provider.operation(request);
    const caller = callerOf(request.headers);
    const asked = request.body.length > 0 ? `${operation} ${request.url.pathname}` : operation;
    const key = callKey(provider.name, asked, question);
    this.calls.record({
      provider: provider.name,
      operation,
      key,
      billedMicroUsd: reply.billedMicroUsd,
      ...caller,
      status: reply.status,
    });
    send(response, reply, request.method === 'HEAD');
  }

  /** The town's own pages for those who measure: truth, calls, faults. */
  private own(request: TownRequest): Reply {
    switch (request.url.pathname) {
      case '/__truth':
        return json(200, this.truth);
      case '/__calls': {
        const rows = this.calls.since(Number(request.url.searchParams.get('since') ?? '0') || 0);
        const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
        return { status: 200, headers: { 'content-type': 'application/x-ndjson' }, body: lines, billedMicroUsd: 0 };
      }
      case '/__faults':
        return this.fault(request);
      default:
        return json(404, {
          error: `nothing here; known are ${[...this.providers.keys()].map((name) => `/${name}/`).join(', ')}, /__truth, /__calls, /__faults`,
        });
    }
  }

  private fault(request: TownRequest): Reply {
    if (request.method === 'DELETE') this.faults.clear();
    if (request.method === 'POST') {
      try {
        this.faults.set(parseFaults(JSON.parse(request.body.toString('utf8')), [...this.providers.keys()]));
      } catch (error) {
        return json(400, { error: error instanceof Error ? error.message : String(error) });
      }
    }
    return json(200, this.faults.all());
  }
}

async function replyOf(provider: Provider, verdict: Verdict, answer: () => Reply | Promise<Reply>): Promise<Reply> {
  if (verdict.failure === 'malformed') return malformed();
  if (verdict.failure === 'status') return provider.failure(verdict.status, verdict.retryAfter);
  return answer();
}

function send(response: ServerResponse, reply: Reply, headOnly = false): void {
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : Buffer.from(reply.body);
  response.writeHead(reply.status, {
    ...reply.headers,
    ...(reply.status === 304 ? {} : { 'content-length': String(body.length) }),
  });
  response.end(headOnly || reply.status === 304 ? undefined : body);
}
