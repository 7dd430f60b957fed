import { createHash } from 'node:crypto';
import { TerminalError } from '../errors.js';
import type { Json } from '../types.js';

/** Outputs above this many bytes go to the blob table. */
export const INLINE_BYTES = 64 * 1024;
/** Outputs above this many bytes are refused. */
export const MAX_BYTES = 8 * 1024 * 1024;

export interface Payload {
  /** JSON text to store in the row, or null when it is in a blob. */
  readonly inline: string | null;
  readonly blobHash: string | null;
  readonly blob: string | null;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Writes a value as JSON for the journal. `undefined` is stored as null.
 * Throws a TerminalError, naming `what`, for values that JSON can't hold (functions, bigint, cycles) and for more than 8 MB.
 */
export function toPayload(value: unknown, what: string): Payload {
  let text: string | undefined;
  try {
    text = value === undefined ? 'null' : JSON.stringify(value);
  } catch (cause) {
    throw new TerminalError(`${what} is not JSON: return plain objects without cycles or bigint.`, 'OUTPUT_NOT_JSON', {
      cause,
    });
  }
  if (text === undefined) throw new TerminalError(`${what} is not JSON: it is a ${typeof value}.`, 'OUTPUT_NOT_JSON');
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) {
    throw new TerminalError(
      `${what} has ${(bytes / 1e6).toFixed(1)} MB, the limit is ${(MAX_BYTES / 1e6).toFixed(1)} MB: store it elsewhere and return where it is.`,
      'OUTPUT_TOO_BIG',
    );
  }
  if (bytes <= INLINE_BYTES) return { inline: text, blobHash: null, blob: null };
  return { inline: null, blobHash: sha256(text), blob: text };
}

/** As `JSON.stringify` escapes them: NUL, and halves of surrogate pairs. */
const UNFIT_FOR_JSONB = /(?:^|[^\\])(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** Whether jsonb, which knows text and not code units, can hold a value. */
export function fitsJsonb(value: Json): boolean {
  return !UNFIT_FOR_JSONB.test(JSON.stringify(value));
}

/** sha256 of the JSON with sorted keys: equal for equal values, whatever the order of their keys. */
export function hashOf(value: Json): string {
  return sha256(JSON.stringify(value, sorted));
}

function sorted(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
