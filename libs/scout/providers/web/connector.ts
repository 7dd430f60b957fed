import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** One connection to open: the address was judged already and is not resolved again (no rebinding between check and use). */
export interface Target {
  readonly address: string;
  readonly port: number;
  /** Name for TLS and certificates. */
  readonly host: string;
  readonly tls: boolean;
}
export interface Connector {
  /** A connected socket, or an error within `timeoutMs`. */
  connect(target: Target, options: { timeoutMs: number; signal: AbortSignal }): Promise<Socket>;
}

function untilConnected(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  options: { timeoutMs: number; signal: AbortSignal },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const give = (error: Error): void => {
      socket.destroy();
      done();
      reject(error);
    };
    const timer = setTimeout(() => {
      give(new Error(`no connection within ${String(options.timeoutMs)} ms`));
    }, options.timeoutMs);
    const onAbort = (): void => {
      give(new Error('aborted while connecting'));
    };
    const onConnect = (): void => {
      done();
      resolve(socket);
    };
    function done(): void {
      clearTimeout(timer);
      options.signal.removeEventListener('abort', onAbort);
      socket.off('error', give).off(event, onConnect);
    }
    socket.once('error', give).once(event, onConnect);
    if (options.signal.aborted) onAbort();
    else options.signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Straight to the judged address; certificates are checked against the host name. */
export class DirectConnector implements Connector {
  connect(target: Target, options: { timeoutMs: number; signal: AbortSignal }): Promise<Socket> {
    const { address: host, port } = target;
    if (!target.tls) return untilConnected(connectTcp({ host, port }), 'connect', options);
    const tls = connectTls({ host, port, servername: target.host, ALPNProtocols: ['http/1.1'] });
    return untilConnected(tls, 'secureConnect', options);
  }
}

/** To the gateway, which is the TLS end: plain TCP also for https. Never dials the address itself. */
export class GatewayConnector implements Connector {
  constructor(private readonly gateway: { host: string; port: number }) {}

  connect(_target: Target, options: { timeoutMs: number; signal: AbortSignal }): Promise<Socket> {
    return untilConnected(connectTcp(this.gateway), 'connect', options);
  }
}
