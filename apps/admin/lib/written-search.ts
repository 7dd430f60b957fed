const KEY = 'writtenSearch';

/** State for an entry of the browser's history that tells which search (`?a=b` or empty) was written with it. */
export function stateWith(search: string): Readonly<Record<string, string>> {
  return { [KEY]: search };
}

/** The search last written to an entry of the history by {@link stateWith}; `shown`, that of its address, when none was. */
export function writtenSearch(state: unknown, shown: string): string {
  const written: unknown = typeof state === 'object' && state !== null && KEY in state ? state[KEY] : undefined;
  return typeof written === 'string' ? written : shown;
}
