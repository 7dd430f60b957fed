/**
 * The UTC instant an ISO date or date-time names, for comparing in the graph; null when it names none.
 * A text without a zone counts as UTC: the text itself is stored beside the instant, so nothing more precise is claimed.
 */
export function instantOf(text: string | null | undefined): string | null {
  if (!text) return null;
  const zoned = /[zZ]|[+-]\d{2}:?\d{2}$/.test(text) || !text.includes('T') ? text : `${text}Z`;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** A content time as given, when it names an instant; null otherwise, so that a malformed date is stored as unknown. */
export function dateTextOf(text: string | null | undefined): string | null {
  return instantOf(text) === null ? null : (text ?? null);
}
