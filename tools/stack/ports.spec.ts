import { createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPortBook } from './ports.js';

const folder = mkdtempSync(join(tmpdir(), 'ports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a port that somebody listens on is passed over', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const book = openPortBook(folder);
  expect(await book.take(port)).toBeGreaterThan(port);
  book.release();
  server.close();
});

test('a port that another living instance has reserved is passed over though nobody listens yet', async () => {
  const [one, other] = [openPortBook(folder), openPortBook(folder)];
  const port = await one.take(46_500);
  expect(await other.take(port)).not.toBe(port);
  one.release();
  expect(await other.take(port)).toBe(port);
  other.release();
});

test('the reservation of a dead instance is void', async () => {
  const book = openPortBook(folder);
  const port = await book.take(46_600);
  book.release();
  writeFileSync(join(folder, String(port)), '4194304');
  expect(await book.take(port)).toBe(port);
  book.release();
});

test('ports that browsers refuse are passed over', async () => {
  const book = openPortBook(folder);
  expect(await book.take(6_665)).toBeGreaterThan(6_669);
  book.release();
});
