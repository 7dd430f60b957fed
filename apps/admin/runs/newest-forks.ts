/** So many forks are shown unasked. */
const FIRST = 4;

/** Forks, newest first: the first few and how many are left, or all. One more than a few is shown too: asking for it would take as much room. */
export function newestForks<Fork extends { readonly createdAt: string }>(
  forks: readonly Fork[],
  all: boolean,
): { readonly shown: readonly Fork[]; readonly left: number } {
  const newest = [...forks].sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  const shown = all || newest.length <= FIRST + 1 ? newest : newest.slice(0, FIRST);
  return { shown, left: newest.length - shown.length };
}
