/** Longest text of somebody's that a message repeats. Characters. */
const LONGEST = 80;

/** What somebody wrote, in quotes, for a message; only the beginning of what is long. */
export function quoted(text: string): string {
  return text.length <= LONGEST ? `"${text}"` : `"${text.slice(0, LONGEST)}…"`;
}
