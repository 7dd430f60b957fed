import { existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Effect } from './observations.js';
import { steadyNow } from './steady-clock.js';

/** Appends to a log that many processes share: O_APPEND keeps lines whole, and what was written outlives a kill -9. */
export class EffectLog {
  private readonly file: number;

  constructor(
    path: string,
    private readonly worker: string,
    private readonly pid: number,
  ) {
    this.file = openSync(path, 'a');
  }

  write(what: Effect['what'], at: { readonly run: string; readonly epoch: number; readonly key: string }): void {
    const line: Effect = { at: steadyNow(), pid: this.pid, worker: this.worker, what, ...at };
    writeSync(this.file, `${JSON.stringify(line)}\n`);
  }
}

/** Every line of the log in the order of time. */
export function readEffects(path: string): Effect[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Effect)
    .sort((a, b) => a.at - b.at);
}
