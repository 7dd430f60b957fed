import { createHash } from 'node:crypto';

/** One SQL statement with a name that says what it returns or does; the name also prepares it once per connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Postgres cuts names off after so many bytes, and would take two that begin alike for one. */
const MAX_NAME = 63;

/** Names a statement. The prefix keeps prepared names apart from those of the application. */
export function statement(name: string, text: string): Statement {
  const full = `durable.${name}`;
  if (Buffer.byteLength(full) <= MAX_NAME) return { name: full, text };
  return { name: `durable.${createHash('sha256').update(name).digest('hex').slice(0, 32)}`, text };
}

/** Statuses in which a run can still change by itself. */
export const OPEN = `('queued','running','suspended','paused','cancelling')`;
/** Statuses in which an owner may write. */
export const OWNED = `('running','cancelling')`;
