import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json, StepScope } from '#durable';
import { steadyNow } from '../observe/steady-clock.js';
import type { Charge } from '../observe/observations.js';
import { sequence } from '../random.js';

/** How often an answer is lost after the charge was made: the caller has to ask again and must be recognised. */
const LOST_ANSWERS = 0.05;

/** A provider that charges once per idempotency key, and remembers every request. */
export class Till {
  readonly charges: Charge[] = [];
  private server: Server | undefined;
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = sequence(seed);
  }

  /** Listens on 127.0.0.1; returns its address. */
  async listen(): Promise<string> {
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (part: Buffer) => (text += part.toString()));
      request.on('end', () => {
        const { key, run, step } = JSON.parse(text) as Omit<Charge, 'at'>;
        this.charges.push({ at: steadyNow(), key, run, step });
        if (this.random() < LOST_ANSWERS) response.destroy();
        else response.end(JSON.stringify({ receipt: key.slice(0, 12) }));
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    this.server = server;
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const { server } = this;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }
}

/** Charges once for a step: the body of the keyed steps. Rejects when the answer was lost. */
export function chargeAt(url: string): (scope: StepScope) => Promise<Json> {
  return async ({ idempotencyKey, runId, key, signal }) => {
    const response = await fetch(url, {
      method: 'POST',
      body: JSON.stringify({ key: idempotencyKey, run: runId, step: key }),
      signal,
    });
    return (await response.json()) as Json;
  };
}
