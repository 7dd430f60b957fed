/** Whose words a signal is told in, as far as it decides between two pages. */
export interface Telling {
  /** Where the item is known to stand. */
  readonly sourceUrl: string;
  /** The page it was read on: its own, or one that lists it. */
  readonly pageUrl: string;
  /** ISO instant, null when the page does not say. */
  readonly contentDate: string | null;
  readonly title: string;
}

/**
 * Whether a signal that two pages tell of in one run is told in the words of `a` rather than of `b`: what its own page says before what a list
 * says of it, then what was published first, then by address. It does not matter which of them was read first: sources are read side by side.
 */
export function leads(a: Telling, b: Telling): boolean {
  const [left, right] = [rank(a), rank(b)];
  const differs = left.findIndex((value, n) => value !== right[n]);
  return differs >= 0 && (left[differs] ?? '') < (right[differs] ?? '');
}

/** Later than any date of a page. */
const UNDATED = '~';

function rank({ sourceUrl, pageUrl, contentDate, title }: Telling): readonly string[] {
  return [sourceUrl === pageUrl ? 'own' : 'told', contentDate ?? UNDATED, sourceUrl, pageUrl, title];
}
