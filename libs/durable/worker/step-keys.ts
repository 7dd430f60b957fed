import { TerminalError } from '../errors.js';

/** A key is part of an index: Postgres takes no longer ones, together with the run's id. */
const MOST_BYTES = 2_000;

export interface StepKey {
  readonly key: string;
  /** Position in the order of asking, from 1; what is new comes after all that was asked for before it. */
  readonly seq: number;
}

/** Throws TerminalError BAD_STEP_NAME for a name that Postgres could not store, before anything is done under it. */
export function refuseBadName(name: string): void {
  if (!name.includes('\0') && Buffer.byteLength(name) <= MOST_BYTES) return;
  const start = `${name.slice(0, 80).replaceAll('\0', '?')}…`;
  throw new TerminalError(`The name "${start}" holds a NUL or is longer than ${MOST_BYTES} bytes.`, 'BAD_STEP_NAME');
}

/** A name that reads like a later use of another one; with its own number behind it, it can't be mistaken for that. */
const LIKE_A_LATER_USE = /#\d+$/;

/**
 * Gives each use of a name its key: the name itself (`name#1` when it ends like a later use does), then `name#2`, `name#3` … No two uses of whatever
 * names share a key, and names keep theirs when other steps are added or reordered.
 */
export class StepKeys {
  private readonly uses = new Map<string, number>();
  private readonly asked = new Set<string>();
  private last = 0;

  /** Steps that are journaled keep their places: a replay asks in another order when branches run side by side. */
  constructor(private readonly journaled: ReadonlyMap<string, { readonly seq: number }> = new Map()) {}

  /** Throws TerminalError BAD_STEP_NAME. */
  next(name: string): StepKey {
    refuseBadName(name);
    const use = (this.uses.get(name) ?? 0) + 1;
    this.uses.set(name, use);
    const key = use === 1 && !LIKE_A_LATER_USE.test(name) ? name : `${name}#${use}`;
    this.asked.add(key);
    const before = this.journaled.get(key)?.seq;
    this.last = before === undefined ? this.last + 1 : Math.max(this.last, before);
    return { key, seq: before ?? this.last };
  }

  /** A place after all that was asked for up to now. */
  after(): number {
    return (this.last += 1);
  }

  /** Keys that were asked for and are not in the journal. */
  notJournaled(journaled: ReadonlyMap<string, unknown>): string[] {
    return [...this.asked].filter((key) => !journaled.has(key));
  }

  /** Journaled keys that nobody asked for. */
  notAsked(journaled: Iterable<string>): string[] {
    return [...journaled].filter((key) => !this.asked.has(key));
  }
}
