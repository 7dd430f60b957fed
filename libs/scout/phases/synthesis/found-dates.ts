/** An ISO date or time as given, or null when it is none: a malformed date is no date, never an error. */
export function isoOrNull(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?$/.test(text.trim())) return null;
  return Number.isNaN(new Date(text).getTime()) ? null : text.trim();
}
