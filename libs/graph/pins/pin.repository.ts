import type { GraphDatabase } from '../database/graph-database.js';
import { deterministicId } from '../identity/deterministic-id.js';
import { ADD_PINS, CONSUME_PINS, OPEN_PINS } from './pin.statements.js';

/** A source that is to be read next, whatever its schedule says. */
export interface NewPin {
  readonly sourceId: string;
  readonly reason: string;
  /** Operator or phase that asks for it. */
  readonly createdBy: string;
}
export interface Pin extends NewPin {
  readonly id: string;
  readonly region: string;
  readonly createdAt: string;
}

/** Sources to read next; each pin is good for one reading. */
export class PinRepository {
  constructor(private readonly db: GraphDatabase) {}

  /** Pins the sources that exist; pinning a pinned source again changes nothing. Returns how many are pinned of those named. */
  async add(region: string, pins: readonly NewPin[]): Promise<number> {
    const rows = await this.db.write<{ pinned: number }>(ADD_PINS, {
      region,
      now: new Date().toISOString(),
      rows: pins.map((pin) => ({ ...pin, id: deterministicId('pin', region, pin.sourceId) })),
    });
    return rows[0]?.pinned ?? 0;
  }

  /** Pins not yet consumed, oldest first. */
  async list(region: string): Promise<Pin[]> {
    const rows = await this.db.read<{ pin: Pin }>(OPEN_PINS, { region });
    return rows.map((row) => row.pin);
  }

  /** Marks pins (by pin id) as read; returns how many were open. */
  async consume(ids: readonly string[]): Promise<number> {
    const rows = await this.db.write<{ consumed: number }>(CONSUME_PINS, { ids, now: new Date().toISOString() });
    return rows[0]?.consumed ?? 0;
  }
}
