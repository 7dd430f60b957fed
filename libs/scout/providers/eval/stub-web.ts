import { createServer, type RequestListener } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Connector, Target } from '../web/connector.js';
import type { Resolver } from '../web/resolver.js';

/** A stand-in for the internet on loopback: any name resolves as told, any address is this one server, every dial is noted. */
export interface StubWeb {
  readonly resolver: Resolver;
  readonly connector: Connector;
  readonly dials: Target[];
  close(): Promise<void>;
}

/** Starts it. `addresses` is its DNS; `answer` serves all hosts (look at the Host header). */
export async function startStubWeb(
  addresses: (host: string) => readonly string[],
  answer: RequestListener | ((socket: Socket) => void),
  options: { raw?: boolean } = {},
): Promise<StubWeb> {
  const server = createServer(options.raw === true ? undefined : (answer as RequestListener));
  if (options.raw === true) {
    server.removeAllListeners('connection');
    server.on('connection', answer as (socket: Socket) => void);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const dials: Target[] = [];
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket.on('error', () => socket.destroy()).once('close', () => open.delete(socket)));
  });
  return {
    dials,
    resolver: { addresses: (host) => Promise.resolve(addresses(host)) },
    connector: {
      connect: (target) => {
        dials.push(target);
        return new Promise((resolve, reject) => {
          const socket = connect(port, '127.0.0.1');
          socket.once('connect', () => {
            resolve(socket);
          });
          socket.once('error', reject);
        });
      },
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
