import { createHash } from 'node:crypto';

/**
 * The one normalisation that "unchanged" is judged by, in this order: Unicode NFC; characters that show nothing (soft
 * hyphens, zero-width, byte order marks) and control characters dropped; every run of white space one space; ends trimmed.
 * Case and punctuation count: "cancelled" in capitals is news.
 */
export function normalisedText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cf}]|(?!\s)\p{Cc}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** sha256 (hex) of the normalised main text. Two fetches of a page with the same hash say the same. */
export function contentHash(mainText: string): string {
  return createHash('sha256').update(normalisedText(mainText)).digest('hex');
}

/** sha256 (hex) of a body as it came; bodies are stored once per hash. */
export function bodyHash(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}
