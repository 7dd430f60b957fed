/** A text cut around the place where a quote stands in it. */
export interface Highlighted {
  readonly before: string;
  readonly quote: string;
  readonly after: string;
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Finds `quote` in `text`, white space and case aside, and cuts the text there, keeping at most `context` characters
 * on either side. Null when it does not stand there.
 */
export function highlight(text: string, quote: string, context = 1_500): Highlighted | null {
  const words = quote.trim().split(/\s+/).map(escapePattern);
  if (words.length === 0 || words[0] === '') return null;
  const match = new RegExp(words.join('\\s+'), 'iu').exec(text);
  if (match === null) return null;
  const start = match.index;
  const end = start + match[0].length;
  const from = Math.max(0, start - context);
  const to = Math.min(text.length, end + context);
  return {
    before: `${from > 0 ? '…' : ''}${text.slice(from, start)}`,
    quote: match[0],
    after: `${text.slice(end, to)}${to < text.length ? '…' : ''}`,
  };
}
