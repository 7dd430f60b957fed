const SIGN_IN = '/sign-in';
const HERE = 'http://here.invalid';

/** Where to go after sign-in: the given address when it is a path of this site, else home. What comes from an address bar may be anything. */
export function returnPath(wanted: string | undefined): string {
  if (wanted === undefined || !/^\/(?![/\\])/.test(wanted) || !URL.canParse(wanted, HERE)) return '/';
  const { origin, pathname, search } = new URL(wanted, HERE);
  // A browser drops tabs and line breaks in an address, and may find another site behind them.
  return origin !== HERE || pathname.startsWith('//') || pathname === SIGN_IN ? '/' : pathname + search;
}

/** The sign-in page, with the address to return to unless that is home. */
export function signInPath(from: string): string {
  const back = returnPath(from);
  return back === '/' ? SIGN_IN : `${SIGN_IN}?returnTo=${encodeURIComponent(back)}`;
}
