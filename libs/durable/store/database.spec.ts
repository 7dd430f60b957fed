import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { silent } from '../logger.js';
import { Database } from './database.js';

/** A message of Postgres's wire protocol. */
function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}
const LET_IN = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const LEAVING = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0'));

describe('a Postgres that lets a client in and leaves in the same breath', () => {
  let server: Server;
  let pool: pg.Pool;
  let database: Database;
  beforeAll(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(Buffer.concat([LET_IN, READY, LEAVING])));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    pool = new pg.Pool({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, user: 'u', database: 'd' });
    database = new Database(pool, silent, 0);
  });
  afterAll(async () => {
    await pool.end();
    await new Promise((resolve) => server.close(resolve));
  });

  it('does not end the process: a statement and a transaction fail', async () => {
    await expect(database.query({ name: 'one', text: 'SELECT 1' })).rejects.toThrow();
    await expect(database.once(async () => null)).rejects.toThrow();
  });
});
