/** A time in words of a zone, e.g. `Nov 26, 2026, 9:00 PM`. */
export function inZone(at: string, zone: string): string {
  return words(at, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
}

/** The same to the second and with the zone's short name, e.g. `Nov 26, 2026, 9:00:05 PM CST`. */
export function inZoneExactly(at: string, zone: string): string {
  return words(at, { dateStyle: 'medium', timeStyle: 'long', timeZone: zone });
}

function words(at: string, form: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', form).format(new Date(at));
}
