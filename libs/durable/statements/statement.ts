/** One SQL statement with a name that says what it returns or does; the name also prepares it once per connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Names a statement. The prefix keeps prepared names apart from those of the application. */
export function statement(name: string, text: string): Statement {
  return { name: `durable.${name}`, text };
}

/** Statuses in which a run can still change by itself. */
export const OPEN = `('queued','running','suspended','paused','cancelling')`;
/** Statuses in which an owner may write. */
export const OWNED = `('running','cancelling')`;
