import { jest } from '@jest/globals';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { openApiLab, until, type ApiLab } from '../testing/api-lab.js';

jest.setTimeout(90_000);

/** A door to a store that can be shut and opened. */
class Door {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  port = 0;

  constructor(private readonly target: { readonly host: string; readonly port: number }) {}

  async open(): Promise<void> {
    const server = createServer((inside) => {
      const outside = connect(this.target.port, this.target.host);
      for (const [from, to] of [
        [inside, outside],
        [outside, inside],
      ] as const) {
        this.sockets.add(from);
        from.on('error', () => to.destroy());
        from.on('close', () => to.destroy());
        from.pipe(to);
      }
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
  }

  async shut(): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    this.server = undefined;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
    await closed;
  }
}

const STORES = [
  ['postgres', 'TEST_DATABASE_URL', 'DATABASE_URL'],
  ['redis', 'TEST_REDIS_URL', 'REDIS_URL'],
  ['neo4j', 'TEST_NEO4J_URI', 'NEO4J_URI'],
] as const;

describe('a store that is away', () => {
  const doors = new Map<string, Door>();
  let lab: ApiLab;

  beforeAll(async () => {
    const overrides: Record<string, string> = {};
    for (const [store, variable, name] of STORES) {
      const url = new URL(process.env[variable] ?? '');
      const door = new Door({ host: url.hostname, port: Number(url.port) });
      await door.open();
      doors.set(store, door);
      url.host = `127.0.0.1:${String(door.port)}`;
      overrides[name] = url.href;
    }
    await doors.get('neo4j')?.shut();
    lab = await openApiLab(overrides, { waitForStores: false });
  });
  afterAll(async () => {
    await lab.close();
    for (const door of doors.values()) await door.shut();
  });

  const ready = async () => {
    const response = await fetch(`${lab.url}/readyz`);
    return { status: response.status, body: (await response.json()) as { stores: Record<string, { ok: boolean }> } };
  };

  it('at the start does not keep the API from starting; it says which one, and is ready once it is back', async () => {
    expect((await fetch(`${lab.url}/livez`)).status).toBe(200);
    const { status, body } = await ready();
    expect(status).toBe(503);
    expect(body.stores['neo4j']?.ok).toBe(false);
    await doors.get('neo4j')?.open();
    await until(async () => (await ready()).status === 200, 45_000, 'not ready after the store came back');
  });

  it.each(STORES.map(([store]) => store))(
    'later (%s) is named by /readyz, and everything works again when it is back',
    async (store) => {
      await doors.get(store)?.shut();
      await until(async () => (await ready()).status === 503, 20_000, 'still ready without the store');
      expect(
        Object.entries((await ready()).body.stores)
          .filter(([, { ok }]) => !ok)
          .map(([name]) => name),
      ).toEqual([store]);
      expect((await fetch(`${lab.url}/livez`)).status).toBe(200);
      await doors.get(store)?.open();
      await until(async () => (await ready()).status === 200, 45_000, 'not ready after the store came back');
      const { errors } = await lab.ask('viewer', '{ regions { regionSlug } scoutRuns(first: 1) { totalCount } }');
      expect(errors).toEqual([]);
    },
  );

  it('gives an error that says what to do, without its address', async () => {
    await doors.get('postgres')?.shut();
    const { errors } = await lab.ask('viewer', '{ scoutRuns(first: 1) { totalCount } }');
    expect(errors[0]?.extensions.code).toBe('STORE_UNAVAILABLE');
    expect(errors[0]?.message).not.toMatch(/127\.0\.0\.1|ECONN/);
    await doors.get('postgres')?.open();
  });
});
