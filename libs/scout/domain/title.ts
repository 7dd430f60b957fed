/**
 * A title as it is compared: lower case, without accents, punctuation and doubled white space.
 * Idempotent. Scripts other than Latin keep their letters.
 */
export function normaliseTitle(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Titles that name a page, a menu or an error, never a signal. Compared in their normalised form. */
const JUNK_TITLES = new Set(
  [
    'home',
    'homepage',
    'untitled',
    'untitled event',
    'event',
    'events',
    'news',
    'menu',
    'search',
    'login',
    'log in',
    'sign in',
    'sign up',
    'subscribe',
    'contact',
    'contact us',
    'about',
    'about us',
    'privacy policy',
    'terms of use',
    'terms of service',
    'cookie policy',
    'page not found',
    'not found',
    '404',
    '404 not found',
    'error',
    'access denied',
    'forbidden',
    'just a moment',
    'attention required',
    'read more',
    'learn more',
    'click here',
    'more',
    'n a',
    'none',
    'null',
    'undefined',
    'test',
    'tbd',
    'tba',
    'title',
    'calendar',
    'today',
    'loading',
    'skip to main content',
    'upcoming events',
    'past events',
    'no events',
  ].map(normaliseTitle),
);
const SHORTEST_TITLE = 3;

/** True for a title that can't be a signal's: empty, too short, a menu entry, an error page's, or only digits. */
export function isJunkTitle(title: string): boolean {
  const normalised = normaliseTitle(title);
  return normalised.length < SHORTEST_TITLE || JUNK_TITLES.has(normalised) || /^[\d\s]+$/.test(normalised);
}
