import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { isFree } from '../stack/ports.js';
import { TcpProxy } from './tcp-proxy.js';

describe('a TCP proxy between workers and stores', () => {
  let echo: Server;
  let proxy: TcpProxy;
  let port = 0;
  beforeEach(async () => {
    echo = createServer((socket) => void socket.on('error', () => undefined).pipe(socket));
    echo.listen(0, '127.0.0.1');
    await once(echo, 'listening');
    proxy = new TcpProxy((echo.address() as AddressInfo).port);
    for (port = 46_300; !(await isFree(port)); port += 1);
    await proxy.listen(port);
  });
  afterEach(async () => {
    await proxy.close();
    echo.close();
  });
  async function dial(): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  }
  async function asked(socket: Socket, text: string): Promise<string> {
    socket.write(text);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString();
  }

  it('passes bytes both ways', async () => {
    const socket = await dial();
    expect(await asked(socket, 'hello')).toBe('hello');
    socket.destroy();
  });
  it('drops what is connected, and takes new connections', async () => {
    const socket = await dial();
    await asked(socket, 'x');
    const closed = once(socket, 'close');
    expect(proxy.drop()).toBe(1);
    await closed;
    const again = await dial();
    expect(await asked(again, 'y')).toBe('y');
    again.destroy();
  });
  it('delays each way when slow', async () => {
    const socket = await dial();
    await asked(socket, 'x');
    proxy.set({ kind: 'slow', delayMs: 60 });
    const before = performance.now();
    await asked(socket, 'y');
    expect(performance.now() - before).toBeGreaterThanOrEqual(110);
    socket.destroy();
  });
  it('holds back everything while silent, and delivers it afterwards', async () => {
    const socket = await dial();
    await asked(socket, 'x');
    proxy.set({ kind: 'silent' });
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    socket.write('late');
    const other = await dial();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard).toBe('');
    const answer = once(socket, 'data');
    proxy.set({ kind: 'clear' });
    await answer;
    expect(heard).toBe('late');
    socket.destroy();
    other.destroy();
  });
});
