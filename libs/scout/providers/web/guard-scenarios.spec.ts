import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { startStubWeb, type StubWeb } from '../eval/stub-web.js';
import { GuardedFetch, type GuardedOutcome } from './guarded-fetch.js';
import { FETCH_LIMITS } from './limits.js';
import { refusedAddress } from './address-policy.js';

const PUBLIC = '93.184.215.14';
/** For servers that would go on for ever. Where an answer comes, a busy machine may take its time. */
const SHORT = { ...FETCH_LIMITS, totalMs: 600, connectMs: 200, bodyBytes: 200_000 };

/** The scenarios of `data/adversarial/ssrf.json`, by what they try. */
describe('the guard, under attack', () => {
  let web: StubWeb | null = null;
  afterEach(async () => {
    await web?.close();
    web = null;
  });

  async function fetchFrom(
    start: string,
    answer: (request: IncomingMessage, response: ServerResponse) => void,
    addresses: (host: string) => readonly string[] = () => [PUBLIC],
  ): Promise<GuardedOutcome> {
    web = await startStubWeb(addresses, answer);
    return new GuardedFetch({ ...web, gatewayNetworks: null }, FETCH_LIMITS).get(start, request());
  }
  async function fetchRaw(answer: (socket: Socket) => void): Promise<GuardedOutcome> {
    web = await startStubWeb(() => [PUBLIC], answer, { raw: true });
    return new GuardedFetch({ ...web, gatewayNetworks: null }, SHORT).get('http://public.stub/', request());
  }
  const request = () => ({
    headers: { 'user-agent': 'test' },
    signal: AbortSignal.timeout(10_000),
    gate: () => Promise.resolve({ go: true as const, release: () => Promise.resolve() }),
    wantsBody: () => true,
  });
  const noPrivateDial = (): void => {
    for (const dial of web!.dials) expect(refusedAddress(dial.address)).toBeNull();
  };

  it.each([300, 301, 302, 303, 307, 308])('refuses a %i redirect into loopback without dialling it', async (status) => {
    const outcome = await fetchFrom('http://public.stub/', (_q, response) =>
      response.writeHead(status, { location: 'http://127.0.0.1:80/' }).end(),
    );
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'private_address' });
    expect(web!.dials).toHaveLength(1);
  });

  it('refuses the metadata service at the end of a chain', async () => {
    const outcome = await fetchFrom('http://public.stub/1', (q, response) => {
      const next = { '/1': '/2', '/2': 'http://other.stub/3', '/3': 'http://169.254.169.254/latest/meta-data/' }[
        q.url ?? ''
      ];
      response.writeHead(302, { location: next }).end();
    });
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'private_address' });
    expect(web!.dials).toHaveLength(3);
    noPrivateDial();
  });

  it.each([
    '//127.0.0.1/',
    '\\\\127.0.0.1\\',
    'http:\\\\127.0.0.1',
    'HTTP://LOCALHOST/',
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
  ])('refuses a redirect to %s', async (location) => {
    const outcome = await fetchFrom('http://public.stub/', (_q, response) =>
      response.writeHead(302, { location }).end(),
    );
    expect(outcome.kind).toBe('refused');
    noPrivateDial();
  });

  it('refuses credentials in a redirect', async () => {
    const outcome = await fetchFrom('http://public.stub/', (_q, response) =>
      response.writeHead(302, { location: 'http://user:pass@public.stub/' }).end(),
    );
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'credentials' });
  });

  it('does not follow Refresh headers', async () => {
    const outcome = await fetchFrom('http://public.stub/', (_q, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html', refresh: '0;url=http://127.0.0.1/' })
        .end('<meta http-equiv=refresh content="0;url=http://127.0.0.1/">'),
    );
    expect(outcome.kind).toBe('response');
    expect(web!.dials).toHaveLength(1);
  });

  it('carries no cookie and no authorization to another origin, also from https to http', async () => {
    const headers: IncomingMessage['headers'][] = [];
    await fetchFrom('https://a.stub/', (q, response) => {
      headers.push(q.headers);
      if (q.headers.host === 'a.stub')
        response.writeHead(302, { location: 'http://b.stub/', 'set-cookie': 'id=1' }).end();
      else response.end('b');
    });
    expect(headers.map((header) => [header.host, header.cookie, header.authorization])).toEqual([
      ['a.stub', undefined, undefined],
      ['b.stub', undefined, undefined],
    ]);
  });

  it.each([
    [['127.0.0.1']],
    [['0.0.0.0']],
    [['::1']],
    [['10.0.0.1']],
    [[PUBLIC, '192.168.0.1']],
    [['::ffff:127.0.0.1']],
  ])('refuses a name that resolves to %j', async (addresses) => {
    const outcome = await fetchFrom(
      'http://cname.stub/',
      (_q, response) => response.end('x'),
      () => addresses,
    );
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'private_address' });
    expect(web!.dials).toEqual([]);
  });

  it('asks the DNS anew for each request and opens a fresh connection: a name that turns private is refused', async () => {
    let asked = 0;
    web = await startStubWeb(
      () => (asked++ === 0 ? [PUBLIC] : ['127.0.0.1']),
      (_q: IncomingMessage, response: ServerResponse) => response.end('x'),
    );
    const guard = new GuardedFetch({ ...web, gatewayNetworks: null }, FETCH_LIMITS);
    expect((await guard.get('http://rebind.stub/', request())).kind).toBe('response');
    expect((await guard.get('http://rebind.stub/', request())).kind).toBe('refused');
    expect(asked).toBe(2);
    expect(web.dials).toHaveLength(1);
  });

  it('connects to the address it judged', async () => {
    await fetchFrom('https://public.stub:8443/', (_q, response) => response.end('x'));
    expect(web!.dials).toEqual([{ address: PUBLIC, port: 8443, host: 'public.stub', tls: true }]);
  });

  const transports: [string, (socket: Socket) => void][] = [
    ['never answers', () => undefined],
    [
      'sends endless headers',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        for (let n = 0; n < 3_000; n += 1) socket.write(`x-${String(n)}: ${'y'.repeat(60)}\r\n`);
      },
    ],
    [
      'drips its body',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n');
        const drip = setInterval(() => socket.write('x'), 50);
        socket.once('close', () => {
          clearInterval(drip);
        });
      },
    ],
    ['announces more than it sends', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nshort')],
    [
      'sends a huge chunk size',
      (socket) => socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\nx'),
    ],
    ['hangs up', (socket) => socket.destroy()],
    ['does not speak HTTP', (socket) => socket.end('220 mail.example ESMTP\r\n')],
    [
      'never ends',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n');
        const more = (): void => {
          while (!socket.destroyed && socket.write('z'.repeat(65_536)));
          if (!socket.destroyed) socket.once('drain', more);
        };
        more();
      },
    ],
  ];
  it.each(transports)('ends in bounded time when the server %s', async (_what, answer) => {
    const begin = performance.now();
    const outcome = await fetchRaw(answer);
    expect(outcome.kind).not.toBe('response');
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});
