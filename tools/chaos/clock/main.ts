/**
 * Loaded before a worker's own code (`node --import`): its `Date` is off by as many milliseconds as the file says that
 * CHAOS_CLOCK_FILE names. The file is looked at again and again, so a clock can jump while the worker runs.
 */
import { readFileSync } from 'node:fs';

const LOOK_MS = 200;
const file = process.env['CHAOS_CLOCK_FILE'];
const RealDate = Date;
const realNow = Date.now.bind(Date);
let offsetMs = 0;

class SkewedDate extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(realNow() + offsetMs);
    else super(...(given as [number]));
  }
  static override now(): number {
    return realNow() + offsetMs;
  }
}

function look(path: string): void {
  try {
    offsetMs = Number(readFileSync(path, 'utf8')) || 0;
  } catch (error) {
    // No file: the clock is right.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    offsetMs = 0;
  }
}

if (file) {
  look(file);
  setInterval(look, LOOK_MS, file).unref();
  globalThis.Date = SkewedDate as unknown as DateConstructor;
}
