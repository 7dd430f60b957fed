import type { PoolClient } from 'pg';
import type { Logger } from '../logger.js';
import { Pulse } from '../pulse.js';
import type { Database } from '../store/database.js';

/**
 * Hears on one connection of its own that runs were cancelled or paused, and takes a new one when that breaks.
 * Only a hint: heartbeats find out as well, so that a missed one costs time and nothing else.
 */
export class CancelListener {
  private client: PoolClient | undefined;
  private readonly pulse: Pulse;

  constructor(
    private readonly database: Database,
    private readonly heard: () => void,
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

  private async connect(): Promise<boolean> {
    if (this.client) return false;
    const client = await this.database.pool.connect();
    client.on('error', (error) => {
      // It also breaks before it listens, and when we are the ones to give it back.
      if (this.client !== client) return;
      this.logger.warn({ err: error }, 'lost the connection that listens, taking a new one');
      this.client = undefined;
      client.release(true);
    });
    client.on('notification', () => this.heard());
    try {
      await client.query('LISTEN durable_cancel');
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.client = client;
    // What was said while nobody listened.
    this.heard();
    return true;
  }
}
