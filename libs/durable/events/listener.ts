import type { PoolClient } from 'pg';
import type { Logger } from '../logger.js';
import { Pulse } from '../pulse.js';
import type { Database } from '../store/database.js';

export type Channel = 'durable_event' | 'durable_cancel';

/**
 * Hears Postgres notifications on one connection of its own and takes a new one when that breaks.
 * Only hints: whoever waits also polls, so that a missed one costs time and nothing else.
 */
export class Listener {
  private client: PoolClient | undefined;
  private readonly pulse: Pulse;
  private readonly ears = new Map<Channel, Set<() => void>>();

  constructor(
    private readonly database: Database,
    private readonly channels: readonly Channel[],
    private readonly logger: Logger,
  ) {
    this.pulse = new Pulse({ name: 'listener', idleMs: 1_000, busyMs: 1_000, beat: () => this.connect(), logger });
  }

  start(): void {
    this.pulse.start();
  }

  async stop(): Promise<void> {
    await this.pulse.stop();
    const { client } = this;
    this.client = undefined;
    client?.release(true);
  }

  /** Calls `heard` on every notification of the channel. Returns how to stop that. */
  on(channel: Channel, heard: () => void): () => void {
    const ears = this.ears.get(channel) ?? new Set();
    this.ears.set(channel, ears.add(heard));
    return () => ears.delete(heard);
  }

  private async connect(): Promise<boolean> {
    if (this.client) return false;
    const client = await this.database.pool.connect();
    this.client = client;
    client.on('error', (error) => {
      // It also breaks when we are the ones to give it back.
      if (this.client !== client) return;
      this.logger.warn({ err: error }, 'lost the connection that listens, taking a new one');
      this.client = undefined;
      client.release(true);
    });
    client.on('notification', ({ channel }) => {
      for (const heard of this.ears.get(channel as Channel) ?? []) heard();
    });
    for (const channel of this.channels) await client.query(`LISTEN ${channel}`);
    // What was said while nobody listened.
    for (const ears of this.ears.values()) for (const heard of ears) heard();
    return true;
  }
}
