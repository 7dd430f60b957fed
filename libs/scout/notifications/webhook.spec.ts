import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RetryableError, TerminalError } from '#durable';
import { webhook } from './webhook.js';

const message = { text: 'Austin: 1 new finding', region: 'austin-tx', runId: 'r-1', alerts: [] };
const call = { idempotencyKey: 'r-1/notify', signal: new AbortController().signal };

async function receiver(status: number) {
  const got: { body: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      got.push({ body, headers: request.headers });
      response.writeHead(status).end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { got, url: `http://127.0.0.1:${String(port)}/secret/path`, close };
}

describe('a webhook', () => {
  it('gets the message as JSON with a key that tells repeats', async () => {
    const { got, url, close } = await receiver(204);
    expect(await webhook(url).send(message, call)).toEqual({ status: 204 });
    await close();
    expect(JSON.parse(got[0]?.body ?? '')).toEqual(message);
    expect(got[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'idempotency-key': 'r-1/notify' });
  });
  it.each([
    [500, RetryableError],
    [429, RetryableError],
    [404, TerminalError],
  ])('that answers %d', async (status, error) => {
    const { url, close } = await receiver(status);
    const sent = webhook(url).send(message, call);
    await expect(sent).rejects.toThrow(error);
    await expect(sent).rejects.toThrow(/NOTIFY_WEBHOOK_URL/);
    await close();
  });
  it('that is not there can be tried again, and its secret path is not told', async () => {
    const { url, close } = await receiver(200);
    await close();
    const notifier = webhook(url);
    expect(notifier.channel).not.toContain('secret');
    await expect(notifier.send(message, call)).rejects.toThrow(RetryableError);
  });
});
