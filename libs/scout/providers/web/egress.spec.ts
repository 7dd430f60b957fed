import { startRecordedServer, type RecordedServer } from '../eval/recorded-server.js';
import { judgeAddresses } from './egress.js';
import { parseNetworks } from './networks.js';
import { GatewayResolver } from './resolver.js';

const nets = parseNetworks('203.0.113.0/24');

describe('addresses of a name', () => {
  it('are pinned to the first when all are public', () => {
    expect(judgeAddresses(['8.8.8.8', '1.1.1.1'], { literal: false, gatewayNetworks: null })).toEqual({
      kind: 'pinned',
      address: '8.8.8.8',
    });
  });
  it('are refused together for one bad one', () => {
    expect(judgeAddresses(['8.8.8.8', '10.0.0.1'], { literal: false, gatewayNetworks: null }).kind).toBe('refused');
    expect(judgeAddresses(['203.0.113.5', '127.0.0.1'], { literal: false, gatewayNetworks: nets }).kind).toBe(
      'refused',
    );
  });
  it('may be documentation addresses only behind the gateway that has them', () => {
    expect(judgeAddresses(['203.0.113.5'], { literal: false, gatewayNetworks: null }).kind).toBe('refused');
    expect(judgeAddresses(['203.0.113.5'], { literal: false, gatewayNetworks: nets }).kind).toBe('pinned');
    expect(judgeAddresses(['203.0.113.5'], { literal: true, gatewayNetworks: nets }).kind).toBe('refused');
    expect(judgeAddresses(['198.51.100.5'], { literal: false, gatewayNetworks: nets }).kind).toBe('refused');
  });
  it('that are public but not behind the gateway are not reachable through it', () => {
    expect(judgeAddresses(['8.8.8.8'], { literal: false, gatewayNetworks: nets }).kind).toBe('unreachable');
    expect(judgeAddresses([], { literal: false, gatewayNetworks: null }).kind).toBe('unreachable');
  });
});

describe("a gateway's DNS", () => {
  let server: RecordedServer;
  afterEach(() => server.close());
  const signal = new AbortController().signal;
  const ask = async (status: number, body: unknown) => {
    server = await startRecordedServer([{ status, body }]);
    return new GatewayResolver(`${server.url}/web`).addresses('city.example', signal);
  };

  it('is asked by name and answers addresses', async () => {
    expect(await ask(200, { addresses: ['203.0.113.5'] })).toEqual(['203.0.113.5']);
    expect(server.seen[0]!.path).toBe('/web/__dns?name=city.example');
  });
  it.each([
    [404, { error: 'unknown' }, false],
    [200, { addresses: [] }, false],
    [500, {}, true],
    [200, { addresses: ['not an address'] }, true],
    [200, 'garbage', true],
  ])('answering %i %j is an error, retryable: %s', async (status, body, retryable) => {
    await expect(ask(status, body)).rejects.toMatchObject({ name: 'ResolveError', retryable });
  });
});
