/**
 * A Lucene query that finds all words of a user's text (the last one also as a beginning, as it is being typed);
 * null when the text holds no word. Lucene's own operators in the text are treated as text.
 */
export function fullTextQuery(text: string): string | null {
  const words = text.normalize('NFKC').match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) ?? [];
  if (words.length === 0) return null;
  // Lower case also keeps AND, OR and NOT from being operators.
  const terms = words.slice(0, 16).map((word) => word.toLowerCase());
  const last = terms.length - 1;
  return terms.map((term, index) => (index === last ? `(${term} OR ${term}*)` : term)).join(' AND ');
}
