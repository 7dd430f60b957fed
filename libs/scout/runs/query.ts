import { refused, type Refused } from './outcome.js';

/** Longest region text that is sent to a geocoder. */
export const MAX_QUERY_CHARS = 200;

/** The region text without surrounding white space, or why it can't be one. */
export function readQuery(query: string): { readonly text: string } | Refused {
  const text = query.trim().replace(/\s+/g, ' ');
  if (text === '')
    return refused('INVALID_QUERY', 'The region text is empty.', 'Name a city and state, e.g. "Austin, TX".');
  if (text.length > MAX_QUERY_CHARS) {
    return refused(
      'INVALID_QUERY',
      `The region text has ${String(text.length)} characters; at most ${String(MAX_QUERY_CHARS)} are read.`,
      'Name only the city and state, e.g. "Austin, TX".',
    );
  }
  if (/\p{Cc}/u.test(text)) {
    return refused(
      'INVALID_QUERY',
      'The region text holds control characters.',
      'Type the name of the city and state.',
    );
  }
  return { text };
}
