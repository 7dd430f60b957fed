/** Opaque place in a list ordered by time and id. */
export function encodeCursor(at: string, id: string): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/** What `encodeCursor` put in; null for anything else. */
export function decodeCursor(cursor: string | null): { at: string; id: string } | null {
  const match = /^(\S+) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor ?? '', 'base64url').toString());
  const [, at, id] = match ?? [];
  return at === undefined || id === undefined || Number.isNaN(Date.parse(at)) ? null : { at, id };
}
