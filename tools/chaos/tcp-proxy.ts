import { connect, createServer, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** What happens to the bytes on their way. */
export type Weather =
  | { readonly kind: 'clear' }
  /** Every chunk comes later. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Nothing comes through, and nobody is told: what a lost cable looks like. What was sent meanwhile comes afterwards. */
  | { readonly kind: 'silent' };

const CLEAR: Weather = { kind: 'clear' };

/** A TCP link on 127.0.0.1 to a store, whose connections can be dropped, slowed down and silenced. */
export class TcpProxy {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private weather: Weather = CLEAR;
  private cleared: Promise<void> = Promise.resolve();
  private clear: () => void = () => undefined;

  constructor(private readonly targetPort: number) {}

  /** Opens the link on a port. */
  async listen(port: number): Promise<void> {
    const server = createServer((near) => this.link(near));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    this.server = server;
  }

  /** Number of connections now. */
  get connections(): number {
    return Math.ceil(this.sockets.size / 2);
  }

  /** Breaks every connection; new ones pass. Returns how many there were. */
  drop(): number {
    const broken = this.connections;
    for (const socket of this.sockets) socket.destroy();
    return broken;
  }

  /** Sets the weather of all connections, also of those that are open. */
  set(weather: Weather): void {
    this.clear();
    this.weather = weather;
    this.cleared =
      weather.kind === 'silent' ? new Promise((resolve) => (this.clear = () => resolve())) : Promise.resolve();
  }

  /** Ends everything. */
  async close(): Promise<void> {
    this.set(CLEAR);
    const { server } = this;
    this.server = undefined;
    const closed = new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    this.drop();
    await closed;
  }

  private link(near: Socket): void {
    const far = connect(this.targetPort, '127.0.0.1');
    near.setNoDelay(true);
    far.setNoDelay(true);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      // The other side learns of it by its own end; there is nobody else to tell.
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      from.pipe(this.weathered()).pipe(to);
    }
  }

  private weathered(): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding, pass) => {
        void this.passed().then(() => pass(null, chunk));
      },
    });
  }

  private async passed(): Promise<void> {
    const { weather } = this;
    if (weather.kind === 'silent') await this.cleared;
    if (weather.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, weather.delayMs));
  }
}
